import assert from 'node:assert/strict'
import fc from 'fast-check'
import { createTestSimulator, testSecrets } from '../testing/create-test-simulator.ts'
import { signBody } from './sign-body.ts'

const HOUR_MS = 60 * 60 * 1_000
const bytes = (text: string) => new TextEncoder().encode(text)

async function withSettings(settings: Record<string, unknown>) {
  const test = await createTestSimulator()
  assert.equal((await test.post('/control/webhooks', settings)).status, 200)
  const write = async (text: string, account = 'harbour') => {
    const { body } = await test.post('/control/message', { account, text })
    await test.simulator.settled()
    return body
  }
  const entries = () => test.received.flatMap(({ body }) => JSON.parse(body).entry)
  const texts = () =>
    entries().flatMap(({ messaging = [] }) => messaging)
      .map(({ message, message_edit: edit }) => message?.text ?? `edit ${edit?.num_edit}`)
  return { ...test, write, entries, texts }
}

Deno.test('trap 4: a delivery is pure ASCII, and its signature covers exactly those bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (text) => {
      const { received, write } = await withSettings({})
      await write(`${text}/ä😀`)
      const [delivery] = received
      const body = delivery?.body ?? ''
      assert.match(body, /^[\x20-\x7e]*$/)
      assert.ok(body.includes('\\/\\u00e4\\ud83d\\ude00'))
      assert.equal(JSON.parse(body).entry[0].messaging[0].message.text, `${text}/ä😀`)
      const expected = await signBody(testSecrets.instagram, bytes(body))
      assert.equal(delivery?.headers.get('X-Hub-Signature-256'), expected)
      assert.notEqual(await signBody(testSecrets.instagram, bytes(`${text}/ä😀`)), expected)
    }),
    { numRuns: 20 },
  )
})

Deno.test('trap 4: deliveries are signed with a secret of choice, the wrong one included', async () => {
  for (const secret of ['instagram', 'meta', 'wrong'] as const) {
    const { received, write } = await withSettings({ secret })
    await write('hi', 'northlight')
    const [delivery] = received
    const seen = delivery?.headers.get('X-Hub-Signature-256')
    for (const known of ['instagram', 'meta'] as const) {
      const expected = await signBody(testSecrets[known], bytes(delivery?.body ?? ''))
      assert.equal(seen === expected, secret === known)
    }
  }
})

Deno.test('trap 5: a delivery is sent twice, byte for byte', async () => {
  const { received, write } = await withSettings({ duplicatePercent: 100 })
  await write('twice')
  assert.equal(received.length, 2)
  assert.equal(received[0]?.body, received[1]?.body)
})

Deno.test('trap 5: deliveries leave in another order, and none is lost', async () => {
  const { texts, write, pass } = await withSettings({ reorder: 3 })
  for (const text of ['one', 'two', 'three', 'four']) await write(text)
  assert.deepEqual(texts(), ['three', 'two', 'one'])
  await pass(1_000)
  assert.deepEqual(texts(), ['three', 'two', 'one', 'four'])
})

Deno.test('trap 5: a delivery comes late, and not before', async () => {
  const { texts, write, pass } = await withSettings({ delayMs: 90_000 })
  await write('late')
  await pass(89_999)
  assert.deepEqual(texts(), [])
  await pass(1)
  assert.deepEqual(texts(), ['late'])
})

Deno.test('trap 5: a dropped event never comes, though the message is there', async () => {
  const { received, write, get, pass } = await withSettings({ dropPercent: 100 })
  await write('lost')
  await pass(37 * HOUR_MS)
  assert.equal(received.length, 0)
  assert.equal((await get('/control/state')).body.messages[0].text, 'lost')
})

Deno.test('trap 5: a delivery has several entries, of several accounts of one app', async () => {
  const { received, entries, write, pass } = await withSettings({ batch: 4, secret: 'meta' })
  await write('a')
  await write('b', 'northlight')
  await write('c')
  assert.equal(received.length, 0)
  await write('d', 'northlight')
  assert.equal(received.length, 1)
  assert.equal(new Set(entries().map(({ id }) => id)).size, 2)
  await write('e')
  await pass(1_000)
  assert.equal(received.length, 2, 'an incomplete batch does not wait for ever')
})

Deno.test('trap 5: a new message is told as edit 0, before its message or instead of it', async () => {
  const before = await withSettings({ newMessageAsEdit: 'before' })
  await before.write('hi')
  assert.deepEqual(before.texts(), ['edit 0'])
  await before.pass(700)
  assert.deepEqual(before.texts(), ['edit 0', 'hi'])
  const edit = before.entries()[0].messaging[0]
  assert.equal(edit.sender, undefined)
  assert.equal(edit.message_edit.text, undefined)
  assert.equal(edit.message_edit.mid, before.entries()[1].messaging[0].message.mid)

  const instead = await withSettings({ newMessageAsEdit: 'instead', editNamesSender: true })
  await instead.write('hi')
  assert.deepEqual(instead.texts(), ['edit 0'])
  assert.equal(instead.entries()[0].messaging[0].recipient.id, '17841470348340237')
})

Deno.test('trap 5: entry.time has seconds for changes and milliseconds for messages', async () => {
  for (
    const [entryTime, message, change] of [
      ['as_meta', 13, 10],
      ['seconds', 10, 10],
      ['milliseconds', 13, 13],
    ] as const
  ) {
    const { entries, write, post, simulator } = await withSettings({ entryTime })
    await write('hi')
    await post('/control/comment', { account: 'harbour' })
    await simulator.settled()
    assert.deepEqual(entries().map(({ time }) => String(time).length), [message, change])
  }
})

Deno.test('trap 6: a failed delivery is repeated at once, then with widening gaps, for 36 hours', async () => {
  const attempts: number[] = []
  const test = await createTestSimulator({
    answer: () => {
      attempts.push(test.now())
      return { status: 500 }
    },
  })
  await test.post('/control/webhooks', { retries: 'meta' })
  await test.post('/control/message', { account: 'harbour' })
  await test.simulator.settled()
  for (let minute = 0; minute < 38 * 60; minute += 1) await test.pass(60_000)
  const gaps = attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0))
  assert.equal(gaps[0], 0)
  assert.deepEqual(gaps, gaps.toSorted((one, other) => one - other))
  assert.ok((gaps.at(-1) ?? 0) >= HOUR_MS)
  const lasted = (attempts.at(-1) ?? 0) - (attempts[0] ?? 0)
  assert.ok(lasted > 24 * HOUR_MS && lasted <= 36 * HOUR_MS)
  assert.equal((await test.get('/control/state')).body.deliveries[0].state, 'given_up')
})

Deno.test('trap 6: the clock of the simulator can be sped up, and retries follow it', async () => {
  const test = await createTestSimulator({ answer: () => ({ status: 500 }) })
  await test.post('/control/webhooks', { retries: 'meta' })
  await test.post('/control/message', { account: 'harbour' })
  await test.simulator.settled()
  const before = test.received.length
  await test.post('/control/clock', { advanceMs: 3 * HOUR_MS })
  assert.ok(test.received.length >= before + 3)
})

Deno.test('trap 6: in the other mode an hour of failures disables the webhook', async () => {
  let status = 500
  const test = await createTestSimulator({
    answer: ({ url }) => ({ status, text: url.searchParams.get('hub.challenge') ?? '' }),
  })
  await test.post('/control/webhooks', { retries: 'disable' })
  await test.post('/control/message', { account: 'harbour' })
  await test.simulator.settled()
  for (let minute = 0; minute < 70; minute += 1) await test.pass(60_000)
  assert.ok(test.logged.some((line) => line.includes('15 minutes')))
  assert.equal((await test.get('/control/overview')).body.webhookDisabled, true)

  status = 200
  const before = test.received.length
  await test.post('/control/message', { account: 'harbour' })
  await test.pass(2 * HOUR_MS)
  assert.equal(test.received.length, before, 'nothing is sent any more')
  assert.equal((await test.post('/control/verify', {})).body.ok, true)
  await test.post('/control/message', { account: 'harbour', text: 'again' })
  await test.simulator.settled()
  assert.ok(test.received.at(-1)?.body.includes('again'))
})

Deno.test('trap 16: the dashboard’s test has entry id 0, its message in changes, and a text as time', async () => {
  const { received, entries, post } = await withSettings({})
  const { body } = await post('/control/webhook-test', {})
  assert.equal(body.delivered, true)
  const [entry] = entries()
  assert.equal(entry.id, '0')
  assert.equal(entry.changes[0].value.timestamp, '1527459824')
  const signature = received[0]?.headers.get('X-Hub-Signature-256')
  assert.equal(signature, await signBody(testSecrets.instagram, bytes(received[0]?.body ?? '')))
  await post('/control/webhook-test', { form: 'messaging' })
  assert.equal(entries()[1].messaging[0].message.mid, 'random_mid')
})

Deno.test('a receiver that fails for long costs a bounded memory: the oldest are dropped', async () => {
  const test = await createTestSimulator({ answer: () => ({ status: 500 }) })
  for (let count = 0; count < 150; count += 1) {
    await test.post('/control/message', { account: 'harbour', text: `${count}`, copies: 100 })
  }
  await test.simulator.settled()
  const { body } = await test.get('/control/overview')
  assert.equal(body.pending, 5_000)
  assert.ok(body.sent <= 7_000)
  assert.equal(test.logged.filter((line) => line.includes('oldest are dropped')).length, 1)
})

Deno.test('standby and the flat form of changes are a setting away', async () => {
  const { entries, write, post, simulator } = await withSettings({
    threadOwner: 'other_app',
    changeShape: 'flat',
  })
  await write('hi')
  await post('/control/comment', { account: 'harbour', text: 'nice' })
  await simulator.settled()
  const [message, comment] = entries()
  assert.equal(message.standby[0].message.text, 'hi')
  assert.equal(message.messaging, undefined)
  assert.deepEqual([comment.field, comment.value.text, comment.changes], [
    'comments',
    'nice',
    undefined,
  ])
})

Deno.test('settings change by name, are refused by name, and an empty body brings defaults', async () => {
  const { post, get } = await withSettings({ batch: 7 })
  await post('/control/webhooks', { delayMs: 5 })
  const { body } = await get('/control/webhooks')
  assert.deepEqual([body.batch, body.delayMs], [7, 5])
  const refused = await post('/control/webhooks', { batch: 0, colour: 'blue' })
  assert.equal(refused.status, 400)
  assert.match(refused.body.error.message, /batch is 0/)
  assert.match(refused.body.error.message, /no key "colour"/)
  assert.equal((await post('/control/webhooks', {})).body.batch, 1)
})
