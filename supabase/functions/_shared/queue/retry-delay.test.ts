import assert from 'node:assert/strict'
import fc from 'fast-check'
import { retryDelaySeconds } from './retry-delay.ts'

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

Deno.test('a transient failure waits at least half of a doubling ceiling, at most 15 minutes', () => {
  fc.assert(fc.property(fc.nat(50), random, (attempts, jitter) => {
    const delay = retryDelaySeconds('transient', attempts, undefined, jitter)
    const ceiling = Math.min(5 * 2 ** attempts, 900)
    assert.ok(delay >= ceiling / 2 && delay <= ceiling, `${delay} of ${ceiling}`)
  }))
})

Deno.test('a throttled job waits for what the provider asks, never less, at most a quarter more', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 86_400 }), random, (told, jitter) => {
    const delay = retryDelaySeconds('throttled', 0, told, jitter)
    assert.ok(delay >= told && delay <= Math.ceil(told * 1.25))
  }))
  assert.equal(retryDelaySeconds('throttled', 0, undefined, 0), 900)
})
