import assert from 'node:assert/strict'
import { apiOf, errorOf, harbour, northlight } from '../testing/api.ts'
import {
  createMemoryStore,
  createTestSimulator,
  testSecrets,
} from '../testing/create-test-simulator.ts'
import { developmentAppIds } from './apps.ts'

const HOUR_MS = 60 * 60 * 1_000
const DAY_MS = 24 * HOUR_MS
const REDIRECT = 'http://127.0.0.1:54321/functions/v1/account-connect'
const CONSENT = '/www.instagram.com/oauth/authorize'
const EXCHANGE = '/api.instagram.com/oauth/access_token'

const authorizeQuery = {
  client_id: developmentAppIds.instagram,
  redirect_uri: REDIRECT,
  response_type: 'code',
  scope: 'instagram_business_basic,instagram_business_manage_messages',
  state: 'signed.state',
}
const exchangeForm = {
  client_id: developmentAppIds.instagram,
  client_secret: testSecrets.instagram,
  grant_type: 'authorization_code',
  redirect_uri: REDIRECT,
}

function query(fields: Record<string, string | string[]>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) params.append(name, one)
  }
  return params.toString()
}

/** Clicks "Allow" and returns where the browser is sent. */
async function allow(
  { raw }: ReturnType<typeof apiOf>,
  account = 'harbour',
  grant = authorizeQuery.scope.split(','),
): Promise<URL> {
  const answer = { ...authorizeQuery, account, grant, decision: 'allow' }
  const response = await raw(`${CONSENT}?${query(answer)}`)
  assert.equal(response.status, 302)
  return new URL(response.headers.get('Location') ?? '')
}

async function connect(api: ReturnType<typeof apiOf>) {
  const code = (await allow(api)).searchParams.get('code') ?? ''
  const { body } = await api.form(EXCHANGE, { ...exchangeForm, code })
  return body.access_token as string
}

async function makeLong(test: Awaited<ReturnType<typeof createTestSimulator>>, token: string) {
  const params = {
    grant_type: 'ig_exchange_token',
    client_secret: testSecrets.instagram,
    access_token: token,
  }
  return await test.get(`/graph.instagram.com/access_token?${query(params)}`)
}

const refresh = (test: Awaited<ReturnType<typeof createTestSimulator>>, token: string) =>
  test.get(
    `/graph.instagram.com/refresh_access_token?grant_type=ig_refresh_token&access_token=${token}`,
  )

Deno.test('the consent page is a form that needs no script, and escapes what it shows', async () => {
  const { raw } = apiOf(await createTestSimulator())
  const state = '"><script>alert(1)</script>'
  const response = await raw(`${CONSENT}?${query({ ...authorizeQuery, state })}`)
  const html = await response.text()
  assert.equal(response.status, 200)
  assert.match(html, /harbour\.coffee/)
  assert.doesNotMatch(html, /northlight/)
  assert.doesNotMatch(html, /<script/)
  assert.match(html, /<button name="decision" value="allow"/)
  assert.match(response.headers.get('Content-Security-Policy') ?? '', /default-src 'none'/)
})

Deno.test('a wrong app, redirect address or permission sends nobody anywhere', async () => {
  const { raw } = apiOf(await createTestSimulator())
  for (
    const wrong of [
      { client_id: '1' },
      { redirect_uri: 'ftp://x' },
      { scope: 'business_basic' },
      { scope: '' },
      { response_type: 'token' },
    ]
  ) {
    const asked = { ...authorizeQuery, account: 'harbour', decision: 'allow', ...wrong }
    const response = await raw(`${CONSENT}?${query(asked)}`)
    assert.equal(response.status, 400)
    assert.equal(response.headers.get('Location'), null)
  }
})

Deno.test('after consent the address ends with #_ and carries code and state', async () => {
  const url = await allow(apiOf(await createTestSimulator()))
  assert.equal(url.origin + url.pathname, REDIRECT)
  assert.equal(url.hash, '#_')
  assert.equal(url.searchParams.get('state'), 'signed.state')
})

Deno.test('a person who cancels comes back with access_denied', async () => {
  const { raw } = apiOf(await createTestSimulator())
  const response = await raw(`${CONSENT}?${query({ ...authorizeQuery, decision: 'deny' })}`)
  const url = new URL(response.headers.get('Location') ?? '')
  assert.equal(url.searchParams.get('error'), 'access_denied')
  assert.equal(url.searchParams.get('error_reason'), 'user_denied')
  assert.equal(url.searchParams.get('state'), 'signed.state')
})

Deno.test('trap 14: big ids come unquoted in the code exchange', async () => {
  const test = await createTestSimulator()
  const { raw, ...api } = apiOf(test)
  await test.post('/control/behaviour', { codeExchangeUserId: 'professional' })
  const code = (await allow({ raw, ...api })).searchParams.get('code') ?? ''
  const body = new URLSearchParams({ ...exchangeForm, code })
  const text = await (await raw(EXCHANGE, { method: 'POST', body })).text()
  assert.match(text, new RegExp(`"user_id":${harbour.igUserId}[,}]`))
  assert.notEqual(
    String(JSON.parse(text).user_id),
    harbour.igUserId,
    'a plain parse corrupts it',
  )
})

Deno.test('the code exchange answers in two shapes, by setting', async () => {
  const test = await createTestSimulator()
  const api = apiOf(test)
  await test.post('/control/behaviour', {
    codeExchangeShape: 'wrapped',
    codeExchangePermissions: 'text',
  })
  const code = (await allow(api)).searchParams.get('code') ?? ''
  const { body } = await api.form(EXCHANGE, { ...exchangeForm, code })
  assert.equal(body.data[0].user_id, harbour.appScopedId)
  assert.equal(body.data[0].permissions, authorizeQuery.scope)
})

Deno.test('permissions that the person unticked are missing, and their calls get code 10', async () => {
  const test = await createTestSimulator()
  const api = apiOf(test)
  const url = await allow(api, 'harbour', ['instagram_business_basic'])
  const code = url.searchParams.get('code') ?? ''
  const { body } = await api.form(EXCHANGE, { ...exchangeForm, code })
  assert.deepEqual(body.permissions, ['instagram_business_basic'])
  const me = `/graph.instagram.com/v25.0/me/insights?metric=reach&period=day`
  const refused = await test.get(`${me}&access_token=${body.access_token}`)
  assert.deepEqual(errorOf(refused), [403, 10, null])
})

Deno.test('a refused code exchange has no error wrapper; a code is good once, for an hour', async () => {
  const test = await createTestSimulator()
  const api = apiOf(test)
  const code = (await allow(api)).searchParams.get('code') ?? ''
  assert.equal((await api.form(EXCHANGE, { ...exchangeForm, code })).status, 200)
  const again = await api.form(EXCHANGE, { ...exchangeForm, code })
  assert.deepEqual([again.status, again.body], [400, {
    error_type: 'OAuthException',
    code: 400,
    error_message: 'Matching code was not found or was already used',
  }])
  const late = (await allow(api)).searchParams.get('code') ?? ''
  await test.pass(HOUR_MS)
  for (
    const wrong of [
      { code: late },
      { code, client_secret: 'x' },
      { code, redirect_uri: `${REDIRECT}/` },
      { code: 'nonsense' },
    ]
  ) {
    const { status, body } = await api.form(EXCHANGE, { ...exchangeForm, ...wrong })
    assert.deepEqual([status, body.error, body.code], [400, undefined, 400])
  }
})

Deno.test('the code exchange takes form data and no JSON', async () => {
  const test = await createTestSimulator()
  const code = (await allow(apiOf(test))).searchParams.get('code') ?? ''
  const headers = { 'Content-Type': 'application/json' }
  const { status } = await test.post(EXCHANGE, { ...exchangeForm, code }, headers)
  assert.equal(status, 400)
})

Deno.test('trap 3: short tokens live an hour, long ones 60 days, a refresh needs 24 hours', async () => {
  const test = await createTestSimulator()
  const short = await connect(apiOf(test))
  const me = (token: string) => test.get(`/graph.instagram.com/me?access_token=${token}`)
  assert.equal((await me(short)).status, 200)

  const long = (await makeLong(test, short)).body
  assert.equal(long.token_type, 'bearer')
  assert.ok(Math.abs(long.expires_in - 60 * 86_400) < 3_600)
  assert.equal(errorOf(await refresh(test, long.access_token))[1], 100)
  await test.pass(HOUR_MS)
  assert.deepEqual(errorOf(await me(short)), [400, 190, 463])
  assert.deepEqual(errorOf(await makeLong(test, short)), [400, 190, 463])

  await test.pass(DAY_MS)
  const refreshed = (await refresh(test, long.access_token)).body
  assert.notEqual(refreshed.access_token, long.access_token)
  assert.equal((await me(long.access_token)).status, 200, 'the old one lives on until its end')
  await test.pass(59 * DAY_MS)
  assert.deepEqual(errorOf(await me(long.access_token)), [400, 190, 463])
  assert.deepEqual(errorOf(await refresh(test, long.access_token)), [400, 190, 463])
  assert.equal((await me(refreshed.access_token)).status, 200)
})

Deno.test('an expired token says when in Pacific time', async () => {
  const test = await createTestSimulator()
  const token = await connect(apiOf(test))
  await test.pass(2 * HOUR_MS)
  const { body } = await test.get(`/graph.instagram.com/me?access_token=${token}`)
  assert.match(
    body.error.message,
    /expired on Saturday, 14-Nov-26 05:00:00 PST\. The current time is .* 06:00:00 PST\.$/,
  )
})

Deno.test('trap 1: tokens of the two logins begin differently and are good on one host only', async () => {
  const test = await createTestSimulator()
  const token = await connect(apiOf(test))
  assert.match(token, /^IGAA/)
  assert.match(northlight.token, /^EAA/)
  const wrong = await test.get(`/graph.facebook.com/v25.0/me?access_token=${token}`)
  assert.deepEqual(errorOf(wrong), [401, 190, null])
  const other = await test.get(`/graph.instagram.com/me?access_token=${northlight.token}`)
  assert.deepEqual(errorOf(other), [401, 190, null])
})

Deno.test('revocation ends the tokens of now with its subcode, not later ones', async () => {
  for (
    const [reason, subcode] of [
      ['app_removed', 458],
      ['checkpoint', 459],
      ['password_changed', 460],
      ['unconfirmed', 464],
      ['logged_out', 467],
      ['role_lost', 492],
    ]
  ) {
    const test = await createTestSimulator()
    const api = apiOf(test)
    await test.post('/control/revoke', { account: 'harbour', reason })
    assert.deepEqual(errorOf(await api.ig('/me')), [400, 190, subcode])
    assert.equal((await api.fb('/me')).status, 200)
    await test.pass(1_000)
    const token = await connect(api)
    assert.equal((await test.get(`/graph.instagram.com/me?access_token=${token}`)).status, 200)
  }
})

Deno.test('tokens, codes and revocations survive a restart of the simulator', async () => {
  const store = createMemoryStore()
  const first = await createTestSimulator({ store })
  const token = await connect(apiOf(first))
  await first.post('/control/revoke', { account: 'northlight', reason: 'logged_out' })
  await first.simulator.stop()
  const second = await createTestSimulator({ store })
  assert.equal((await second.get(`/graph.instagram.com/me?access_token=${token}`)).status, 200)
  assert.deepEqual(errorOf(await apiOf(second).fb('/me')), [400, 190, 467])
})

Deno.test('tokens of accounts that a smaller world lacks belong to nobody', async () => {
  const store = createMemoryStore()
  const large = await createTestSimulator({ store, accounts: 20 })
  const { accounts } = (await large.get('/control/world')).body
  const { key } = accounts.find((one: { key: string; login: string }) =>
    one.key.startsWith('account-') && one.login === 'instagram'
  )
  const code = (await allow(apiOf(large), key)).searchParams.get('code') ?? ''
  const { body } = await apiOf(large).form(EXCHANGE, { ...exchangeForm, code })
  await large.simulator.stop()
  const small = await createTestSimulator({ store })
  const me = await small.get(`/graph.instagram.com/me?access_token=${body.access_token}`)
  assert.deepEqual(errorOf(me), [400, 190, null])
})
