import assert from 'node:assert/strict'
import { createMemoryStore, createTestSimulator } from '../testing/create-test-simulator.ts'

const message = { account: 'harbour', text: 'Moin 👋', customer: '1602510301006188' }

Deno.test('a delivery is repeated with widening gaps until the webhook answers 200', async () => {
  let accepts = false
  const test = await createTestSimulator({ answer: () => ({ status: accepts ? 200 : 503 }) })
  await test.post('/control/message', message)
  await test.simulator.settled()
  assert.equal(test.received.length, 2, 'the first repetition comes at once')

  for (const [gapMs, attempts] of [[1_000, 3], [2_000, 4], [5_000, 5], [10_000, 6], [30_000, 7]]) {
    await test.pass((gapMs ?? 0) - 1)
    assert.equal(test.received.length, (attempts ?? 0) - 1, 'not before its time')
    await test.pass(1)
    assert.equal(test.received.length, attempts)
  }
  await test.pass(60_000)
  accepts = true
  await test.pass(60_000)
  await test.pass(3_600_000)
  assert.equal(test.received.length, 9, 'nothing after the 200')
  assert.equal(new Set(test.received.map(({ body }) => body)).size, 1, 'the same bytes each time')

  const { body: state } = await test.get('/control/state')
  assert.equal(state.deliveries.length, 1)
  const { attempts, delivered, status } = state.deliveries[0]
  assert.deepEqual({ attempts, delivered, status }, { attempts: 9, delivered: true, status: 200 })
})

Deno.test('a failed connection is repeated like a bad answer, and the log says it once', async () => {
  const test = await createTestSimulator({ answer: () => new Error('connection refused') })
  await test.post('/control/message', message)
  await test.pass(0)
  await test.pass(1_000)
  assert.equal(test.received.length, 3)
  const { body: state } = await test.get('/control/state')
  assert.equal(state.deliveries[0].error, 'connection refused')
  assert.equal(test.logged.filter((line) => line.includes('connection refused')).length, 1)
})

Deno.test('a delivery is given up after 36 hours', async () => {
  const test = await createTestSimulator({ answer: () => ({ status: 500 }) })
  await test.post('/control/message', message)
  await test.simulator.settled()
  await test.pass(36 * 3_600_000 - 1_000)
  const attempts = test.received.length
  await test.pass(3_600_000)
  assert.equal(test.received.length, attempts)
  const { body: state } = await test.get('/control/state')
  assert.equal(state.deliveries[0].state, 'given_up')
})

Deno.test('a waiting delivery survives a restart with its bytes and its signature', async () => {
  const store = createMemoryStore()
  const before = await createTestSimulator({ store, answer: () => ({ status: 503 }) })
  await before.post('/control/message', message)
  await before.simulator.settled()
  await before.simulator.stop()

  const after = await createTestSimulator({ store })
  await after.pass(60_000)
  assert.equal(after.received.length, 1)
  assert.equal(after.received[0]?.body, before.received[0]?.body)
  const signature = (request = after.received[0]) => request?.headers.get('X-Hub-Signature-256')
  assert.equal(signature(), signature(before.received[0]))
})

Deno.test('a delivery that was accepted is not sent again after a restart', async () => {
  const store = createMemoryStore()
  const before = await createTestSimulator({ store })
  await before.post('/control/message', message)
  await before.simulator.settled()
  await before.simulator.stop()
  const after = await createTestSimulator({ store })
  await after.pass(3_600_000)
  assert.equal(after.received.length, 0)
})
