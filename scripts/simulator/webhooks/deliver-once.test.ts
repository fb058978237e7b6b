import assert from 'node:assert/strict'
import { createDeliverOnce } from './deliver-once.ts'
import { signBody } from './sign-body.ts'

const secrets = { instagram: 'one', meta: 'two', wrong: 'three' }
const webhookUrl = 'http://127.0.0.1:1/webhook'
const never = new AbortController().signal
const noTimers = { after: () => () => {}, every: () => () => {} }

Deno.test('deliverOnce sends the bytes as they are, signed with the named secret', async () => {
  const requests: Request[] = []
  const deliverOnce = createDeliverOnce({
    webhookUrl,
    secrets,
    timers: noTimers,
    fetch: (...input) => {
      requests.push(new Request(...input))
      return Promise.resolve(new Response('ok'))
    },
  })
  const body = '{"text":"h\\u00e4llo"}'
  assert.deepEqual(await deliverOnce(body, 'meta', never), { status: 200, error: null })

  const [request] = requests
  assert.equal(await request?.text(), body)
  assert.equal(request?.headers.get('User-Agent'), 'facebookexternalua')
  assert.equal(request?.headers.get('Content-Type'), 'application/json')
  assert.equal(
    request?.headers.get('X-Hub-Signature-256'),
    await signBody('two', new TextEncoder().encode(body)),
  )
})

Deno.test('deliverOnce counts nothing but 200 as accepted', async () => {
  for (const status of [201, 202, 302, 400, 500]) {
    const fetch = () => Promise.resolve(new Response(null, { status }))
    const deliverOnce = createDeliverOnce({ webhookUrl, secrets, timers: noTimers, fetch })
    assert.deepEqual(await deliverOnce('{}', 'meta', never), {
      status,
      error: `answered ${status}`,
    })
  }
})

Deno.test('deliverOnce stops waiting after five seconds', async () => {
  let delay = 0
  const deliverOnce = createDeliverOnce({
    webhookUrl,
    secrets,
    timers: {
      ...noTimers,
      after(delayMs, work) {
        delay = delayMs
        queueMicrotask(work)
        return () => {}
      },
    },
    fetch: (_, init) => {
      const { promise, reject } = Promise.withResolvers<Response>()
      const fail = () => reject(new Error('aborted'))
      if (init?.signal?.aborted) fail()
      init?.signal?.addEventListener('abort', fail)
      return promise
    },
  })
  assert.deepEqual(await deliverOnce('{}', 'meta', never), {
    status: null,
    error: 'no answer within 5 s',
  })
  assert.equal(delay, 5_000)
})
