import assert from 'node:assert/strict'
import { developmentAppIds } from '../oauth/apps.ts'
import { apiOf, harbour } from '../testing/api.ts'
import { createTestSimulator, testSecrets } from '../testing/create-test-simulator.ts'

const HOUR_MS = 60 * 60 * 1_000
const HOST = '/open.tiktokapis.com/v2'
const REDIRECT = 'http://127.0.0.1:54321/functions/v1/account-connect'
const SCOPES = ['user.info.basic', 'user.info.profile', 'user.info.stats', 'video.list']
const app = { client_key: developmentAppIds.tiktok, client_secret: testSecrets.meta }

async function start(options: { scopes?: string[]; verifier?: string; challenge?: string } = {}) {
  const test = await createTestSimulator()
  const { form, raw } = apiOf(test)
  const asked = new URLSearchParams({
    client_key: app.client_key,
    scope: SCOPES.join(','),
    response_type: 'code',
    redirect_uri: REDIRECT,
    state: 'xyz',
    account: 'harbour',
    decision: 'allow',
    ...(options.challenge === undefined ? {} : { code_challenge: options.challenge }),
  })
  for (const scope of options.scopes ?? SCOPES) asked.append('grant', scope)
  const consent = await raw(`/www.tiktok.com/v2/auth/authorize/?${asked}`)
  const back = new URL(consent.headers.get('Location') ?? '')
  const token = (fields: Record<string, string>) =>
    form(`${HOST}/oauth/token/`, { ...app, ...fields })
  const exchange = () =>
    token({
      grant_type: 'authorization_code',
      redirect_uri: REDIRECT,
      code: back.searchParams.get('code') ?? '',
      ...(options.verifier === undefined ? {} : { code_verifier: options.verifier }),
    })
  const refresh = (old: string) => token({ grant_type: 'refresh_token', refresh_token: old })
  const call = (accessToken: string, path: string, body?: unknown) =>
    test.get(`${HOST}${path}`, {
      headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    })
  return { test, raw, form, back, token, exchange, refresh, call }
}

Deno.test('trap 15: the access token lives two hours; a refresh ends the old refresh token', async () => {
  const { test, back, exchange, refresh, call } = await start()
  assert.equal(back.searchParams.get('state'), 'xyz')
  assert.equal(back.searchParams.get('scopes'), SCOPES.join(','))
  const { body } = await exchange()
  assert.deepEqual([body.expires_in, body.refresh_expires_in], [7_200, 15_552_000])
  assert.match(body.access_token, /^act\./)
  assert.match(body.refresh_token, /^rft\./)
  const again = await exchange()
  assert.equal(again.body.error, 'invalid_grant')
  assert.ok(again.body.log_id)

  const me = (token: string) => call(token, '/user/info/?fields=open_id')
  assert.equal((await me(body.access_token)).body.data.user.open_id, body.open_id)
  await test.pass(2 * HOUR_MS)
  const over = await me(body.access_token)
  assert.deepEqual([over.status, over.body.error.code], [401, 'access_token_invalid'])
  const next = (await refresh(body.refresh_token)).body
  assert.notEqual(next.refresh_token, body.refresh_token)
  assert.equal((await me(next.access_token)).status, 200)
  // Two refreshes at a time lose the account: the second finds the old token gone.
  assert.equal((await refresh(body.refresh_token)).body.error, 'invalid_grant')
})

Deno.test('trap 15: an answer always has an error, whose code is ok on success', async () => {
  const { exchange, call } = await start()
  const { access_token: token } = (await exchange()).body
  const { body } = await call(token, '/video/list/?fields=id,create_time', { max_count: 2 })
  assert.equal(body.error.code, 'ok')
  assert.equal(body.error.message, '')
  assert.ok(body.error.log_id)
})

Deno.test('trap 15: a cover dies after six hours, and its address changes at each read', async () => {
  const { test, raw, exchange, call } = await start()
  const { access_token: token } = (await exchange()).body
  const read = async () =>
    new URL(
      (await call(token, '/video/list/?fields=cover_image_url', {})).body.data.videos[0]
        .cover_image_url,
    )
  const [one, other] = [await read(), await read()]
  assert.notEqual(one.href, other.href)
  assert.equal(Number(one.searchParams.get('x-expires')) * 1_000, test.now() + 6 * HOUR_MS)
  const load = ({ pathname, search }: URL) => raw(pathname + search)
  const picture = await load(one)
  assert.deepEqual([picture.status, picture.headers.get('Content-Type')], [200, 'image/jpeg'])
  const longer = new URL(one)
  longer.searchParams.set('x-expires', '9999999999')
  assert.equal((await load(longer)).status, 403)
  await test.pass(6 * HOUR_MS)
  assert.equal((await load(one)).status, 403)
})

Deno.test('videos page by the cursor that the answer gave, newest first, 20 at most', async () => {
  const { exchange, call } = await start()
  const { access_token: token } = (await exchange()).body
  const list = (body: unknown) => call(token, '/video/list/?fields=id,create_time', body)
  const times: number[] = []
  const ids = new Set<string>()
  let cursor: number | undefined
  for (;;) {
    const { data } =
      (await list({ max_count: 2, ...(cursor === undefined ? {} : { cursor }) })).body
    for (const video of data.videos) {
      times.push(video.create_time)
      ids.add(video.id)
    }
    cursor = data.cursor
    if (!data.has_more) break
  }
  assert.equal(ids.size, times.length)
  assert.ok(ids.size > 2)
  assert.deepEqual(times, times.toSorted((one, two) => two - one))
  assert.equal((await list({ max_count: 21 })).body.error.code, 'invalid_params')
  const query = (video_ids: string[]) =>
    call(token, '/video/query/?fields=id,view_count', { filters: { video_ids } })
  const [first = ''] = ids
  const { videos } = (await query([first, '7080213458555737986'])).body.data
  assert.deepEqual(videos.map(({ id }: { id: string }) => id), [first])
})

Deno.test('fields are needed in the address, and some need a permission of their own', async () => {
  const { exchange, call } = await start({ scopes: ['user.info.basic'] })
  const { access_token: token } = (await exchange()).body
  assert.equal((await call(token, '/user/info/')).body.error.code, 'invalid_params')
  assert.equal((await call(token, '/user/info/?fields=shoe_size')).status, 400)
  const name = await call(token, '/user/info/?fields=display_name')
  assert.equal(name.body.data.user.display_name, harbour.name)
  const stats = await call(token, '/user/info/?fields=follower_count')
  assert.deepEqual([stats.status, stats.body.error.code], [401, 'scope_not_authorized'])
  assert.equal((await call(token, '/video/list/?fields=id', {})).status, 401)
})

Deno.test('600 calls a minute, then 429 until the minute is over', async () => {
  const { test, exchange, call } = await start()
  await test.post('/control/behaviour', { tiktokCallsPerMinute: 3 })
  const { access_token: token } = (await exchange()).body
  const me = () => call(token, '/user/info/?fields=open_id')
  for (let times = 0; times < 3; times += 1) assert.equal((await me()).status, 200)
  const limited = await me()
  assert.deepEqual([limited.status, limited.body.error.code], [429, 'rate_limit_exceeded'])
  await test.pass(60_000)
  assert.equal((await me()).status, 200)
})

Deno.test('a code with a challenge needs its verifier, hex or base64url', async () => {
  const verifier = 'a-verifier-of-at-least-43-characters-0123456789'
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  const hex = new Uint8Array(digest).toHex()
  const good = await start({ verifier, challenge: hex })
  assert.ok((await good.exchange()).body.access_token)
  const bad = await start({ verifier: 'another', challenge: hex })
  assert.equal((await bad.exchange()).body.error, 'invalid_grant')
})

Deno.test('a revoked token is over at once; cancelling comes back with access_denied', async () => {
  const { raw, exchange, call, refresh } = await start()
  const { access_token: token, refresh_token: refreshToken } = (await exchange()).body
  const body = new URLSearchParams({ ...app, token })
  const answer = await raw(`${HOST}/oauth/revoke/`, { method: 'POST', body })
  assert.deepEqual([answer.status, await answer.text()], [200, ''])
  assert.equal((await call(token, '/user/info/?fields=open_id')).status, 401)
  assert.equal((await refresh(refreshToken)).body.error, 'invalid_grant')
  const query = new URLSearchParams({
    client_key: app.client_key,
    scope: 'video.list',
    response_type: 'code',
    redirect_uri: REDIRECT,
  })
  const page = await raw(`/www.tiktok.com/v2/auth/authorize/?${query}`)
  assert.match(await page.text(), /Allow/)
  const denied = await raw(`/www.tiktok.com/v2/auth/authorize/?${query}&decision=deny`)
  assert.match(denied.headers.get('Location') ?? '', /error=access_denied/)
})
