import { instant } from '../data/instant.ts'
import type { ThreadCursor } from '../data/load-messages.ts'
import type { MessageRow } from '../data/rows.ts'
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
 * Puts messages in their places. Messages that are there already, and such as lie before the
 * loaded part (loading older ones will bring them), change nothing; then the same state is
 * returned.
 */
export function insertMessages(state: ThreadState, messages: MessageRow[]): ThreadState {
  const { cursor } = state
  const known = new Set(state.messages.map((message) => message.id))
  const added = messages.filter((message) => {
    if (known.has(message.id) || (cursor && byTime(message, cursor) < 0)) return false
    known.add(message.id)
    return true
  })
  if (added.length === 0) return state
  return { ...state, messages: [...state.messages, ...added].sort(byTime) }
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
  if (event.kind !== 'messages') return state
  return insertMessages(
    state,
    event.messages.filter((message) => message.conversation_id === conversationId),
  )
}
