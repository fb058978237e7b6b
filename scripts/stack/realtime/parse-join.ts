/** What a client asks for when it joins a channel. */
export type Join = {
  private: boolean
  /** Whether the sender of a broadcast wants a reply. */
  ack: boolean
  /** Whether the sender of a broadcast gets it too. */
  self: boolean
  presence: { enabled: boolean; key: string }
  /** Undefined for the project's own keys: the connection's key counts then. */
  accessToken: string | undefined
  replicationReady: boolean
  /** What this server does not offer, undefined when nothing of it is asked for. */
  unavailable: string | undefined
}

/**
 * Reads a join's payload. Booleans may come as text, from clients that build it by hand.
 *
 * Facts: supabase/realtime, lib/realtime_web/channels/payloads.
 */
export function parseJoin(payload: unknown): Join {
  const params = record(payload)
  const config = record(params.config)
  const broadcast = record(config.broadcast)
  const presence = record(config.presence)
  const wantsChanges = Array.isArray(config.postgres_changes) && config.postgres_changes.length > 0
  return {
    private: flag(config.private),
    ack: flag(broadcast.ack),
    self: flag(broadcast.self),
    presence: {
      enabled: flag(presence.enabled),
      key: typeof presence.key === 'string' && presence.key ? presence.key : crypto.randomUUID(),
    },
    accessToken: accessToken(params.access_token) ?? accessToken(params.user_token),
    replicationReady: flag(broadcast.replication_ready),
    unavailable: wantsChanges
      ? 'postgres_changes'
      : broadcast.replay
      ? 'config.broadcast.replay'
      : undefined,
  }
}

/** An access token as clients send it; the project's own keys and what is no text don't count. */
export function accessToken(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && !value.startsWith('sb_') ? value : undefined
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {}
}

function flag(value: unknown): boolean {
  return value === true || value === 'true'
}
