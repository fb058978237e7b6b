import assert from 'node:assert/strict'
import { createTestSimulator } from '../testing/create-test-simulator.ts'
import { defaultBehaviour } from './behaviour.ts'

Deno.test('every uncertain fact is described in docs/simulator.md', async () => {
  const docs = await Deno.readTextFile(new URL('../../../docs/simulator.md', import.meta.url))
  for (const name of Object.keys(defaultBehaviour())) {
    assert.ok(docs.includes(`\`${name}\``), `${name} is missing`)
  }
})

Deno.test('settings change while it runs; a wrong one is refused and changes nothing', async () => {
  const { get, post } = await createTestSimulator()
  const changed = await post('/control/behaviour', { language: 'sv', insightsLagHours: 0 })
  assert.deepEqual([changed.body.language, changed.body.insightsLagHours], ['sv', 0])
  for (const wrong of [{ language: 'xx' }, { insightsLagHours: -1 }, { unknownFact: true }]) {
    assert.equal((await post('/control/behaviour', wrong)).status, 400)
  }
  assert.equal((await get('/control/behaviour')).body.language, 'sv')
  assert.deepEqual((await post('/control/behaviour', {})).body, defaultBehaviour())
})
