import assert from 'node:assert/strict'
import { retryConflicts } from './retry-conflicts.ts'

const DEADLOCK = Object.assign(new Error('deadlock'), { code: '40P01' })

/** Fails with these errors, one an attempt, then succeeds. */
function failing(...errors: unknown[]) {
  let attempts = 0
  const run = () => {
    const error = errors[attempts++]
    return error ? Promise.reject(error) : Promise.resolve('done')
  }
  return { run, attempts: () => attempts }
}

Deno.test('a transaction that gave way is run again', async () => {
  const { run, attempts } = failing(DEADLOCK, DEADLOCK)
  assert.equal(await retryConflicts(run, 1000), 'done')
  assert.equal(attempts(), 3)
})

Deno.test('any other failure is thrown at once', async () => {
  for (const error of [Object.assign(new Error(), { code: '57P01' }), new Error('timeout')]) {
    const { run, attempts } = failing(error)
    await assert.rejects(retryConflicts(run, 1000), error)
    assert.equal(attempts(), 1)
  }
})

Deno.test('it gives up after five attempts, and begins none after its time', async () => {
  const always = failing(...Array(9).fill(DEADLOCK))
  await assert.rejects(retryConflicts(always.run, 1000), DEADLOCK)
  assert.equal(always.attempts(), 5)
  const late = failing(DEADLOCK)
  await assert.rejects(retryConflicts(late.run, 0), DEADLOCK)
  assert.equal(late.attempts(), 1)
})
