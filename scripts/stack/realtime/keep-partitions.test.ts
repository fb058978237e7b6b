import assert from 'node:assert/strict'
import { isOutdated, wantedPartitions } from './keep-partitions.ts'

const now = Date.UTC(2026, 1, 27, 23, 59)

Deno.test('Partitions reach from yesterday to three days ahead, over the end of a month', () => {
  const wanted = wantedPartitions(now)
  assert.deepEqual(wanted.map(({ name }) => name), [
    'messages_2026_02_26',
    'messages_2026_02_27',
    'messages_2026_02_28',
    'messages_2026_03_01',
    'messages_2026_03_02',
  ])
  assert.deepEqual(wanted[2], {
    name: 'messages_2026_02_28',
    from: '2026-02-28',
    to: '2026-03-01',
  })
})

Deno.test('Only partitions of more than three days ago are outdated', () => {
  assert.equal(isOutdated('messages_2026_02_23', now), true)
  assert.equal(isOutdated('messages_2026_02_24', now), false)
  assert.equal(isOutdated('messages_2026_03_02', now), false)
  assert.equal(isOutdated('messages_default', now), false)
})
