import type { Broadcast, ClientFrame, Frame, SocketData } from './frame.ts'
import { decodeUserBroadcastPush, encodeUserBroadcast } from './user-broadcast.ts'

/** How one version of the protocol looks on the wire. */
export type Serializer = {
  /** @throws Error when the data is not a frame of this version. */
  decode(data: SocketData): ClientFrame
  encode(frame: Frame): string
  /** @returns undefined when this version has no way to say it. */
  encodeBroadcast(broadcast: Broadcast): string | Uint8Array<ArrayBuffer> | undefined
}

/**
 * Chooses the serializer by the `vsn` of the websocket's address; a client that gives none speaks
 * 1.0.0. Facts: supabase/realtime, lib/realtime_web/socket.
 *
 * @returns undefined for a version that Realtime never had.
 */
export function serializerFor(vsn: string | null): Serializer | undefined {
  if (vsn === null || vsn === '' || vsn.startsWith('1.')) return version1
  if (vsn.startsWith('2.')) return version2
  return undefined
}

const version1: Serializer = {
  decode(data) {
    if (typeof data !== 'string') throw new Error('Version 1.0.0 has no binary frames.')
    const { join_ref, ref, topic, event, payload } = JSON.parse(data) ?? {}
    return clientFrame(join_ref, ref, topic, event, payload)
  },
  encode({ ref, topic, event, payload }) {
    return JSON.stringify({ topic, event, payload, ref })
  },
  encodeBroadcast(broadcast) {
    const payload = broadcastPayload(broadcast)
    if (payload === undefined) return undefined
    const topic = JSON.stringify(broadcast.topic)
    return `{"topic":${topic},"event":"broadcast","payload":${payload},"ref":null}`
  },
}

const version2: Serializer = {
  decode(data) {
    if (typeof data !== 'string') {
      return decodeUserBroadcastPush(data instanceof ArrayBuffer ? data : data.slice().buffer)
    }
    const fields: unknown = JSON.parse(data)
    if (!Array.isArray(fields)) throw new Error('A frame of version 2.0.0 is an array.')
    const [joinRef, ref, topic, event, payload] = fields
    return clientFrame(joinRef, ref, topic, event, payload)
  },
  encode({ joinRef, ref, topic, event, payload }) {
    return JSON.stringify([joinRef, ref, topic, event, payload])
  },
  encodeBroadcast(broadcast) {
    const binary = encodeUserBroadcast(broadcast)
    if (binary) return binary
    const payload = broadcastPayload(broadcast)
    return payload && `[null,null,${JSON.stringify(broadcast.topic)},"broadcast",${payload}]`
  },
}

function clientFrame(
  joinRef: unknown,
  ref: unknown,
  topic: unknown,
  event: unknown,
  payload: unknown,
): ClientFrame {
  if (typeof topic !== 'string' || typeof event !== 'string') {
    throw new Error('A frame has a topic and an event.')
  }
  const frame = { joinRef: refText(joinRef), ref: refText(ref), topic, event, payload }
  const content = payload as { event?: unknown; payload?: unknown } | null | undefined
  if (event !== 'broadcast' || typeof content?.event !== 'string') return frame
  const json = JSON.stringify(content.payload ?? {})
  return { ...frame, broadcast: { event: content.event, body: { json } } }
}

function refText(ref: unknown): string | null {
  return ref === null || ref === undefined ? null : String(ref)
}

/** Written by hand around the JSON that came in: a big payload is not parsed to be written again. */
function broadcastPayload({ event, body, meta }: Broadcast): string | undefined {
  if (!('json' in body)) return undefined
  const metaMember = meta ? `,"meta":${JSON.stringify(meta)}` : ''
  return `{"type":"broadcast","event":${JSON.stringify(event)},"payload":${body.json}${metaMember}}`
}
