import type postgres from 'postgres'
import { serializeAsMeta } from '../../scripts/simulator/webhooks/serialize-as-meta.ts'
import { connectAccount, createWorkspace, inboxOf } from './ingest.ts'

type Sql = postgres.Sql
export type ConnectedAccounts = { instagram: string; page: string }

/** Scenarios are made for these, and told to accounts of their own in each trial. */
export const SCENARIO_NAMES: ConnectedAccounts = { instagram: 'the-account', page: 'the-page' }

/** Connects both accounts of a scenario in a new workspace. */
export async function connectScenarioAccounts(sql: Sql): Promise<ConnectedAccounts> {
  const workspaceIds = [await createWorkspace(sql)]
  return {
    instagram: await connectAccount(sql, { workspaceIds }),
    page: await connectAccount(sql, { workspaceIds, provider: 'facebook' }),
  }
}

/** Deliveries of a scenario as Meta would send them to these accounts. */
export function bodiesFor(accounts: ConnectedAccounts, deliveries: unknown[]): string[] {
  return deliveries.map((delivery) =>
    serializeAsMeta(delivery)
      .replaceAll(SCENARIO_NAMES.instagram, accounts.instagram)
      .replaceAll(SCENARIO_NAMES.page, accounts.page)
  )
}

/** Everything that is known of both accounts, without their ids. */
export async function tablesOf(sql: Sql, accounts: ConnectedAccounts): Promise<unknown> {
  const tables = [await inboxOf(sql, accounts.instagram), await inboxOf(sql, accounts.page)]
  return JSON.parse(
    JSON.stringify(tables)
      .replaceAll(accounts.instagram, SCENARIO_NAMES.instagram)
      .replaceAll(accounts.page, SCENARIO_NAMES.page),
  )
}
