import assert from 'node:assert/strict'
import type { MessageRow } from '../data/rows.ts'
import { sampleMessage } from '../testing/sample-rows.ts'
import { firstUnreadId, inboundAfter, threadItems } from './thread-items.ts'

const message = (id: string, sent_at: string, direction = 'inbound'): MessageRow =>
  sampleMessage({
    id,
    direction,
    author: direction === 'inbound' ? 'contact' : 'unknown',
    sent_at,
  })
const thread = [
  message('a', '2026-11-20T12:00:00Z'),
  message('b', '2026-11-20T12:01:00Z'),
  message('c', '2026-11-20T12:02:00Z', 'outbound'),
  message('d', '2026-11-22T12:00:00Z'),
]

Deno.test('each day has one line, and messages in quick succession are one group', () => {
  const items = threadItems(thread, 'd')
  assert.deepEqual(items.map(({ kind }) => kind), [
    'day',
    'message',
    'message',
    'message',
    'day',
    'new',
    'message',
  ])
  const groups = items.flatMap((item) =>
    item.kind === 'message' ? [[item.startsGroup, item.endsGroup]] : []
  )
  assert.deepEqual(groups, [[true, false], [false, true], [true, true], [true, true]])
})

Deno.test('the line for new messages counts only the contact’s', () => {
  assert.equal(firstUnreadId(thread, 0), undefined)
  assert.equal(firstUnreadId(thread, 1), 'd')
  assert.equal(firstUnreadId(thread, 2), 'b')
  assert.equal(firstUnreadId(thread, 9), undefined)
})

Deno.test('messages that came below the reader are counted, own ones are not', () => {
  assert.equal(inboundAfter(thread, 'b'), 1)
  assert.equal(inboundAfter(thread, 'd'), 0)
  assert.equal(inboundAfter(thread, undefined), 0)
})
