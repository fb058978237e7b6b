import type postgres from 'postgres'
import { createTeams, removeTeams, type Team } from '../realtime-teams.ts'
import type { Senders } from './bench-event.ts'

/** Instagram's account ids have 17 digits and begin like this. */
const FIRST_ID = 17_840_000_000_000_000n

/** Workspaces with one connected account each, of ids that no other run has. */
export async function createBenchAccounts(
  sql: postgres.Sql,
  { workspaces, contacts }: { workspaces: number; contacts: number },
): Promise<{ teams: Team[]; senders: Senders }> {
  const teams = await createTeams(sql, workspaces)
  const start = crypto.getRandomValues(new Uint32Array(1))[0]!
  const accounts = teams.map((_, index) => String(FIRST_ID + BigInt(start) * 1000n + BigInt(index)))
  await sql`
    insert into public.accounts ${
    sql(teams.map(({ workspaceId }, index) => ({
      workspace_id: workspaceId,
      provider: 'instagram',
      login: 'instagram',
      provider_account_id: accounts[index]!,
      username: `bench_${index}`,
    })))
  }`
  await sql`
    create table private.bench_bodies (
      id bigint generated always as identity primary key,
      body bytea not null
    )`
  return { teams, senders: { accounts, contactsPerAccount: contacts / workspaces } }
}

/** Removes all that a run has written. */
export async function removeBenchAccounts(
  sql: postgres.Sql,
  { teams, senders }: { teams: Team[]; senders: Senders },
): Promise<void> {
  await sql`drop table if exists private.bench_bodies`
  await sql`
    delete from private.webhook_deliveries where id in (
      select delivery_id from private.webhook_events
      where provider_account_id in ${sql(senders.accounts)}
    )`
  await removeTeams(sql, teams)
}
