import assert from 'node:assert/strict'
import { createSingleRun } from './create-single-run.ts'

Deno.test('A run that is late starts once, after the one that runs', async () => {
  const gates: PromiseWithResolvers<void>[] = []
  let running = 0
  const runs = createSingleRun(async () => {
    assert.equal(++running, 1)
    const gate = Promise.withResolvers<void>()
    gates.push(gate)
    await gate.promise
    running--
  })
  runs.trigger()
  for (let i = 0; i < 5; i++) runs.trigger()
  assert.equal(gates.length, 1)
  gates[0]?.resolve()
  await nextTurn()
  assert.equal(gates.length, 2)
  gates[1]?.resolve()
  await runs.idle()
  assert.equal(gates.length, 2)
  runs.trigger()
  assert.equal(gates.length, 3)
  runs.trigger()
  runs.stop()
  gates[2]?.resolve()
  await runs.idle()
  runs.trigger()
  assert.equal(gates.length, 3)
})

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
