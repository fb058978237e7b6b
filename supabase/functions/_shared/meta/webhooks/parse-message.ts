import type { MessageEffect, UnsendEffect } from './delivery-event.ts'
import { fitContext } from './fit-context.ts'
import { idOf, isTrue, type JsonObject, objectOf, textOf } from './json-readers.ts'
import { LIMITS } from './limits.ts'
import { parseAttachments, type ParsedAttachments } from './parse-attachments.ts'
import { placeholder } from './placeholder.ts'
import { type ThreadEvent, threadOf } from './thread-event.ts'

/**
 * Reads the `message` of an item: a message, an echo or an unsend.
 *
 * Every message becomes one here, too, whatever of it is understood: without text and attachments,
 * or with an attachment of a new type, it is of kind `unknown`, so that the thread shows that
 * something was said.
 *
 * @param message undefined when the item has something else in its place.
 * @returns undefined when it cannot be placed: no contact (a note to self), no time.
 */
export function parseMessage(
  event: ThreadEvent,
  message: JsonObject | undefined,
): MessageEffect | UnsendEffect | undefined {
  const mid = idOf(message?.mid, LIMITS.messageId)
  const thread = threadOf(event)
  if (!thread) return undefined
  if (isTrue(message?.is_deleted)) return mid ? { type: 'unsend', ...thread, mid } : undefined
  if (!message || !mid) return placeholder(event, 'message')

  const replyTo = objectOf(message.reply_to)
  const story = objectOf(replyTo?.story)
  const parsed = parseAttachments(message.attachments, story, event.time!)
  const text = textOf(message.text, LIMITS.text) ?? null
  return {
    type: 'message',
    contact: thread.contact,
    at: thread.at,
    standby: thread.standby,
    mid,
    direction: event.fromAccount ? 'outbound' : 'inbound',
    author: event.fromAccount ? 'unknown' : 'contact',
    kind: kindOf(message, text, parsed),
    text,
    reply_to: idOf(replyTo?.mid, LIMITS.messageId) ?? null,
    context: contextOf(message, story),
    attachments: parsed.attachments,
    window_cause: event.fromAccount ? null : windowCauseOf(message, parsed),
  }
}

function kindOf(
  message: JsonObject,
  text: string | null,
  { attachments, unknown, withheld }: ParsedAttachments,
): string {
  if (isTrue(message.is_unsupported)) return 'unsupported'
  if (unknown) return 'unknown'
  if (withheld) return 'unsupported'
  if (message.quick_reply !== undefined) return 'quick_reply'
  // A reply to a story has the story as its first attachment.
  if (attachments[0]) return attachments[0].kind
  if (text !== null) return 'text'
  return objectOf(message.referral) ? 'referral' : 'unknown'
}

function contextOf(message: JsonObject, story: JsonObject | undefined): JsonObject {
  const { quick_reply: quickReply, referral } = message
  if (!story && quickReply === undefined && referral === undefined) return {}
  return fitContext({
    story,
    quick_reply: objectOf(quickReply),
    referral: objectOf(referral),
  })
}

function windowCauseOf(
  message: JsonObject,
  { attachments }: ParsedAttachments,
): MessageEffect['window_cause'] {
  if (message.quick_reply !== undefined) return 'quick_reply'
  for (const { kind } of attachments) {
    if (kind === 'story_reply' || kind === 'story_mention') return kind
  }
  return 'message'
}
