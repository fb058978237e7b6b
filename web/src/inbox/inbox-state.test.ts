import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { InboxRow } from '../data/rows.ts'
import type { LiveConversationRow, LiveEvent } from '../live/parse-live-event.ts'
import { sampleConversation } from '../testing/sample-rows.ts'
import {
  addOlderRows,
  applyToInbox,
  cursorAfter,
  type InboxState,
  listedRows,
  missingIds,
  totalUnread,
  unreadOf,
  upsertRows,
} from './inbox-state.ts'

const userId = 'me'
const conversation = (id: string, version: number, minute = version): LiveConversationRow =>
  sampleConversation({
    id,
    version,
    // As in the database: a newer version never has fewer messages.
    inbound_count: version,
    last_message_at: `2026-11-22T10:${String(minute).padStart(2, '0')}:00+00:00`,
    last_message_text: `message ${version}`,
  })
const row = (id: string, version: number, read_count = 0, minute = version): InboxRow => ({
  ...conversation(id, version, minute),
  read_count,
  read_epoch: 0,
})
const none = { conversations: [], reads: [], histories: [] }
const changed = (...conversations: LiveConversationRow[]): LiveEvent => ({
  kind: 'conversations',
  ...none,
  conversations,
})
const read = (conversation_id: string, read_count: number, epoch = 0): LiveEvent => ({
  kind: 'conversations',
  ...none,
  reads: [{ conversation_id, user_id: userId, read_count, epoch }],
})
const apply = (state: InboxState, event: LiveEvent) => applyToInbox(state, { event, userId })
const idsOf = (rows: InboxRow[]) => rows.map(({ id }) => id)
const stateOf = (rows: InboxRow[], cursor?: InboxState['cursor']): InboxState => ({
  rows,
  cursor,
  unreadElsewhere: 0,
})
const start = stateOf([row('b', 1, 0), row('a', 1, 1)])

Deno.test('a stale version of a conversation is dropped', () => {
  const state = apply(start, changed(conversation('a', 5)))
  assert.equal(apply(state, changed(conversation('a', 4))), state)
  assert.equal(apply(state, changed(conversation('a', 5))), state)
})

Deno.test('a new message counts as unread by what the member has read, not by what came', () => {
  const state = apply(start, changed(conversation('a', 5)))
  assert.equal(unreadOf(state.rows[0]!), 4)
  assert.equal(totalUnread(state), 5)
  assert.equal(totalUnread(apply(state, read('a', 5))), 1)
})

Deno.test('another member’s reading changes nothing here', () => {
  const reads = [{ conversation_id: 'b', user_id: 'somebody else', read_count: 1, epoch: 1 }]
  assert.equal(apply(start, { kind: 'conversations', ...none, reads }), start)
})

Deno.test('a read position goes back only in a new epoch, and a late one of the old epoch is dropped', () => {
  const state = apply(start, read('a', 1))
  assert.equal(apply(state, read('a', 0)), state)
  const unread = apply(state, read('a', 0, 1))
  assert.equal(totalUnread(unread), 2)
  assert.equal(apply(unread, read('a', 1, 0)), unread)
  assert.equal(totalUnread(apply(unread, read('a', 1, 1))), 1)
})

Deno.test('any order and repetition of the same events gives the same list', () => {
  const events = fc.array(
    fc.oneof(
      fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 1, max: 9 }))
        .map(([id, version]) => changed(conversation(id, version))),
      fc.tuple(fc.constantFrom('a', 'b'), fc.nat(9), fc.nat(3))
        .map(([id, count, epoch]) => read(id, count, epoch)),
    ),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(
      events.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))
      ),
      ([all, shuffled]) => {
        const once = all.reduce(apply, start)
        assert.deepEqual(shuffled.reduce(apply, start), once)
        assert.deepEqual([...shuffled, ...all].reduce(apply, start), once)
      },
    ),
  )
})

Deno.test('rows that tie by time are ordered by id, as the database does', () => {
  const state = upsertRows(stateOf([]), [row('a', 1), row('c', 1), row('b', 1)])
  assert.deepEqual(idsOf(state.rows), ['c', 'b', 'a'])
})

Deno.test('an unread conversation below the loaded part counts, and is listed when it is reached', () => {
  const page = [row('d', 1, 1, 40), row('c', 1, 1, 30)]
  const cursor = cursorAfter(page, 2)
  let state = upsertRows(stateOf([], cursor), [...page, row('a', 3, 0, 10)])
  assert.deepEqual(idsOf(listedRows(state)), ['d', 'c'])
  assert.equal(totalUnread(state), 3)
  state = addOlderRows(state, { rows: [row('b', 1, 1, 20), row('a', 3, 0, 10)], limit: 30 })
  assert.deepEqual(idsOf(listedRows(state)), ['d', 'c', 'b', 'a'])
  assert.equal(state.cursor, undefined)
})

Deno.test('reading an old page never undoes a live change', () => {
  const state = apply(start, changed(conversation('a', 5)))
  const reloaded = upsertRows(state, [row('a', 4, 2)])
  assert.equal(reloaded.rows[0]?.version, 5)
  assert.equal(reloaded.rows[0]?.read_count, 2)
})

Deno.test('a conversation that is not known is named, so that it is read', () => {
  const events = [changed(conversation('new', 1), conversation('a', 2)), read('b', 1)]
  assert.deepEqual(missingIds(start, events), ['new'])
})

Deno.test('blocked conversations are in no list, and neither they nor closed ones in the total', () => {
  const state = stateOf([
    row('c', 3),
    { ...row('b', 2), blocked: true },
    { ...row('a', 1), status: 'closed' },
  ])
  assert.deepEqual(idsOf(listedRows(state)), ['c', 'a'])
  assert.equal(totalUnread(state), 3)
})

Deno.test('what is unread elsewhere is counted once when paging reaches it', () => {
  const page = [row('d', 1, 1, 40)]
  let state: InboxState = { ...stateOf(page, cursorAfter(page, 1)), unreadElsewhere: 5 }
  state = addOlderRows(state, { rows: [row('c', 3, 0, 30), row('b', 1, 1, 20)], limit: 2 })
  assert.equal(state.unreadElsewhere, 2)
  assert.equal(totalUnread(state), 5)
})
