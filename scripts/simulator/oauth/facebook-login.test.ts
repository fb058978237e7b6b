import assert from 'node:assert/strict'
import { apiOf, errorOf, northlight } from '../testing/api.ts'
import { createTestSimulator, testSecrets } from '../testing/create-test-simulator.ts'
import { developmentAppIds } from './apps.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const GRAPH = '/graph.facebook.com/v25.0'
const REDIRECT = 'http://127.0.0.1:54321/functions/v1/account-connect'
const SCOPES = ['instagram_basic', 'pages_show_list', 'instagram_manage_insights']
const app = { client_id: developmentAppIds.facebook, client_secret: testSecrets.meta }
const appToken = `${app.client_id}|${app.client_secret}`

type Test = Awaited<ReturnType<typeof createTestSimulator>>

async function logIn(test: Test, accounts = ['northlight'], shouldBeLong = true): Promise<string> {
  const asked = new URLSearchParams({
    client_id: app.client_id,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: SCOPES.join(','),
    decision: 'allow',
  })
  for (const account of accounts) asked.append('account', account)
  for (const scope of SCOPES) asked.append('grant', scope)
  const consent = await apiOf(test).raw(`/www.facebook.com/v25.0/dialog/oauth?${asked}`)
  const code = new URL(consent.headers.get('Location') ?? '').searchParams.get('code') ?? ''
  const exchange = new URLSearchParams({ ...app, redirect_uri: REDIRECT, code })
  const short = (await test.get(`${GRAPH}/oauth/access_token?${exchange}`)).body
  assert.ok(short.expires_in >= 3_600 && short.expires_in <= 7_200)
  return shouldBeLong ? (await lengthen(test, short.access_token)).access_token : short.access_token
}

async function lengthen(test: Test, token: string) {
  const params = { ...app, grant_type: 'fb_exchange_token', fb_exchange_token: token }
  return (await test.get(`${GRAPH}/oauth/access_token?${new URLSearchParams(params)}`)).body
}

const pages = async (test: Test, token: string, query = '') =>
  (await test.get(
    `${GRAPH}/me/accounts?fields=id,name,tasks,access_token,` +
      `instagram_business_account{id,username}${query}&access_token=${token}`,
  )).body

Deno.test('a long user token lists the Pages, each with a token that never ends', async () => {
  const test = await createTestSimulator()
  const token = await logIn(test)
  const { data, paging } = await pages(test, token)
  assert.equal(data[0].id, northlight.pageId)
  assert.deepEqual(data[0].instagram_business_account, {
    id: northlight.igUserId,
    username: northlight.username,
  })
  assert.equal('instagram_business_account' in data[1], false, 'a Page without Instagram')
  assert.ok(paging.cursors.after)
  assert.equal((await pages(test, token)).data[0].access_token, data[0].access_token)

  await test.pass(300 * DAY_MS)
  const page = await test.get(`${GRAPH}/me?fields=id&access_token=${data[0].access_token}`)
  assert.equal(page.body.id, northlight.pageId)
  const user = await test.get(`${GRAPH}/me?access_token=${token}`)
  assert.deepEqual(errorOf(user), [400, 190, 463])
})

Deno.test('the Page token of a short user token ends with it', async () => {
  const test = await createTestSimulator()
  const { data } = await pages(test, await logIn(test, ['northlight'], false))
  await test.pass(DAY_MS)
  const page = await test.get(`${GRAPH}/me?access_token=${data[0].access_token}`)
  assert.deepEqual(errorOf(page), [400, 190, 463])
})

Deno.test('a user token reaches all its Pages, and no others', async () => {
  const test = await createTestSimulator({ accounts: 12 })
  const others = (await test.get('/control/state')).body.accounts
    .filter(({ login }: { login: string }) => login === 'facebook')
  const [first, second] = others
  const token = await logIn(test, [first.key, second.key])
  const read = (id: string) => test.get(`${GRAPH}/${id}?fields=username&access_token=${token}`)
  assert.equal((await read(second.igUserId)).body.username, second.username)
  assert.equal((await read(first.igUserId)).body.username, first.username)
  const both = await test.get(
    `${GRAPH}/?ids=${first.igUserId},${second.igUserId}&fields=username&access_token=${token}`,
  )
  assert.equal(both.body[second.igUserId].username, second.username)
  if (others.length > 2) assert.deepEqual(errorOf(await read(others[2].igUserId)), [400, 100, 33])
  const listed = await pages(test, token, '&limit=1')
  assert.ok(listed.paging.next.includes('after='))
})

Deno.test('expires_in of the long exchange can be missing', async () => {
  const test = await createTestSimulator()
  await test.post('/control/behaviour', { facebookExpiresIn: false })
  const short = await logIn(test, ['northlight'], false)
  assert.equal('expires_in' in await lengthen(test, short), false)
})

Deno.test('debug_token describes a token, and one that is over, to the app alone', async () => {
  const test = await createTestSimulator()
  const debug = (input: string, token = appToken) =>
    test.get(
      `${GRAPH}/debug_token?${new URLSearchParams({ input_token: input, access_token: token })}`,
    )
  const page = (await debug(northlight.token)).body.data
  assert.deepEqual([page.type, page.is_valid, page.expires_at], ['PAGE', true, 0])
  assert.equal(page.profile_id, northlight.pageId)
  const user = await logIn(test)
  const data = (await debug(user)).body.data
  assert.equal(data.type, 'USER')
  assert.equal(data.expires_at - data.issued_at, 5_183_944)
  assert.deepEqual(data.granular_scopes[0], {
    scope: 'instagram_basic',
    target_ids: [northlight.igUserId],
  })
  await test.post('/control/revoke', { account: 'northlight', reason: 'password_changed' })
  const dead = (await debug(user)).body.data
  assert.deepEqual([dead.is_valid, dead.error.code, dead.error.subcode], [false, 190, 460])
  assert.equal((await debug('nobody')).body.data.is_valid, false)
  assert.equal((await debug(user, northlight.token)).body.error.code, 190)
})

Deno.test('a system user token reaches every Page and never ends, or after 60 days', async () => {
  const test = await createTestSimulator()
  const { form } = apiOf(test)
  const path = `${GRAPH}/100000001/access_tokens`
  const forever = (await form(path, { business_app: app.client_id })).body.access_token
  const limited = (await form(path, {
    business_app: app.client_id,
    set_token_expires_in_60_days: 'true',
  })).body.access_token
  await test.pass(61 * DAY_MS)
  const read = (token: string) => test.get(`${GRAPH}/${northlight.igUserId}?access_token=${token}`)
  assert.equal((await read(forever)).status, 200)
  assert.deepEqual(errorOf(await read(limited)), [400, 190, 463])
})
