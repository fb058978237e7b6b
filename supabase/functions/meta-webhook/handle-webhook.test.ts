import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { groupCommit } from '../_shared/db/group-commit.ts'
import { handleWebhook, type WebhookDeps } from './handle-webhook.ts'
import type { Delivery, IngestResult } from './ingest-deliveries.ts'

const BODY = '{"object":"instagram","entry":[{"id":"1","messaging":[{"x":1}]}]}'

function setUp(overrides: Partial<WebhookDeps> = {}) {
  const deliveries: Delivery[] = []
  const logged: string[] = []
  const deps: WebhookDeps = {
    secrets: { instagram: 'secret' },
    verifyToken: 'token',
    ingest: (delivery) => {
      deliveries.push(delivery)
      return Promise.resolve({ delivery_id: 1, repeated: false })
    },
    log: (_level, code, facts) => logged.push(`${code} ${JSON.stringify(facts)}`),
    ...overrides,
  }
  return { deliveries, logged, call: (request: Request) => handleWebhook(request, deps) }
}

function signed(body: string, secret = 'secret'): Request {
  const hex = createHmac('sha256', secret).update(body).digest('hex')
  return new Request('https://x/meta-webhook', {
    method: 'POST',
    headers: { 'x-hub-signature-256': `sha256=${hex}` },
    body,
  })
}

Deno.test('a good delivery is handed over with its raw bytes', async () => {
  const { call, deliveries } = setUp()
  assert.equal((await call(signed(BODY))).status, 200)
  assert.equal(new TextDecoder().decode(deliveries[0]!.body), BODY)
  assert.equal(deliveries[0]!.signedWith, 'instagram')
  assert.equal(deliveries[0]!.events.length, 1)
})

Deno.test('without any app secret every delivery is refused, loudly', async () => {
  for (const secrets of [{}, { instagram: '', meta: undefined }]) {
    const { call, deliveries, logged } = setUp({ secrets })
    assert.equal((await call(signed(BODY))).status, 500)
    assert.equal((await call(signed(BODY, ''))).status, 500)
    assert.equal(deliveries.length, 0)
    assert.match(logged[0]!, /^app_secret_missing/)
  }
})

Deno.test('one secret is enough, and the other one then opens nothing', async () => {
  const { call } = setUp({ secrets: { meta: 'secret' } })
  assert.equal((await call(signed(BODY))).status, 200)
  assert.equal((await call(signed(BODY, ''))).status, 401)
})

Deno.test('a database that cannot commit gives 503, and the log holds no words of anybody', async () => {
  const { call, logged } = setUp({
    ingest: () =>
      Promise.reject(Object.assign(new Error('bad value "my secret"'), { code: '57P01' })),
  })
  assert.equal((await call(signed(BODY))).status, 503)
  assert.match(logged.at(-1)!, /delivery_not_stored.*57P01/)
  assert.doesNotMatch(logged.join(), /my secret/)
})

Deno.test('too many deliveries that wait give 503, so that Meta sends them again', async () => {
  const ingest = groupCommit<Delivery, IngestResult>({
    call: () => new Promise(() => {}),
    weigh: () => 1,
    isOnesFault: () => true,
  }, { items: 10, weight: 10, waiting: 1, calls: 1 })
  const { call, logged } = setUp({ ingest })
  // One is under way for good, and one waits for it.
  const refused = await Promise.race([1, 2, 3].map(() => call(signed(BODY))))
  assert.equal(refused.status, 503)
  assert.match(logged.at(-1)!, /delivery_not_stored.*group_full/)
})

Deno.test('an event that could not be stored is logged as an error, and the delivery accepted', async () => {
  const levels: string[] = []
  const { call } = setUp({
    ingest: () => Promise.resolve({ delivery_id: 1, repeated: false, applied: 2, failed: 1 }),
    log: (level, code) => levels.push(`${level} ${code}`),
  })
  assert.equal((await call(signed(BODY))).status, 200)
  assert.deepEqual(levels, ['error delivery_ingested'])
})

Deno.test('other methods are refused', async () => {
  const { call } = setUp()
  assert.equal((await call(new Request('https://x', { method: 'PUT' }))).status, 405)
})

Deno.test('without a verify token every verification is refused', async () => {
  const { call } = setUp({ verifyToken: undefined })
  const query = '?hub.mode=subscribe&hub.challenge=1&hub.verify_token='
  assert.equal((await call(new Request(`https://x/${query}`))).status, 403)
})
