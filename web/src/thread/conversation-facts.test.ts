import assert from 'node:assert/strict'
import type { LiveEvent } from '../live/parse-live-event.ts'
import { sampleConversation } from '../testing/sample-rows.ts'
import { applyToFacts, type ConversationFacts, isAnsweredElsewhere } from './conversation-facts.ts'

const conversationId = 'conversation'
const start: ConversationFacts = {
  history: 'requested',
  handover: sampleConversation({ version: 3, messaging_at: '2026-11-22T10:00:00+00:00' }),
}
const event = (values: Partial<Extract<LiveEvent, { kind: 'conversations' }>>): LiveEvent => ({
  kind: 'conversations',
  conversations: [],
  reads: [],
  histories: [],
  ...values,
})
const apply = (values: Parameters<typeof event>[0]) =>
  applyToFacts(start, { event: event(values), conversationId })

Deno.test('the end of a reading is taken from the event of this conversation', () => {
  const done = apply({ histories: [{ conversation_id: conversationId, state: 'limited' }] })
  assert.equal(done.history, 'limited')
  assert.equal(apply({ histories: [{ conversation_id: 'another', state: 'limited' }] }), start)
})

Deno.test('a handover goes by the conversation’s version', () => {
  const standby = { standby_at: '2026-11-22T11:00:00+00:00', messaging_at: null }
  const stale = sampleConversation({ version: 2, ...standby })
  assert.equal(apply({ conversations: [stale] }), start)
  assert.equal(isAnsweredElsewhere(start.handover), false)
  const { handover } = apply({ conversations: [sampleConversation({ version: 4, ...standby })] })
  assert.equal(isAnsweredElsewhere(handover), true)
})

Deno.test('the later of the two times says who answers', () => {
  const at = (messaging_at: string, standby_at: string) =>
    isAnsweredElsewhere(sampleConversation({ messaging_at, standby_at }))
  assert.equal(at('2026-11-22T10:00:00Z', '2026-11-22T10:00:01Z'), true)
  assert.equal(at('2026-11-22T10:00:01Z', '2026-11-22T10:00:00Z'), false)
})
