import assert from 'node:assert/strict'
import { createMemoryStore, createTestSimulator } from './testing/create-test-simulator.ts'

Deno.test('with autoplay off nothing happens by itself', async () => {
  const test = await createTestSimulator()
  const before = await test.get('/control/state')
  for (let minute = 0; minute < 60; minute += 1) await test.pass(60_000)
  assert.deepEqual((await test.get('/control/state')).body, before.body)
  assert.equal(test.received.length, 0)
})

Deno.test('with autoplay on customers write every 8 to 20 seconds and the business answers', async () => {
  const test = await createTestSimulator({ autoplay: true })
  for (let second = 0; second < 1_800; second += 1) await test.pass(1_000)
  const { body } = await test.get('/control/state')
  assert.ok(body.messages.length >= 90 && body.messages.length <= 225)
  const times = body.messages.map(({ timestamp }: { timestamp: number }) => timestamp)
  for (let index = 1; index < times.length; index += 1) {
    const gap = times[index] - times[index - 1]
    assert.ok(gap >= 8_000 && gap <= 21_000, `a gap of ${gap} ms`)
  }
  const directions = new Set(body.messages.map(({ direction }: { direction: string }) => direction))
  assert.deepEqual(directions, new Set(['inbound', 'outbound']))
  const told = test.received.filter((request) => request.body.includes('"message":{'))
  assert.equal(told.length, body.messages.length)
})

Deno.test('with autoplay on likes and comments only grow, and followers move', async () => {
  const test = await createTestSimulator({ autoplay: true })
  const numbersOf = async () => (await test.get('/control/overview')).body.accounts[0]
  let last = await numbersOf()
  const followers = new Set([last.followers])
  for (let minute = 0; minute < 30; minute += 1) {
    for (let step = 0; step < 12; step += 1) await test.pass(5_000)
    const current = await numbersOf()
    if (current.newest.id === last.newest.id) {
      assert.ok(current.newest.likes >= last.newest.likes)
      assert.ok(current.newest.comments >= last.newest.comments)
    }
    followers.add(current.followers)
    last = current
  }
  assert.ok(followers.size > 10, `only ${[...followers]}`)
})

Deno.test('the world survives a restart', async () => {
  const store = createMemoryStore()
  const before = await createTestSimulator({ store })
  await before.post('/control/numbers', { account: 'northlight', followers: 7, likes: 3 })
  await before.post('/control/media', { account: 'harbour' })
  await before.post('/control/message', { account: 'harbour' })
  await before.simulator.settled()
  const expected = (await before.get('/control/state')).body
  await before.simulator.stop()

  const after = await createTestSimulator({ store, nowMs: before.now() + 3_600_000 })
  assert.deepEqual((await after.get('/control/state')).body, expected)
  const first = await before.post('/control/message', { account: 'harbour' })
  const second = await after.post('/control/message', { account: 'harbour' })
  assert.notEqual(second.body.mid, first.body.mid)
  await after.simulator.stop()
})

Deno.test('a damaged state file is set aside, said so, and a new world begins', async () => {
  for (const text of ['{"version":', '{"version":0}', '[]']) {
    const test = await createTestSimulator({ store: createMemoryStore(text) })
    assert.match(test.logged.join(), /could not be read/)
    assert.equal((await test.get('/control/overview')).body.accounts[0].mediaCount, 24)
  }
})

Deno.test('the page and what it loads come from here', async () => {
  const { simulator } = await createTestSimulator()
  for (
    const [path, type] of [['/', 'text/html'], ['/page.css', 'text/css'], ['/page.js', 'text/']]
  ) {
    const response = await simulator.handle(new Request(`http://127.0.0.1:57000${path}`))
    assert.equal(response.status, 200)
    assert.ok(response.headers.get('Content-Type')?.startsWith(type ?? ''))
    assert.doesNotMatch(await response.text(), /(src|href)="https?:/)
  }
  const unknown = await simulator.handle(new Request('http://127.0.0.1:57000/nothing'))
  assert.equal(unknown.status, 404)
})
