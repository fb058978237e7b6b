import type postgres from 'postgres'
import { createSimulatorClient } from '../../scripts/simulator/client/create-simulator-client.ts'
import { waitFor } from '../../scripts/stack/wait-for.ts'
import { stack, withDatabase } from './stack.ts'

type Sql = postgres.Sql

export const simulator = createSimulatorClient(stack.simulatorUrl)

/** A job whose worker's time ran out comes back after a minute. */
const ENOUGH_MS = 120_000

/**
 * Runs with the schedules of readings and polls at rest and with an account that has been connected
 * for a day, so that what happens is what the test starts. Brings everything back afterwards.
 */
export async function withQuietSyncs(
  accountId: string,
  work: (sql: Sql) => Promise<void>,
): Promise<void> {
  await withDatabase(async (sql) => {
    await restSchedules(sql)
    await sql`
      update public.accounts set created_at = now() - interval '1 day' where id = ${accountId}`
    try {
      await work(sql)
    } finally {
      await simulator.webhooks()
      await sql`
        update private.conversation_syncs
        set floor_seconds = 20, ceiling_seconds = 60, interval_seconds = 30, due_at = now(),
          limited_until = null`
      await sql`update private.polls set due_at = now() where job_id is null`
    }
  })
}

async function restSchedules(sql: Sql): Promise<void> {
  await waitFor(async () => {
    await sql`select private.enqueue_due_conversation_syncs()`
    await sql`
      update private.conversation_syncs
      set floor_seconds = 300, ceiling_seconds = 3600, interval_seconds = 300,
        due_at = now() + interval '1 hour', limited_until = null`
    await sql`update private.polls set due_at = now() + interval '1 hour'`
    await sql`select private.nudge_worker('conversation_sync', 'conversation-sync')`
    const [row] = await sql`
      select not exists (select from pgmq.q_conversation_sync)
        and not exists (select from private.polls where job_id is not null) as idle`
    return row!.idle
  }, { what: 'readings and polls under way to end', timeoutMs: ENOUGH_MS, everyMs: 200 })
}

/** Makes a reading of an account's conversations of the last minutes due. */
export async function makeDue(sql: Sql, accountId: string, minutes = 30): Promise<void> {
  await sql`
    update private.conversation_syncs
    set due_at = now(), interval_seconds = floor_seconds,
      last_complete_at = now() - make_interval(mins => ${minutes})
    where account_id = ${accountId}`
}

/** Does what cron does, until something has come of it. */
export async function runUntil<T>(
  sql: Sql,
  what: string,
  condition: () => Promise<T | undefined | false>,
): Promise<T> {
  return await waitFor(async () => {
    await sql`select private.enqueue_due_conversation_syncs()`
    await sql`select private.nudge_worker('conversation_sync', 'conversation-sync')`
    return await condition()
  }, { what, timeoutMs: ENOUGH_MS, everyMs: 150 })
}

/** Runs a reading of an account's conversations of the last minutes to its end. */
export async function syncNow(sql: Sql, accountId: string, minutes = 30): Promise<void> {
  await makeDue(sql, accountId, minutes)
  await runUntil(sql, 'the reading to be complete', async () => {
    const [row] = await sql`
      select last_complete_at > now() - interval '3 minutes' and job_id is null as done
      from private.conversation_syncs where account_id = ${accountId}`
    return row!.done
  })
}

export type SyncCounts = Record<
  | 'runs'
  | 'calls'
  | 'failures'
  | 'messages_healed'
  | 'reactions_healed'
  | 'messages_imported'
  | 'messages_fetched'
  | 'conversations_truncated',
  number
>

/** What has been counted for an account so far, over all days. */
export async function syncCounts(sql: Sql, accountId: string): Promise<SyncCounts> {
  const [row] = await sql<SyncCounts[]>`
    select
      coalesce(sum(runs), 0)::integer as runs,
      coalesce(sum(calls), 0)::integer as calls,
      coalesce(sum(failures), 0)::integer as failures,
      coalesce(sum(messages_healed), 0)::integer as messages_healed,
      coalesce(sum(reactions_healed), 0)::integer as reactions_healed,
      coalesce(sum(messages_imported), 0)::integer as messages_imported,
      coalesce(sum(messages_fetched), 0)::integer as messages_fetched,
      coalesce(sum(conversations_truncated), 0)::integer as conversations_truncated
    from public.sync_days where account_id = ${accountId}`
  return row!
}

/** By how much each count has grown. */
export function growth(before: SyncCounts, after: SyncCounts): SyncCounts {
  return Object.fromEntries(
    Object.entries(after).map(([name, count]) => [name, count - before[name as keyof SyncCounts]]),
  ) as SyncCounts
}

/** How often each of some messages is in an account's inbox. */
export async function timesThere(sql: Sql, accountId: string, mids: string[]): Promise<number[]> {
  const rows = await sql<{ mid: string; times: number }[]>`
    select provider_message_id as mid, count(*)::integer as times from public.messages
    where account_id = ${accountId} and provider_message_id in ${sql(mids)} group by 1`
  const times = new Map(rows.map((row) => [row.mid, row.times]))
  return mids.map((mid) => times.get(mid) ?? 0)
}

/** How many inbound messages each contact's conversation has counted. */
export async function inboundCounts(sql: Sql, accountId: string): Promise<Record<string, number>> {
  const rows = await sql`
    select contacts.provider_contact_id as contact, inbound_count::integer as count
    from public.conversations join public.contacts on contacts.id = contact_id
    where conversations.account_id = ${accountId}`
  return Object.fromEntries(rows.map(({ contact, count }) => [contact, count]))
}

/** People who have not written yet, so that what they write is among what can be read. */
export function strangers(count: number): string[] {
  return Array.from(
    { length: count },
    () => `19${crypto.getRandomValues(new BigUint64Array(1))[0]!.toString().slice(0, 15)}`,
  )
}

/** Waits until the simulator has no delivery left to make. */
export async function allDelivered(): Promise<void> {
  await waitFor(async () => {
    const { deliveries } = await simulator.state()
    return deliveries.every(({ state }) => state !== 'pending')
  }, { what: 'the deliveries to be made', timeoutMs: ENOUGH_MS })
}
