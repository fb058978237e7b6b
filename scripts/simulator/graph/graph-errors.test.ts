import assert from 'node:assert/strict'
import { createTestSimulator } from '../testing/create-test-simulator.ts'
import { demoAccount } from '../world/demo-accounts.ts'

const instagramToken = demoAccount('harbour').token
const facebookToken = demoAccount('northlight').token

/** What a call is answered with: status, code, subcode, type. */
async function errorOf(path: string) {
  const { get } = await createTestSimulator()
  const { status, body, headers } = await get(path)
  assert.match(body.error.fbtrace_id, /^A[A-Za-z0-9]{10}$/)
  assert.equal(headers.has('WWW-Authenticate'), status < 500)
  const { code, error_subcode: subcode = null, message, type } = body.error
  return { status, code, subcode, message, type }
}

Deno.test('a call without a token is answered with 2500', async () => {
  const error = await errorOf('/graph.instagram.com/v25.0/me')
  assert.deepEqual([error.status, error.code], [400, 2500])
  assert.match(error.message, /active access token/)
})

Deno.test('a token of the other login can not be parsed', async () => {
  for (
    const path of [
      `/graph.instagram.com/v25.0/me?access_token=${facebookToken}`,
      `/graph.facebook.com/v25.0/me?access_token=${instagramToken}`,
    ]
  ) {
    const error = await errorOf(path)
    assert.deepEqual([error.status, error.code], [401, 190])
    assert.match(error.message, /Cannot parse access token/)
  }
})

Deno.test('an unknown token is refused with 190 in the wording of its host', async () => {
  const error = await errorOf('/graph.instagram.com/v25.0/me?access_token=IGAAnobody')
  assert.deepEqual([error.status, error.code, error.type], [400, 190, 'IGApiException'])
})

Deno.test('a missing object and one of another account look the same', async () => {
  for (const id of ['1', demoAccount('northlight').igUserId]) {
    const error = await errorOf(`/graph.instagram.com/v25.0/${id}?access_token=${instagramToken}`)
    assert.deepEqual([error.status, error.code, error.subcode], [400, 100, 33])
  }
})

Deno.test('a field that does not exist fails the call, also within an expansion', async () => {
  for (const fields of ['shoe_size', 'media{shoe_size}', 'username,constructor']) {
    const name = fields === 'username,constructor' ? 'constructor' : 'shoe_size'
    const path = `/graph.instagram.com/v25.0/me?fields=${fields}&access_token=${instagramToken}`
    const error = await errorOf(path)
    assert.deepEqual([error.status, error.code], [400, 100])
    assert.equal(error.message, `Tried accessing nonexisting field (${name})`)
  }
})

Deno.test('messages begin with the code on graph.facebook.com only', async () => {
  const { igUserId } = demoAccount('northlight')
  const path = `/graph.facebook.com/v25.0/${igUserId}?fields=x&access_token=${facebookToken}`
  assert.equal((await errorOf(path)).message, '(#100) Tried accessing nonexisting field (x)')
})

Deno.test('a version that does not exist is taken for a path, an old one is served', async () => {
  const error = await errorOf('/graph.facebook.com/v27.0/me')
  assert.equal(error.message, 'Unknown path components: /me')
  const { get } = await createTestSimulator()
  const old = await get(`/graph.instagram.com/v19.0/me?access_token=${instagramToken}`)
  assert.equal(old.status, 200)
  assert.equal(old.headers.get('instagram-api-version'), 'v21.0')
})

Deno.test('the control switch makes Graph fail as often as it was told', async () => {
  const { get, post } = await createTestSimulator()
  const me = `/graph.instagram.com/v25.0/me?access_token=${instagramToken}`
  await post('/control/graph-error', { code: 190, subcode: 463, times: 2 })
  for (let call = 0; call < 2; call += 1) {
    const { status, body } = await get(me)
    assert.equal(status, 400)
    assert.deepEqual([body.error.code, body.error.error_subcode], [190, 463])
  }
  assert.equal((await get(me)).status, 200)

  await post('/control/graph-error', { code: 4, times: 1 })
  const limited = await get(me)
  assert.equal(limited.status, 403)
  assert.equal(limited.body.error.is_transient, true)
  assert.equal(limited.headers.get('X-App-Usage'), null)

  await post('/control/graph-error', { code: 2, status: 503, times: 5 })
  assert.equal((await get(me)).status, 503)
  await post('/control/graph-error', { code: 2, times: 0 })
  assert.equal((await get(me)).status, 200)
})
