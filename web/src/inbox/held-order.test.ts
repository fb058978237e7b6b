import assert from 'node:assert/strict'
import type { InboxRow } from '../data/rows.ts'
import { sampleInboxRow } from '../testing/sample-rows.ts'
import { heldOrder } from './held-order.ts'

const row = (id: string, minute: number): InboxRow =>
  sampleInboxRow({
    id,
    version: minute,
    inbound_count: minute,
    last_message_at: `2026-11-22T10:${minute}:00+00:00`,
  })
const held = [row('c', 30), row('b', 20), row('a', 15)]
const idsOf = (rows: InboxRow[]) => rows.map(({ id }) => id)

Deno.test('a held list keeps its order, shows what is new in a row, and counts what waits', () => {
  const now = [row('new', 50), row('a', 45), row('c', 30), row('b', 20)]
  const { rows, waiting } = heldOrder(now, held)
  assert.deepEqual(idsOf(rows), ['c', 'b', 'a'])
  assert.equal(rows[2]?.inbound_count, 45)
  assert.equal(waiting, 2)
})

Deno.test('a change that moves nothing does not wait', () => {
  const now = [row('c', 40), row('b', 20), row('a', 15)]
  assert.deepEqual(heldOrder(now, held), { rows: now, waiting: 0 })
})

Deno.test('older rows that scrolling loads join at the end, and are no updates', () => {
  const now = [...held, row('z', 12)]
  assert.deepEqual(heldOrder(now, held), { rows: now, waiting: 0 })
  assert.deepEqual(
    idsOf(heldOrder([row('b', 40), row('c', 30), row('a', 15), row('z', 12)], held).rows),
    [
      'c',
      'b',
      'a',
      'z',
    ],
  )
})
