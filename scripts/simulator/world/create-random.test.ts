import assert from 'node:assert/strict'
import { createRandom, exponential, pick, poisson, seedOf } from './create-random.ts'

Deno.test('the same seed gives the same numbers, another seed others', () => {
  const take = (seed: number) => {
    const random = createRandom(seed)
    return Array.from({ length: 20 }, () => random())
  }
  assert.deepEqual(take(7), take(7))
  assert.notDeepEqual(take(7), take(8))
  assert.notEqual(seedOf('a', 1), seedOf('a', 2))
  assert.notEqual(seedOf('ab', 'c'), seedOf('a', 'bc'))
})

Deno.test('poisson and exponential have the mean they are asked for', () => {
  const random = createRandom(3)
  for (const mean of [0.2, 3, 80]) {
    const counts = Array.from({ length: 20_000 }, () => poisson(mean, random))
    const average = counts.reduce((sum, count) => sum + count, 0) / counts.length
    assert.ok(Math.abs(average - mean) < 0.05 * mean, `${average} for ${mean}`)
  }
  const waits = Array.from({ length: 20_000 }, () => exponential(5, random))
  assert.ok(Math.abs(waits.reduce((sum, wait) => sum + wait, 0) / waits.length - 5) < 0.25)
  assert.equal(poisson(0, random), 0)
  assert.throws(() => pick([], random), RangeError)
})
