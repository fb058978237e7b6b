import assert from 'node:assert/strict'
import { apiOf, errorOf, harbour } from '../testing/api.ts'
import { createTestSimulator, testSecrets } from '../testing/create-test-simulator.ts'
import { developmentAppIds } from './apps.ts'

const callbackUrls = {
  deauthorize: 'http://127.0.0.1:1/functions/v1/deauthorize',
  dataDeletion: 'http://127.0.0.1:1/functions/v1/data-deletion',
}

async function open(signed: string, secret: string) {
  const [signature = '', payload = ''] = signed.split('.')
  const bytes = (text: string) =>
    Uint8Array.from(
      atob(text.replaceAll('-', '+').replaceAll('_', '/')),
      (one) => one.charCodeAt(0),
    )
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const raw = new TextEncoder().encode(secret)
  const key = await crypto.subtle.importKey('raw', raw, algorithm, false, ['verify'])
  const isGood = await crypto.subtle.verify(
    'HMAC',
    key,
    bytes(signature),
    new TextEncoder().encode(payload),
  )
  return { isGood, text: new TextDecoder().decode(bytes(payload)) }
}

Deno.test('removing the app calls deauthorize with the app-scoped id, signed', async () => {
  const test = await createTestSimulator({ callbackUrls })
  const { body } = await test.post('/control/revoke', { account: 'harbour' })
  assert.equal(body.callback.status, 200)
  const [request] = test.received
  assert.equal(request?.url.href, callbackUrls.deauthorize)
  const signed = new URLSearchParams(request?.body).get('signed_request') ?? ''
  assert.doesNotMatch(signed, /[=+/]/)
  const { isGood, text } = await open(signed, testSecrets.instagram)
  assert.equal(isGood, true)
  assert.equal(JSON.parse(text).user_id, harbour.appScopedId)
  assert.equal(JSON.parse(text).algorithm, 'HMAC-SHA256')
  assert.equal((await open(signed, testSecrets.meta)).isGood, false)
})

Deno.test('the id in a signed request can be a bare number, and the other secret can sign', async () => {
  const test = await createTestSimulator({ callbackUrls })
  await test.post('/control/behaviour', {
    signedRequestUserId: 'number',
    instagramCallbackSecret: 'meta',
  })
  await test.post('/control/revoke', { account: 'harbour' })
  const signed = new URLSearchParams(test.received[0]?.body).get('signed_request') ?? ''
  const { isGood, text } = await open(signed, testSecrets.meta)
  assert.equal(isGood, true)
  assert.match(text, new RegExp(`"user_id":${harbour.appScopedId}}`))
})

Deno.test('data deletion must be answered with a status page and a confirmation code', async () => {
  const answers = [
    [{ status: 200, text: '{"url":"https://a.example/d","confirmation_code":"abc123"}' }, null],
    [{ status: 200, text: '{"url":"https://a.example/d"}' }, /confirmation_code/],
    [{ status: 200, text: 'ok' }, /no JSON/],
    [{ status: 500, text: '' }, /answered 500/],
  ] as const
  for (const [answer, problem] of answers) {
    const test = await createTestSimulator({ callbackUrls, answer: () => answer })
    const { body } = await test.post('/control/data-deletion', { account: 'harbour' })
    if (problem === null) assert.equal(body.callback.problem, null)
    else assert.match(body.callback.problem, problem)
  }
})

Deno.test('an account is subscribed to fields, unknown ones are refused with the list', async () => {
  const { ig, fb } = apiOf(await createTestSimulator())
  const post = { method: 'POST' }
  assert.deepEqual(
    (await ig('/me/subscribed_apps?subscribed_fields=comments,messages', post)).body,
    {
      success: true,
    },
  )
  assert.deepEqual((await ig('/me/subscribed_apps')).body.data, [{
    id: developmentAppIds.instagram,
    subscribed_fields: ['comments', 'messages'],
  }])
  const unknown = await ig('/me/subscribed_apps?subscribed_fields=messages,likes', post)
  assert.equal(unknown.body.error.code, 100)
  assert.match(unknown.body.error.message, /messaging_postbacks/)
  assert.deepEqual((await ig('/me/subscribed_apps', { method: 'DELETE' })).body, { success: true })
  assert.deepEqual((await ig('/me/subscribed_apps')).body.data, [])
  // A Page takes Page fields, and no Instagram ones.
  assert.equal((await fb('/me/subscribed_apps?subscribed_fields=feed', post)).status, 200)
  assert.equal((await fb('/me/subscribed_apps?subscribed_fields=comments', post)).status, 400)
})

Deno.test('an app subscription is verified with a challenge before it counts', async () => {
  const test = await createTestSimulator({
    answer: ({ url }) =>
      url.searchParams.get('hub.verify_token') === 'good'
        ? { status: 200, text: url.searchParams.get('hub.challenge') ?? '' }
        : { status: 403 },
  })
  const { form } = apiOf(test)
  const { facebook } = developmentAppIds
  const path = `/graph.facebook.com/v25.0/${facebook}/subscriptions`
  const fields = {
    access_token: `${facebook}|${testSecrets.meta}`,
    object: 'instagram',
    callback_url: 'http://127.0.0.1:1/hook',
    fields: 'messages,comments',
  }
  const refused = await form(path, { ...fields, verify_token: 'bad' })
  assert.deepEqual(errorOf(refused), [400, 2200, null])
  assert.deepEqual((await form(path, { ...fields, verify_token: 'good' })).body, { success: true })
  const list = await test.get(`${path}?access_token=${encodeURIComponent(fields.access_token)}`)
  assert.equal(list.body.data[0].callback_url, fields.callback_url)
  assert.equal((await test.get(`${path}?access_token=EAAx`)).body.error.code, 190)
})
