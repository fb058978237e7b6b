import assert from 'node:assert/strict'
import fc from 'fast-check'
import { createClock } from './create-clock.ts'

Deno.test('the clock follows the real one, can be moved ahead and can run fast', () => {
  let real = 1_000
  const clock = createClock({ realNow: () => real })
  real += 500
  assert.equal(clock.now(), 1_500)
  clock.advance(60_000)
  assert.equal(clock.now(), 61_500)
  clock.setSpeed(60)
  real += 1_000
  assert.equal(clock.now(), 121_500)
  clock.setSpeed(0)
  real += 1_000
  assert.equal(clock.now(), 121_500)
  assert.equal(clock.aheadMs(), 121_500 - real)
})

Deno.test('the clock never runs backwards, whatever is done to it', () => {
  const act = fc.oneof(
    fc.record({ do: fc.constant('pass' as const), by: fc.nat(1e6) }),
    fc.record({ do: fc.constant('advance' as const), by: fc.nat(1e6) }),
    fc.record({
      do: fc.constant('speed' as const),
      by: fc.float({ min: 0, max: 1e4, noNaN: true }),
    }),
  )
  fc.assert(fc.property(fc.array(act), (acts) => {
    let real = 0
    const clock = createClock({ realNow: () => real })
    let last = clock.now()
    for (const { do: what, by } of acts) {
      if (what === 'pass') real += by
      if (what === 'advance') clock.advance(by)
      if (what === 'speed') clock.setSpeed(by)
      assert.ok(clock.now() >= last)
      last = clock.now()
    }
  }))
  const clock = createClock({ realNow: () => 0 })
  assert.throws(() => clock.advance(-1), RangeError)
  assert.throws(() => clock.setSpeed(Number.NaN), RangeError)
})
