import assert from 'node:assert/strict'
import { createPacer } from './create-pacer.ts'
import { createTurns } from './create-turns.ts'

Deno.test('calls for one key are a gap apart; another key does not wait', async () => {
  const slept: number[] = []
  const sleep = (milliseconds: number) => {
    slept.push(milliseconds)
    return Promise.resolve()
  }
  let now = 0
  const pace = createPacer({ now: () => new Date(now), sleep }, 500)
  await pace('a')
  await pace('a')
  await pace('b')
  await pace('a')
  assert.deepEqual(slept, [500, 1000])
  now = 10_000
  await pace('a')
  assert.equal(slept.length, 2)
})

Deno.test('work for one key runs in turn, also after work that failed', async () => {
  const inTurn = createTurns()
  const seen: string[] = []
  const first = inTurn('a', async () => {
    await Promise.resolve()
    seen.push('first')
    throw new Error('failed')
  })
  const second = inTurn('a', () => Promise.resolve(seen.push('second')))
  const other = inTurn('b', () => Promise.resolve(seen.push('other')))
  await assert.rejects(first, /failed/)
  await Promise.all([second, other])
  assert.deepEqual(seen, ['other', 'first', 'second'])
})
