import type { Json } from '../parse-meta-json.ts'
import type { Effect, SeenEffect } from './delivery-event.ts'
import { cutText, idOf, isTrue, type JsonObject, objectOf } from './json-readers.ts'
import { LIMITS } from './limits.ts'
import { parseHandover } from './parse-handover.ts'
import { parseMessageEdit } from './parse-message-edit.ts'
import { parseMessage } from './parse-message.ts'
import { parsePostback, parseReferral } from './parse-postback.ts'
import { parseReaction } from './parse-reaction.ts'
import { placeholder } from './placeholder.ts'
import { readThreadEvent, type Surroundings, type ThreadEvent, threadOf } from './thread-event.ts'

/** An event's name, and what is understood of it. */
export type ParsedItem = { kind: string; effect: Effect | undefined }

/** The parts that name what an item is, most telling first. */
const PARTS = [
  'message',
  'message_edit',
  'reaction',
  'read',
  'postback',
  'referral',
  'optin',
  'pass_thread_control',
  'take_thread_control',
  'request_thread_control',
  'policy_enforcement',
  'response_feedback',
  'delivery',
]
/** What surrounds that part. */
const FRAME = new Set(['sender', 'recipient', 'timestamp', 'is_self', 'is_echo', 'hop_context'])
const LONGEST_NAME = 40

/**
 * Reads one item of `messaging[]` or `standby[]`, or the same in a change's value. An event that no
 * parser here knows becomes a placeholder in its thread, when it says which.
 */
export function parseMessagingItem(item: Json, surroundings: Surroundings): ParsedItem {
  const object = objectOf(item)
  if (!object) return { kind: 'unknown', effect: undefined }
  const name = nameOf(object)
  const part = objectOf(object[name])
  const event = readThreadEvent(object, part, surroundings)
  if (name !== 'message') return { kind: name, effect: parsePart(event, name, part) }
  return {
    kind: isTrue(part?.is_deleted)
      ? 'message_deleted'
      : isTrue(part?.is_echo)
      ? 'message_echo'
      : 'message',
    effect: parseMessage(event, part),
  }
}

function parsePart(
  event: ThreadEvent,
  name: string,
  part: JsonObject | undefined,
): Effect | undefined {
  switch (name) {
    case 'message_edit':
      return part && parseMessageEdit(event, part)
    case 'reaction':
      return part && parseReaction(event, part)
    case 'read':
      return part && parseSeen(event, part)
    case 'postback':
      return part && parsePostback(event, part)
    case 'referral':
      return part && parseReferral(event, part)
    case 'pass_thread_control':
    case 'take_thread_control':
      return part && parseHandover(event, part)
    // A request changes no owner, and Messenger's delivery receipts nothing that is shown.
    case 'request_thread_control':
    case 'delivery':
      return undefined
    default:
      return placeholder(event, name)
  }
}

/** Only the contact's reading counts: the account's own side has read positions of its own. */
function parseSeen(event: ThreadEvent, read: JsonObject): SeenEffect | undefined {
  const mid = idOf(read.mid, LIMITS.messageId)
  const thread = threadOf(event)
  return mid && thread && !event.fromAccount ? { type: 'seen', ...thread, mid } : undefined
}

/** The name of an item's distinctive part; of unknown ones the first by the alphabet. */
function nameOf(item: JsonObject): string {
  for (const part of PARTS) if (item[part] !== undefined) return part
  const names = Object.keys(item).filter((key) => !FRAME.has(key)).sort()
  return cutText(names[0] ?? '', LONGEST_NAME) || 'unknown'
}
