import assert from 'node:assert/strict'
import { throttled } from './throttled.ts'

Deno.test('the first call runs at once, later ones together, the last one never lost', () => {
  let runs = 0
  const rests: (() => void)[] = []
  const call = throttled(() => runs++, 1_000, (done) => rests.push(done))
  call()
  assert.equal(runs, 1)
  call()
  call()
  assert.equal(runs, 1)
  rests.shift()!()
  assert.equal(runs, 2)
  rests.shift()!()
  assert.equal(runs, 2)
  call()
  assert.equal(runs, 3)
})
