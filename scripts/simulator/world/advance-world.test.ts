import assert from 'node:assert/strict'
import { createState } from '../state/create-state.ts'
import { createSeededRandom, TEST_TIME_MS } from '../testing/create-test-simulator.ts'
import { advanceNumbers } from './advance-numbers.ts'
import { publishNowAndThen } from './publish-now-and-then.ts'

const STEP_MS = 5_000
const STEPS_A_DAY = 24 * 60 * 60 * 1_000 / STEP_MS

Deno.test('a post appears about every three hours', () => {
  const accounts = Object.values(createState(TEST_TIME_MS).accounts)
  const random = createSeededRandom()
  let published = 0
  for (let step = 1; step <= 10 * STEPS_A_DAY; step += 1) {
    const nowMs = TEST_TIME_MS + step * STEP_MS
    if (publishNowAndThen(accounts, { nowMs, elapsedMs: STEP_MS, random })) published += 1
  }
  assert.ok(published >= 60 && published <= 100, `${published} posts in ten days`)
  const ids = accounts.flatMap(({ media }) => media.map(({ id }) => id))
  assert.equal(ids.length, 24 + 16 + published)
  assert.equal(new Set(ids).size, ids.length)
})

Deno.test('in a day young posts gain more likes than old ones, and no number of a post falls', () => {
  const account = createState(TEST_TIME_MS).accounts.harbour
  const random = createSeededRandom()
  const before = structuredClone(account)
  let rises = 0
  let falls = 0
  for (let step = 1; step <= STEPS_A_DAY; step += 1) {
    const { followers } = account
    advanceNumbers(account, { nowMs: TEST_TIME_MS + step * STEP_MS, elapsedMs: STEP_MS, random })
    if (account.followers > followers) rises += 1
    if (account.followers < followers) falls += 1
  }
  assert.ok(rises > falls && falls > 0)
  const gains = account.media.map(({ likes }, index) => likes - (before.media[index]?.likes ?? 0))
  assert.ok(gains.every((gain) => gain >= 0))
  assert.ok((gains.at(0) ?? 0) > 100 && (gains.at(-1) ?? 0) < 20)
})
