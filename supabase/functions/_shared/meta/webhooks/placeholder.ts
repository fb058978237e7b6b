import type { MessageEffect } from './delivery-event.ts'
import { type ThreadEvent, threadOf } from './thread-event.ts'

/**
 * A message of kind `unknown` for an event that nothing here understands, so that the thread shows
 * that something happened; its raw event is kept. Its id is made of what tells the event from
 * others, and comes out the same each time the event comes.
 *
 * @param kind The event's name, at most 40 characters.
 * @returns undefined unless the contact did it and the item itself says when.
 */
export function placeholder(event: ThreadEvent, kind: string): MessageEffect | undefined {
  const thread = threadOf(event)
  if (!thread || !event.timed || event.fromAccount) return undefined
  return {
    type: 'message',
    ...thread,
    mid: `event:${kind}:${thread.contact}:${event.time}`,
    direction: 'inbound',
    author: 'contact',
    kind: 'unknown',
    text: null,
    reply_to: null,
    context: {},
    attachments: [],
    window_cause: null,
  }
}
