import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { ConversationRow, InboxRow } from '../data/rows.ts'
import type { LiveEvent } from '../live/parse-live-event.ts'
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
const conversation = (id: string, version: number, minute = version): ConversationRow => ({
  id,
  account_id: 'account',
  contact_id: `contact of ${id}`,
  version,
  // As in the database: a newer version never has fewer messages.
  inbound_count: version,
  last_message_at: `2026-11-22T10:${String(minute).padStart(2, '0')}:00+00:00`,
  last_message_text: `message ${version}`,
  last_message_kind: 'text',
  last_message_direction: 'inbound',
  provider_contact_id: '123456789',
  contact_username: null,
  contact_name: null,
})
const row = (id: string, version: number, read_count = 0, minute = version): InboxRow => ({
  ...conversation(id, version, minute),
  read_count,
})
const changed = (...conversations: ConversationRow[]): LiveEvent => ({
  kind: 'conversations',
  conversations,
  reads: [],
})
const read = (conversation_id: string, read_count: number, user_id = userId): LiveEvent => ({
  kind: 'conversations',
  conversations: [],
  reads: [{ conversation_id, user_id, read_count }],
})
const apply = (state: InboxState, event: LiveEvent) => applyToInbox(state, { event, userId })
const idsOf = (rows: InboxRow[]) => rows.map(({ id }) => id)
const start: InboxState = { rows: [row('b', 1, 0), row('a', 1, 1)], cursor: undefined }

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

Deno.test('another member’s reading changes nothing here, and a read position never goes back', () => {
  assert.equal(apply(start, read('b', 1, 'somebody else')), start)
  const state = apply(start, read('b', 1))
  assert.equal(apply(state, read('b', 0)), state)
})

Deno.test('any order and repetition of the same events gives the same list', () => {
  const events = fc.array(
    fc.oneof(
      fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 1, max: 9 }))
        .map(([id, version]) => changed(conversation(id, version))),
      fc.tuple(fc.constantFrom('a', 'b'), fc.nat(9)).map(([id, count]) => read(id, count)),
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
  const state = upsertRows({ rows: [], cursor: undefined }, [row('a', 1), row('c', 1), row('b', 1)])
  assert.deepEqual(idsOf(state.rows), ['c', 'b', 'a'])
})

Deno.test('an unread conversation below the loaded part counts, and is listed when it is reached', () => {
  const page = [row('d', 1, 1, 40), row('c', 1, 1, 30)]
  const cursor = cursorAfter(page, 2)
  let state = upsertRows({ rows: [], cursor }, [...page, row('a', 3, 0, 10)])
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
