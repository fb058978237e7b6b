import assert from 'node:assert/strict'
import { sampleConversation } from '../testing/sample-rows.ts'
import { parseLiveEvent } from './parse-live-event.ts'

Deno.test('an extra key in a payload does no harm', () => {
  const [event] = parseLiveEvent('conversation:update', {
    id: 'of the broadcast',
    reads: [{ conversation_id: 'c', user_id: 'u', read_count: 3, epoch: 0 }],
  })
  assert.deepEqual(event, {
    kind: 'conversations',
    conversations: [],
    reads: [{ conversation_id: 'c', user_id: 'u', read_count: 3, epoch: 0 }],
    histories: [],
  })
})

Deno.test('an absent metric stays absent and never becomes zero', () => {
  const [event] = parseLiveEvent('metrics:update', {
    account_id: 'a',
    observed_at: '2026-11-22T10:00:00+00:00',
    account_metrics: {},
    media: [],
    media_metrics: [{
      media_id: 'm',
      metrics: { likes: { value: null, absence: 'hidden_by_owner' } },
    }],
  })
  assert.ok(typeof event === 'object' && event.kind === 'metrics')
  assert.equal(event.update.media_metrics[0]?.metrics.likes?.value, null)
})

Deno.test('new messages come with the conversations that they move', () => {
  const events = parseLiveEvent('message:insert', {
    messages: [],
    conversations: [sampleConversation({ version: 7 })],
  })
  assert.ok(typeof events === 'object')
  assert.deepEqual(events.map(({ kind }) => kind), ['messages', 'conversations'])
  assert.ok(events[1]?.kind === 'conversations')
  assert.equal(events[1].conversations[0]?.version, 7)
})

Deno.test('a backlog is announced without rows', () => {
  assert.equal(parseLiveEvent('inbox:refresh', {}), 'refresh')
})

Deno.test('an unknown event is ignored, a known one of another shape is not', () => {
  assert.deepEqual(parseLiveEvent('comment:insert', {}), [])
  assert.equal(parseLiveEvent('message:insert', { messages: [{ id: 1 }] }), 'unreadable')
  assert.equal(parseLiveEvent('message:insert', undefined), 'unreadable')
})
