import assert from 'node:assert/strict'
import { createTestSimulator } from '../testing/create-test-simulator.ts'

const HOUR_MS = 60 * 60 * 1_000
type Item = { key: string; likes: number; media: { id: string; postedAt: number }[] }

/** A world that lived for some hours, in steps of the given length. */
async function liveWorld(options: { hours: number; stepMs: number; seed?: number }) {
  const { seed = 1 } = options
  const test = await createTestSimulator({ autoplay: true, accounts: 12, seed })
  await test.pass(0)
  for (let passed = 0; passed < options.hours * HOUR_MS; passed += options.stepMs) {
    await test.pass(options.stepMs)
  }
  const { body } = await test.get('/control/state')
  return { test, accounts: body.accounts as Item[], messages: body.messages as { text: string }[] }
}

Deno.test('the same seed gives the same life, in whatever steps the time passes', async () => {
  const fine = await liveWorld({ hours: 3, stepMs: 10_000 })
  const coarse = await liveWorld({ hours: 3, stepMs: 30 * 60_000 })
  assert.deepEqual(coarse.accounts, fine.accounts)
  assert.deepEqual(
    coarse.messages.map(({ text }) => text),
    fine.messages.map(({ text }) => text),
  )
  const other = await liveWorld({ hours: 3, stepMs: 30 * 60_000, seed: 2 })
  assert.notDeepEqual(other.accounts, fine.accounts)
})

Deno.test('people write, comment and post in a living world, and the webhook hears of it', async () => {
  const { test, accounts } = await liveWorld({ hours: 24, stepMs: 15 * 60_000 })
  const bodies = test.received.map(({ body }) => JSON.parse(body).entry[0])
  const comments = bodies.filter(({ changes }) => changes?.[0].field === 'comments')
  assert.ok(comments.length > 20, `${comments.length} comments`)
  const items = bodies.flatMap(({ messaging }) => messaging ?? [])
  assert.ok(items.some(({ message }) => message?.is_echo))
  assert.ok(items.some(({ message }) => message?.text && !message.is_echo))
  assert.ok(items.some(({ message }) => message?.attachments))
  assert.ok(items.some(({ read }) => read) && items.some(({ reaction }) => reaction))
  const born = accounts.flatMap(({ media }) => media)
    .filter(({ postedAt }) => postedAt > test.now() - 24 * HOUR_MS && postedAt < test.now())
  assert.ok(born.length >= 3)
})

Deno.test('moving the clock lets the world live through the skipped time', async () => {
  const test = await createTestSimulator({ autoplay: true })
  const before = (await test.get('/control/overview')).body.accounts[0]
  const { body } = await test.post('/control/clock', { advanceMs: 6 * HOUR_MS })
  assert.equal(body.aheadMs, 6 * HOUR_MS)
  const after = (await test.get('/control/overview')).body.accounts[0]
  assert.notEqual(after.followers, before.followers)
  assert.ok(after.newest.likes !== before.newest.likes || after.newest.id !== before.newest.id)
  assert.ok(test.received.length > 100)
})

Deno.test('with autoplay off only the clock moves when it is moved', async () => {
  const test = await createTestSimulator()
  const before = (await test.get('/control/state')).body
  await test.post('/control/clock', { advanceMs: 48 * HOUR_MS, speed: 3_600 })
  await test.pass(60_000)
  assert.deepEqual((await test.get('/control/state')).body, before)
  const { body } = await test.get('/control/clock')
  assert.equal(body.now, test.now() + 48 * HOUR_MS + 60_000 * 3_599)
  assert.equal((await test.post('/control/clock', { advanceMs: -1 })).status, 400)
})
