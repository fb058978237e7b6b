import {
  loadConversations,
  loadConversationsById,
  loadUnreadConversations,
  MOST_UNREAD,
} from '../data/load-conversations.ts'
import { loadUnreadTotal } from '../data/load-unread-total.ts'
import type { EventLog } from '../live/create-event-log.ts'
import {
  applyToInbox,
  cursorAfter,
  type InboxState,
  listedRows,
  missingIds,
  totalUnread,
  upsertRows,
} from './inbox-state.ts'

export const PAGE_SIZE = 30
/** What one call gives. Nobody needs more of the list at once when the connection comes back. */
const MOST_RELOADED = 200

/**
 * Reads the conversation list, as far as it was loaded before, and the unread conversations.
 *
 * @param options.cached What is known so far; a conversation that was opened from below the list
 *   stays known.
 */
export async function loadInbox(
  { workspaceId, userId, cached, log }: {
    workspaceId: string
    userId: string
    cached: InboxState | undefined
    log: EventLog
  },
): Promise<InboxState> {
  const mark = log.mark()
  const loadedBefore = cached ? listedRows(cached).length : 0
  const limit = Math.min(Math.max(loadedBefore, PAGE_SIZE), MOST_RELOADED)
  const [page, unread] = await Promise.all([
    loadConversations(workspaceId, { limit }),
    loadUnreadConversations(workspaceId),
  ])
  let state = upsertRows(
    { rows: [], cursor: cursorAfter(page, limit), unreadElsewhere: 0 },
    [...page, ...unread],
  )
  if (unread.length >= MOST_UNREAD) {
    const total = await loadUnreadTotal(workspaceId)
    state = { ...state, unreadElsewhere: Math.max(total - totalUnread(state), 0) }
  }

  // Conversations that events or earlier visits know and this read did not give.
  const asked = new Set<string>()
  for (;;) {
    const events = log.since(mark)
    const wanted = missingIds(state, events).filter((id) => !asked.has(id))
    if (asked.size === 0) wanted.push(...unlistedIds(state, cached))
    if (wanted.length === 0) {
      return events.reduce((inbox, event) => applyToInbox(inbox, { event, userId }), state)
    }
    for (const id of wanted) asked.add(id)
    state = upsertRows(state, await loadConversationsById(workspaceId, [...new Set(wanted)]))
  }
}

const MOST_UNLISTED = 50

function unlistedIds(state: InboxState, cached: InboxState | undefined): string[] {
  const known = new Set(state.rows.map((row) => row.id))
  const rows = cached?.rows ?? []
  return rows.map((row) => row.id).filter((id) => !known.has(id)).slice(0, MOST_UNLISTED)
}
