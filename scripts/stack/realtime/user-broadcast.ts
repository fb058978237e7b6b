import type { Broadcast, BroadcastBody, ClientFrame } from './frame.ts'

// Kinds and layout: class Serializer in @supabase/realtime-js, src/lib/serializer.ts.
const USER_BROADCAST_PUSH = 3
const USER_BROADCAST = 4
const JSON_ENCODING = 1
const LONGEST_FIELD = 255

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads the binary frame (kind 3) in which a client of version 2.0.0 sends a broadcast.
 *
 * @throws Error when the bytes are of another kind, too short, or hold text that is not UTF-8 or
 * JSON: passing it on would break the other clients' decoders.
 */
export function decodeUserBroadcastPush(data: ArrayBuffer): ClientFrame {
  const bytes = new Uint8Array(data)
  const [kind, joinRefSize, refSize, topicSize, eventSize, metadataSize, encoding] = bytes
  if (kind !== USER_BROADCAST_PUSH || encoding === undefined) {
    throw new Error('The binary frame is not a broadcast.')
  }
  let offset = 7
  const field = (size: number | undefined) => {
    const end = offset + (size ?? 0)
    if (end > bytes.length) throw new Error('The binary frame is shorter than its header says.')
    const text = decoder.decode(bytes.subarray(offset, end))
    offset = end
    return text
  }
  const joinRef = field(joinRefSize)
  const ref = field(refSize)
  const topic = field(topicSize)
  const event = field(eventSize)
  field(metadataSize)
  const body = decodeBody(bytes.slice(offset), encoding)
  return {
    joinRef: joinRef || null,
    ref: ref || null,
    topic,
    event: 'broadcast',
    payload: undefined,
    broadcast: { event, body },
  }
}

function decodeBody(bytes: Uint8Array<ArrayBuffer>, encoding: number): BroadcastBody {
  if (encoding !== JSON_ENCODING) return { bytes }
  const json = decoder.decode(bytes)
  JSON.parse(json)
  return { json }
}

/**
 * Writes the binary frame (kind 4) in which clients of version 2.0.0 get a broadcast.
 *
 * @returns undefined when a field is longer than the 255 bytes that its header can say.
 */
export function encodeUserBroadcast(broadcast: Broadcast): Uint8Array<ArrayBuffer> | undefined {
  const fields = [
    encoder.encode(broadcast.topic),
    encoder.encode(broadcast.event),
    encoder.encode(broadcast.meta ? JSON.stringify(broadcast.meta) : ''),
  ]
  if (fields.some((field) => field.length > LONGEST_FIELD)) return undefined
  const isJson = 'json' in broadcast.body
  const body = 'json' in broadcast.body ? encoder.encode(broadcast.body.json) : broadcast.body.bytes
  const header = [USER_BROADCAST, ...fields.map((field) => field.length), isJson ? 1 : 0]
  const parts = [Uint8Array.from(header), ...fields, body]
  const frame = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let offset = 0
  for (const part of parts) {
    frame.set(part, offset)
    offset += part.length
  }
  return frame
}
