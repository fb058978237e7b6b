import assert from 'node:assert/strict'
import fc from 'fast-check'
import { createTestSimulator, testSecrets } from '../testing/create-test-simulator.ts'
import { signBody } from '../webhooks/sign-body.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

Deno.test('a message is delivered signed with the secret of the account’s login', async () => {
  for (
    const [account, secret] of [
      ['harbour', testSecrets.instagram],
      ['northlight', testSecrets.meta],
    ] as const
  ) {
    const test = await createTestSimulator()
    const sent = await test.post('/control/message', {
      account,
      text: 'Grüße 🌊 https://a.example/',
    })
    await test.simulator.settled()
    const [delivery] = test.received
    const body = delivery?.body ?? ''
    assert.equal(delivery?.headers.get('X-Hub-Signature-256'), await signBody(secret, bytes(body)))
    const item = JSON.parse(body).entry[0].messaging[0]
    assert.equal(item.message.mid, sent.body.mid)
    assert.equal(item.sender.id, sent.body.customerId)
    assert.equal(item.message.text, 'Grüße 🌊 https://a.example/')
  }
})

Deno.test('copies are the same delivery several times, and one message', async () => {
  const test = await createTestSimulator()
  const { body } = await test.post('/control/message', { account: 'harbour', copies: 3 })
  await test.simulator.settled()
  assert.equal(body.deliveryIds.length, 3)
  assert.equal(new Set(test.received.map((request) => request.body)).size, 1)
  assert.equal(test.received.length, 3)
  assert.equal((await test.get('/control/state')).body.messages.length, 1)
})

Deno.test('a message takes the given id, time and customer, also a stranger', async () => {
  const test = await createTestSimulator()
  const given = { account: 'harbour', mid: 'm1', timestamp: 1_790_000_000_000, text: 'hi' }
  await test.post('/control/message', { ...given, customer: '99' })
  assert.deepEqual((await test.get('/control/state')).body.messages, [
    { ...given, customer: '99', direction: 'inbound' },
  ])
})

Deno.test('an echo answers the customer who wrote last', async () => {
  const test = await createTestSimulator()
  await test.post('/control/message', { account: 'northlight', customer: 'yara.haddad' })
  const { body } = await test.post('/control/echo', { account: 'northlight', text: 'Hello!' })
  assert.equal(body.customerId, '1702630412017742')
  await test.simulator.settled()
  const echo = JSON.parse(test.received[1]?.body ?? '').entry[0].messaging[0]
  assert.equal(echo.message.is_echo, true)
  assert.equal(echo.recipient.id, '1702630412017742')
})

Deno.test('numbers change by a difference, and Graph shows them at once', async () => {
  const { post } = await createTestSimulator()
  const before = await post('/control/numbers', { account: 'harbour' })
  const { body } = await post('/control/numbers', {
    account: 'harbour',
    followers: -5,
    likes: 2,
    comments: 1,
  })
  assert.equal(body.followers, before.body.followers - 5)
  assert.equal(body.media.likes, before.body.media.likes + 2)
  assert.equal(body.media.comments, before.body.media.comments + 1)

  const refused = await post('/control/numbers', { account: 'harbour', followers: -1_000_000 })
  assert.equal(refused.status, 400)
  assert.match(refused.body.error.message, /^followers is -1000000: .*below zero/)
})

Deno.test('any body can be delivered once, also wrongly signed or no JSON at all', async () => {
  const test = await createTestSimulator({ answer: () => ({ status: 401 }) })
  const { body } = await test.post('/control/delivery', { body: '{"no', secret: 'wrong' })
  assert.deepEqual([body.status, body.delivered], [401, false])
  await test.pass(3_600_000)
  assert.equal(test.received.length, 1)
  assert.equal(test.received[0]?.body, '{"no')
  const right = await signBody(testSecrets.instagram, bytes('{"no'))
  assert.notEqual(test.received[0]?.headers.get('X-Hub-Signature-256'), right)

  await test.post('/control/delivery', { body: { text: 'ä/' }, secret: 'meta', retry: true })
  await test.simulator.settled()
  await test.pass(1_000)
  assert.equal(test.received.at(-1)?.body, '{"text":"\\u00e4\\/"}')
  assert.equal(test.received.length, 4)
})

Deno.test('verification tells whether the webhook echoes the bare challenge', async () => {
  const good = await createTestSimulator({
    answer: ({ url }) => ({ status: 200, text: url.searchParams.get('hub.challenge') ?? '' }),
  })
  const { body } = await good.post('/control/verify', {})
  assert.equal(body.ok, true)
  const asked = good.received[0]?.url.searchParams
  assert.equal(asked?.get('hub.mode'), 'subscribe')
  assert.equal(asked?.get('hub.verify_token'), testSecrets.verifyToken)

  const refusing = await createTestSimulator({ answer: () => ({ status: 403 }) })
  assert.match((await refusing.post('/control/verify', {})).body.problem, /META_VERIFY_TOKEN/)
  const quoting = await createTestSimulator({ answer: () => ({ status: 200, text: '"1"' }) })
  assert.equal((await quoting.post('/control/verify', {})).body.ok, false)
})

Deno.test('a bad value is refused by name, with what to give instead', async () => {
  const { post } = await createTestSimulator()
  const cases: [string, unknown, RegExp][] = [
    ['message', { account: 'harbor' }, /^account is "harbor": give "harbour" or "northlight"/],
    ['message', {}, /^account is missing: give/],
    ['message', { account: 'harbour', timestamp: 1_790_000_000 }, /milliseconds.*not in seconds/],
    ['message', { account: 'harbour', customer: 'nobody' }, /customer is "nobody".*mareike\.loew/],
    ['message', { account: 'harbour', txt: 'x' }, /no key "txt"/],
    ['numbers', { account: 'harbour', likes: 1.5 }, /^likes is 1.5: give a whole number/],
    ['numbers', { account: 'harbour', mediaId: '1' }, /^mediaId is "1": harbour has no such post/],
    ['graph-error', { code: 'x' }, /^code is "x": give/],
    ['autoplay', { on: 'yes' }, /^on is "yes": give true or false/],
    ['delivery', {}, /^body is missing: give any JSON/],
  ]
  for (const [path, body, message] of cases) {
    const refused = await post(`/control/${path}`, body)
    assert.equal(refused.status, 400)
    assert.match(refused.body.error.message, message)
  }
})

Deno.test('no body whatever makes the control API fail in another way than 400', async () => {
  const { post } = await createTestSimulator()
  await fc.assert(fc.asyncProperty(fc.jsonValue(), async (body) => {
    const { status } = await post('/control/message', body)
    assert.equal(status, 400)
  }))
})

Deno.test('pages of other origins may not change anything', async () => {
  const { post, get, simulator } = await createTestSimulator()
  const body = { account: 'harbour' }
  const foreign: Record<string, string>[] = [
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
  ]
  for (const headers of foreign) {
    assert.equal((await post('/control/message', body, headers)).status, 403)
  }
  const own = { Origin: 'http://127.0.0.1:57000', 'Sec-Fetch-Site': 'same-origin' }
  assert.equal((await post('/control/message', body, own)).status, 200)
  const rebound = await simulator.handle(new Request('http://evil.example:57000/control/state'))
  assert.equal(rebound.status, 403)
  assert.equal((await get('/control/state')).body.messages.length, 1)
})

Deno.test('a body over 1 MB is refused', async () => {
  const { post } = await createTestSimulator()
  const { status } = await post('/control/delivery', { body: 'x'.repeat(1024 * 1024) })
  assert.equal(status, 413)
})

Deno.test('the state tells no token', async () => {
  const { get } = await createTestSimulator()
  assert.doesNotMatch(JSON.stringify((await get('/control/state')).body), /DemoToken/)
})
