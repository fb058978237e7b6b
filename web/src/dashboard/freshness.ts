import type { AccountRow } from '../data/rows.ts'
import { dayName, shortMoment, timeWithSeconds } from '../ui/format-time.ts'

export type Freshness = { tone: 'fine' | 'late'; text: string }

/** How old an account's numbers are and, when something is in the way, what. */
export function describeFreshness(
  account: AccountRow,
  { now, timeZone }: { now: number; timeZone: string },
): Freshness {
  const syncedAt = account.last_synced_at ? Date.parse(account.last_synced_at) : undefined
  const since = syncedAt === undefined ? '' : ` since ${shortMoment(syncedAt, now, timeZone)}`
  if (account.status === 'needs_reconnect') {
    return {
      tone: 'late',
      text: `Reconnect needed; no new numbers${since}. Messages still arrive.`,
    }
  }
  if (account.status === 'disconnected') {
    return { tone: 'late', text: `Disconnected; no new numbers${since}.` }
  }
  if (account.status_reason) {
    return { tone: 'late', text: `No new numbers${since}: ${account.status_reason}` }
  }
  if (syncedAt === undefined) return { tone: 'fine', text: 'The first numbers are on their way.' }
  const day = dayName(syncedAt, now, timeZone)
  return {
    tone: 'fine',
    text: day === 'Today'
      ? `Data to ${timeWithSeconds(syncedAt, timeZone)}`
      : `Data to ${shortMoment(syncedAt, now, timeZone)}`,
  }
}
