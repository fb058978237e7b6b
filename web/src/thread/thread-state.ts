import { instant } from '../data/instant.ts'
import type { ThreadCursor } from '../data/load-messages.ts'
import type { MessageRow } from '../data/rows.ts'
import { mergeMessage } from './merge-message.ts'
import type { LiveEvent } from '../live/parse-live-event.ts'

/** A conversation's messages from some point on, oldest first. */
export type ThreadState = {
  messages: MessageRow[]
  /** The oldest place that was read; undefined when the thread is loaded to its beginning. */
  cursor: ThreadCursor | undefined
}

type Place = { sent_at: string; provider_message_id: string }

/** A thread's order, the database's: sent_at, then provider_message_id. */
export function byTime(a: Place, b: Place): number {
  const difference = instant(a.sent_at) - instant(b.sent_at)
  if (difference !== 0) return difference
  const [left, right] = [a.provider_message_id, b.provider_message_id]
  return left < right ? -1 : left > right ? 1 : 0
}

/** Where the thread goes on before a page (newest first); undefined when it was not full. */
export function cursorBefore(page: MessageRow[], limit: number): ThreadCursor | undefined {
  const last = page.at(-1)
  if (!last || page.length < limit) return undefined
  return { sent_at: last.sent_at, provider_message_id: last.provider_message_id }
}

/**
 * Puts messages in their places. What is newer of such as are there already is taken over; those
 * that lie before the loaded part change nothing, as loading older ones will bring them. When
 * nothing changes the same state is returned.
 */
export function insertMessages(state: ThreadState, messages: MessageRow[]): ThreadState {
  const { cursor } = state
  const known = new Set(state.messages.map((message) => message.id))
  const added = messages.filter((message) => {
    if (known.has(message.id) || (cursor && byTime(message, cursor) < 0)) return false
    known.add(message.id)
    return true
  })
  const updated = updateMessages(state, messages)
  if (added.length === 0) return updated
  return { ...updated, messages: [...updated.messages, ...added].sort(byTime) }
}

/** Takes over what is newer of messages that are there; others are ignored. */
export function updateMessages(state: ThreadState, messages: MessageRow[]): ThreadState {
  const news = Map.groupBy(messages, ({ id }) => id)
  let changed = false
  const updated = state.messages.map((message) => {
    const merged = (news.get(message.id) ?? []).reduce(mergeMessage, message)
    if (merged !== message) changed = true
    return merged
  })
  return changed ? { ...state, messages: updated } : state
}

/** Takes in the page before the cursor. */
export function addOlderMessages(
  state: ThreadState,
  page: { messages: MessageRow[]; limit: number },
): ThreadState {
  const cursor = cursorBefore(page.messages, page.limit)
  return insertMessages({ ...state, cursor }, page.messages)
}

/** Applies a live event to the thread of one conversation. */
export function applyToThread(
  state: ThreadState,
  { event, conversationId }: { event: LiveEvent; conversationId: string },
): ThreadState {
  if (event.kind !== 'messages' && event.kind !== 'changed-messages') return state
  const messages = event.messages.filter((message) => message.conversation_id === conversationId)
  return event.kind === 'messages'
    ? insertMessages(state, messages)
    : updateMessages(state, messages)
}
