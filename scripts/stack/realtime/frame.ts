/**
 * One message of the channel protocol. Facts: the `Message` type of `@supabase/phoenix` and
 * supabase/realtime, lib/realtime_web/socket.
 */
export type Frame = {
  /** The ref of the join that this channel began with; null on frames for all its members. */
  joinRef: string | null
  /** Given by the client, repeated in the reply; null on what the server says by itself. */
  ref: string | null
  topic: string
  event: string
  payload: unknown
}

/** What a broadcast carries, kept as it came so that passing it on costs no parsing. */
export type BroadcastBody = { json: string } | { bytes: Uint8Array<ArrayBuffer> }

/** A message from one sender to all members of a topic. */
export type Broadcast = {
  /** With the prefix `realtime:`. */
  topic: string
  event: string
  body: BroadcastBody
  /** For messages that came from the database: the row's id. */
  meta?: Record<string, unknown>
}

/** What a client sent: a frame, and its content where the frame is a broadcast. */
export type ClientFrame = Frame & { broadcast?: Pick<Broadcast, 'event' | 'body'> }

/** The data of one websocket message. */
export type SocketData = string | ArrayBuffer | Uint8Array<ArrayBuffer>
