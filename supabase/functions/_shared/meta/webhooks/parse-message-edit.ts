import type { EditEffect, FetchEffect } from './delivery-event.ts'
import { idOf, integerOf, type JsonObject, textOf } from './json-readers.ts'
import { LIMITS } from './limits.ts'
import { isoTime } from './parse-time.ts'
import type { ThreadEvent } from './thread-event.ts'

/**
 * Reads a `message_edit`. With num_edit from 1 and a text it is an edit, in whichever thread.
 *
 * Meta also sends these for new messages, mostly to apps in development: num_edit 0, no text, often
 * without sender and recipient (captures of 2025 and 2026). What such an event means has to be read.
 *
 * @returns undefined without a usable message id, and for notes to self.
 */
export function parseMessageEdit(
  { contact, isSelf, standby, time }: ThreadEvent,
  edit: JsonObject,
): EditEffect | FetchEffect | undefined {
  const mid = idOf(edit.mid, LIMITS.messageId)
  if (!mid || isSelf) return undefined
  const count = integerOf(edit.num_edit) ?? 0
  const text = textOf(edit.text, LIMITS.text)
  if (count < 1 || count > LIMITS.editCount || text === undefined || time === undefined) {
    return { type: 'fetch', mid }
  }
  return {
    type: 'edit',
    mid,
    contact: contact ?? null,
    at: isoTime(time),
    standby,
    text,
    edit_count: count,
  }
}
