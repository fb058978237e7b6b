import type { AccountProfile } from '../../world/account-profile.ts'

/** One element of a delivery's `entry`. */
export type WebhookEntry = {
  time: number
  id: string
  /** Messages and what belongs to them. */
  messaging?: unknown[]
  /** The same, of a thread that another app owns. */
  standby?: unknown[]
  /** Comments, mentions, story insights, and everything of a Page. */
  changes?: { field: string; value: unknown }[]
  /** The flat form that Instagram Login's documentation draws, never seen in a capture. */
  field?: string
  value?: unknown
}

/** An entry with one messaging item; its time is in milliseconds (captured September 2026). */
export function messagingEntry(
  profile: AccountProfile,
  item: unknown,
  timeMs: number,
): WebhookEntry {
  return { time: timeMs, id: profile.igUserId, messaging: [item] }
}

/** An entry with one change; its time is in seconds (captured September 2026). */
export function changeEntry(
  profile: AccountProfile,
  field: string,
  value: unknown,
  timeMs: number,
): WebhookEntry {
  const time = Math.floor(timeMs / 1_000)
  return { time, id: profile.igUserId, changes: [{ field, value }] }
}

/** An entry of a Facebook Page, for deliveries whose object is `page`. */
export function pageEntry(profile: AccountProfile, value: unknown, timeMs: number): WebhookEntry {
  const time = Math.floor(timeMs / 1_000)
  return { id: profile.pageId ?? '0', time, changes: [{ field: 'feed', value }] }
}

/** The entry with its time in another unit than Meta's, for receivers that rely on one. */
export function withTimeUnit(entry: WebhookEntry, unit: 'seconds' | 'milliseconds'): WebhookEntry {
  const timeMs = entry.time > 1e11 ? entry.time : entry.time * 1_000
  return { ...entry, time: unit === 'seconds' ? Math.floor(timeMs / 1_000) : timeMs }
}

/** The entry with `field` and `value` beside the id instead of within `changes`. */
export function flattened(entry: WebhookEntry): WebhookEntry {
  const [change, ...more] = entry.changes ?? []
  if (change === undefined || more.length > 0) return entry
  return { time: entry.time, id: entry.id, ...change }
}

/** The entry as the second app of a thread gets it. */
export function asStandby({ messaging, ...entry }: WebhookEntry): WebhookEntry {
  return messaging === undefined ? entry : { ...entry, standby: messaging }
}
