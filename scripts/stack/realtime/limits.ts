/**
 * Realtime's limits that a project would notice; those on rates are left out.
 * Facts: supabase.com/docs/guides/realtime/limits and the server's defaults.
 */
export const LIMITS = {
  /** Of one broadcast or one presence, in bytes. */
  payloadBytes: 3_000 * 1024 + 500,
  /** Of one websocket message, in bytes. */
  frameBytes: 5_000_000,
  channelsPerConnection: 100,
  /** How long a channel goes without a look at its token, in milliseconds. */
  tokenCheckMs: 5 * 60_000,
} as const
