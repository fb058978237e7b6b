import { instant } from '../data/instant.ts'
import type { InboxCursor } from '../data/load-conversations.ts'
import type { ConversationRow, InboxRow, ReadRow } from '../data/rows.ts'
import type { LiveEvent } from '../live/parse-live-event.ts'

/**
 * The conversations that are known, newest first. Those up to the cursor are the list; the rest
 * are known for another reason (they are unread, or were opened by their address).
 */
export type InboxState = {
  rows: InboxRow[]
  /** Undefined when the list is loaded to its end. */
  cursor: InboxCursor | undefined
  /** Unread messages of conversations that are not known, when there are too many to know all. */
  unreadElsewhere: number
}

type Place = { last_message_at: string | null; id: string }

/** The list's order: last_message_at desc, id desc. */
export function byActivity(a: Place, b: Place): number {
  const difference = timeOf(b) - timeOf(a)
  if (difference !== 0) return difference
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0
}

const timeOf = (place: Place) => place.last_message_at ? instant(place.last_message_at) : -Infinity

/** Messages from the contact that the member has not read. */
export function unreadOf(row: InboxRow): number {
  return Math.max(row.inbound_count - row.read_count, 0)
}

/** The unread messages of all conversations that are open and not blocked. */
export function totalUnread(state: InboxState): number {
  const known = state.rows.reduce(
    (sum, row) => row.status === 'open' && !row.blocked ? sum + unreadOf(row) : sum,
    0,
  )
  return known + state.unreadElsewhere
}

/** The rows of the list. Blocked contacts are kept apart, as the database does. */
export function listedRows({ rows, cursor }: InboxState): InboxRow[] {
  return rows.filter((row) =>
    row.last_message_at !== null && !row.blocked && (!cursor || byActivity(row, cursor) <= 0)
  )
}

/** Where the list goes on behind a page, undefined when the page was not full. */
export function cursorAfter(page: InboxRow[], limit: number): InboxCursor | undefined {
  const last = page.at(-1)
  if (!last?.last_message_at || page.length < limit) return undefined
  return { last_message_at: last.last_message_at, id: last.id }
}

type Position = Pick<InboxRow, 'read_count' | 'read_epoch'>

/**
 * Of two read positions the one that holds: the higher epoch (who moves a position back begins a
 * new one), and within an epoch the higher count.
 */
export function laterPosition(a: Position, b: Position = a): Position {
  const isLater = a.read_epoch === b.read_epoch
    ? a.read_count > b.read_count
    : a.read_epoch > b.read_epoch
  const { read_count, read_epoch } = isLater ? a : b
  return { read_count, read_epoch }
}

/** Takes in rows as the database has them; of two versions of a row the newer one stays. */
export function upsertRows(state: InboxState, rows: InboxRow[]): InboxState {
  const known = new Map(state.rows.map((row) => [row.id, row]))
  for (const row of rows) {
    const old = known.get(row.id)
    const newer = old && old.version > row.version ? old : row
    known.set(row.id, { ...newer, ...laterPosition(row, old) })
  }
  return { ...state, rows: [...known.values()].sort(byActivity) }
}

/** Takes in the page behind the cursor. */
export function addOlderRows(
  state: InboxState,
  page: { rows: InboxRow[]; limit: number },
): InboxState {
  const added = upsertRows(state, page.rows)
  const unreadElsewhere = state.unreadElsewhere === 0
    ? 0
    // What has become known of it is counted there.
    : Math.max(totalUnread(state) - totalUnread({ ...added, unreadElsewhere: 0 }), 0)
  return { ...added, unreadElsewhere, cursor: cursorAfter(page.rows, page.limit) }
}

/**
 * Applies a live event to the known conversations. Repeated, late and foreign events change
 * nothing, and then the same state is returned.
 *
 * @param change.userId Whose reads count here.
 */
export function applyToInbox(
  state: InboxState,
  { event, userId }: { event: LiveEvent; userId: string },
): InboxState {
  if (event.kind !== 'conversations') return state
  const changes = new Map<string, ConversationRow>()
  for (const row of event.conversations) {
    if ((changes.get(row.id)?.version ?? 0) < row.version) changes.set(row.id, row)
  }
  const reads = new Map<string, Position>()
  for (const read of event.reads) {
    if (read.user_id !== userId) continue
    reads.set(
      read.conversation_id,
      laterPosition(positionOf(read), reads.get(read.conversation_id)),
    )
  }
  let changed = false
  const rows = state.rows.map((row) => {
    const change = changes.get(row.id)
    const newer = change && change.version > row.version ? change : undefined
    const position = laterPosition(row, reads.get(row.id))
    const moved = position.read_epoch !== row.read_epoch || position.read_count !== row.read_count
    if (!newer && !moved) return row
    changed = true
    return { ...row, ...newer, ...position }
  })
  return changed ? { ...state, rows: rows.sort(byActivity) } : state
}

const positionOf = (read: ReadRow): Position => ({
  read_count: read.read_count,
  read_epoch: read.epoch,
})

/** The conversations in the events that the state doesn't know: they have to be read. */
export function missingIds(state: InboxState, events: LiveEvent[]): string[] {
  const known = new Set(state.rows.map((row) => row.id))
  const ids = events.flatMap((event) =>
    event.kind === 'conversations' ? event.conversations.map((row) => row.id) : []
  )
  return [...new Set(ids)].filter((id) => !known.has(id))
}
