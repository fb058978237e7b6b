import type { Authorizer } from './create-authorizer.ts'
import type { Caller, CallerCheck } from './create-caller-check.ts'
import type { Topics } from './create-topics.ts'
import type { SocketData } from './frame.ts'
import type { Serializer } from './serializer-for.ts'

/** What all connections share. */
export type Services = {
  topics: Topics
  authorizer: Authorizer
  checkCaller: CallerCheck
  /** See MessageFeed. */
  isFollowing: () => Promise<boolean>
  log: (line: string) => void
  /** Milliseconds since 1970. */
  now: () => number
}

/** A channel's side of its connection. */
export type ChannelLink = {
  /** With the prefix `realtime:`. */
  topic: string
  joinRef: string | null
  /** By the connection's key; counts when the join brings no token. */
  caller: Caller
  serializer: Serializer
  deliver(data: SocketData): void
  reply(ref: string | null, status: 'ok' | 'error', response: unknown): void
  /** Sends a frame of this channel; clients drop it when they have rejoined meanwhile. */
  push(event: string, payload: unknown, joinRef?: null): void
  /** Tells the client that the server has closed the channel. */
  close(): void
}
