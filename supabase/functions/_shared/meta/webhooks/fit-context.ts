import type { Json } from '../parse-meta-json.ts'
import type { JsonObject } from './json-readers.ts'
import { LIMITS } from './limits.ts'

/**
 * What a message refers to, as the provider sent it, as far as it fits into `messages.context`.
 * What is too large as a whole gives those of its members that fit; the rest is left out.
 */
export function fitContext(parts: { [key: string]: JsonObject | undefined }): JsonObject {
  const context: JsonObject = {}
  let room = LIMITS.contextBytes - 2
  for (const [name, part] of Object.entries(parts)) {
    if (!part) continue
    const bytes = bytesOf(name) + bytesOf(part) + 4
    const fitting = bytes <= room ? part : membersWithin(part, room - bytesOf(name) - 6)
    if (Object.keys(fitting).length === 0) continue
    context[name] = fitting
    room -= bytesOf(name) + bytesOf(fitting) + 4
  }
  return context
}

function membersWithin(part: JsonObject, room: number): JsonObject {
  const members: [string, Json][] = []
  for (const [key, value] of Object.entries(part)) {
    const bytes = bytesOf(key) + bytesOf(value) + 4
    if (bytes > room) continue
    members.push([key, value])
    room -= bytes
  }
  return Object.fromEntries(members)
}

const ENCODER = new TextEncoder()
/** Postgres writes 1e308 with all its digits. */
const LONGEST_NUMBER = 350
const DEEPEST = 60

/** At most so many bytes has the value as the text of a jsonb: that has a blank after , and :. */
function bytesOf(value: Json, depth = 0): number {
  if (depth > DEEPEST) return Infinity
  if (typeof value === 'string') return ENCODER.encode(JSON.stringify(value)).length
  if (typeof value === 'number') return LONGEST_NUMBER
  if (typeof value !== 'object' || value === null) return 5
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, item) => sum + bytesOf(item, depth + 1) + 2, 2)
  }
  return Object.entries(value).reduce(
    (sum, [key, member]) => sum + bytesOf(key) + bytesOf(member, depth + 1) + 4,
    2,
  )
}
