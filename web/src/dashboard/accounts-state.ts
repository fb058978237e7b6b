import { instant } from '../data/instant.ts'
import type { AccountRow } from '../data/rows.ts'
import type { LiveEvent } from '../live/parse-live-event.ts'

/**
 * Applies a live event to the workspace's accounts. New numbers are also the news that the account
 * was read, which ends a former problem with reading it.
 */
export function applyToAccounts(rows: AccountRow[], event: LiveEvent): AccountRow[] {
  if (event.kind === 'account') {
    const { account_id, ...news } = event.update
    return rows.map((row) => row.id === account_id ? { ...row, ...news } : row)
  }
  if (event.kind !== 'metrics') return rows
  const { account_id, observed_at } = event.update
  return rows.map((row) => {
    if (row.id !== account_id) return row
    if (row.last_synced_at && instant(row.last_synced_at) >= instant(observed_at)) return row
    return { ...row, last_synced_at: observed_at, status_reason: null }
  })
}
