import assert from 'node:assert/strict'
import fc from 'fast-check'
import { createMid } from './create-mid.ts'

const igUserId = '17841470348340237'

Deno.test('createMid has the form of real message ids, whoever writes', () => {
  const customers = fc.bigInt({ min: 1n, max: 10n ** 20n - 1n }).map(String)
  fc.assert(fc.property(customers, fc.nat(), (customerId, sequence) => {
    const mid = createMid({ igUserId, customerId, nowMs: 1e12, sequence, random: () => 0.5 })
    assert.match(mid, /^aWdfZAG1faXRlbToxOklHTWVzc2FnZAUlEO[A-Za-z0-9+/]+ZD$/)
    assert.ok(mid.length > 100)
  }))
})

Deno.test('createMid gives each message its own id', () => {
  const ids = Array.from({ length: 1_000 }, (_, sequence) =>
    createMid({
      igUserId,
      customerId: '1602510301006188',
      nowMs: 1e12,
      sequence,
      random: () => 0.25,
    }))
  assert.equal(new Set(ids).size, ids.length)
})
