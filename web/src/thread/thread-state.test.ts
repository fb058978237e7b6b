import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { MessageRow } from '../data/rows.ts'
import type { LiveEvent } from '../live/parse-live-event.ts'
import { sampleMessage } from '../testing/sample-rows.ts'
import {
  addOlderMessages,
  applyToThread,
  byTime,
  cursorBefore,
  insertMessages,
  type ThreadState,
} from './thread-state.ts'

const conversationId = 'conversation'
const message = (id: string, second: number, conversation_id = conversationId): MessageRow =>
  sampleMessage({
    id,
    provider_message_id: id,
    conversation_id,
    sent_at: `2026-11-22T10:00:${String(second).padStart(2, '0')}+00:00`,
  })
const event = (messages: MessageRow[]): LiveEvent => ({ kind: 'messages', messages })
const empty: ThreadState = { messages: [], cursor: undefined }
const apply = (state: ThreadState, event: LiveEvent) =>
  applyToThread(state, { event, conversationId })
const idsOf = (state: ThreadState) => state.messages.map(({ id }) => id)

// Few seconds and ids of varied order, so that ties by time are common.
const messages = fc.uniqueArray(
  fc.record({ id: fc.uuid(), second: fc.nat(5) }),
  { selector: ({ id }) => id, maxLength: 20 },
).map((items) => items.map(({ id, second }) => message(id, second)))

Deno.test('any order and repetition of the same messages gives the same thread', () => {
  const deliveries = messages.chain((all) => {
    const batch = fc.subarray(all)
    return fc.record({
      all: fc.constant(all),
      noise: fc.array(batch, { maxLength: 10 }),
      shuffled: fc.shuffledSubarray(all, { minLength: all.length }),
    })
  })
  fc.assert(fc.property(deliveries, ({ all, noise, shuffled }) => {
    const events = [...noise, ...shuffled.map((one) => [one]), ...noise].map(event)
    assert.deepEqual(events.reduce(apply, empty).messages, all.toSorted(byTime))
  }))
})

Deno.test('pages and live messages in any interleaving give the whole thread once', () => {
  fc.assert(fc.property(messages, fc.nat(20), fc.boolean(), (all, first, liveFirst) => {
    const newestFirst = all.toSorted(byTime).toReversed()
    const limit = Math.max(first, 1)
    const page = newestFirst.slice(0, limit)
    const older = newestFirst.slice(limit)
    let state = insertMessages({ messages: [], cursor: cursorBefore(page, limit) }, page)
    // All messages come live as well, before or after the older page.
    if (liveFirst) state = apply(state, event(all))
    if (state.cursor) state = addOlderMessages(state, { messages: older, limit: 1_000 })
    state = apply(state, event(all))
    assert.deepEqual(state.messages, all.toSorted(byTime))
  }))
})

Deno.test('a late message from before the loaded part waits for its page', () => {
  const state: ThreadState = {
    messages: [message('b', 30)],
    cursor: { sent_at: message('b', 30).sent_at, provider_message_id: 'b' },
  }
  assert.equal(apply(state, event([message('a', 10)])), state)
  assert.deepEqual(idsOf(apply(state, event([message('c', 40)]))), ['b', 'c'])
})

Deno.test('messages of another conversation and known ones leave the very same state', () => {
  const state = apply(empty, event([message('a', 1)]))
  assert.equal(apply(state, event([message('x', 2, 'another'), message('a', 1)])), state)
})

Deno.test('a change is taken over in place, and one of a message that is not loaded is ignored', () => {
  const state = apply(empty, event([message('a', 1), message('b', 2)]))
  const change = (id: string): LiveEvent => ({
    kind: 'changed-messages',
    messages: [{ ...message(id, 1), text: 'edited', edit_count: 1 }],
  })
  const edited = apply(state, change('a'))
  assert.deepEqual(edited.messages.map(({ text }) => text), ['edited', 'Moin'])
  assert.equal(apply(edited, change('a')), edited)
  assert.equal(apply(edited, change('c')), edited)
})
