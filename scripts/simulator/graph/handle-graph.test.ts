import assert from 'node:assert/strict'
import { createTestSimulator } from '../testing/create-test-simulator.ts'
import { demoAccount } from '../world/demo-accounts.ts'

const harbour = demoAccount('harbour')
const northlight = demoAccount('northlight')
const ig = (path: string) =>
  `/graph.instagram.com/v25.0${path}${path.includes('?') ? '&' : '?'}access_token=${harbour.token}`
const fb = (path: string) =>
  `/graph.facebook.com/v25.0${path}${
    path.includes('?') ? '&' : '?'
  }access_token=${northlight.token}`

Deno.test('an account shows two different ids with Instagram Login, and both address it', async () => {
  const { get } = await createTestSimulator()
  const fields = 'user_id,username,account_type,followers_count,media_count'
  const expected = {
    user_id: harbour.igUserId,
    username: 'harbour.coffee',
    account_type: 'BUSINESS',
    followers_count: harbour.followers,
    media_count: 24,
    id: harbour.appScopedId,
  }
  for (const id of ['me', harbour.igUserId, harbour.appScopedId]) {
    const { status, body, headers } = await get(ig(`/${id}?fields=${fields}`))
    assert.equal(status, 200)
    assert.deepEqual(body, expected)
    assert.equal(headers.get('instagram-api-version'), 'v25.0')
  }
})

Deno.test('an account of Facebook Login has one id, and /me is its Page', async () => {
  const { get } = await createTestSimulator()
  const account = await get(fb(`/${northlight.igUserId}?fields=name,followers_count`))
  assert.deepEqual(account.body, {
    name: northlight.name,
    followers_count: northlight.followers,
    id: northlight.igUserId,
  })
  assert.equal(account.headers.get('facebook-api-version'), 'v25.0')
  const page = await get(fb('/me?fields=instagram_business_account'))
  assert.deepEqual(page.body, {
    instagram_business_account: { id: northlight.igUserId },
    id: northlight.pageId,
  })
  assert.equal((await get(fb(`/${northlight.appScopedId}`))).body.error.error_subcode, 33)
})

Deno.test('one call reads the account and its posts by field expansion', async () => {
  const { get } = await createTestSimulator()
  const { body } = await get(
    ig('/me?fields=followers_count,media.limit(5){id,like_count,comments_count,timestamp}'),
  )
  assert.equal(body.followers_count, harbour.followers)
  assert.equal(body.media.data.length, 5)
  assert.deepEqual(
    Object.keys(body.media.data[0]),
    ['id', 'like_count', 'comments_count', 'timestamp'],
  )
  assert.match(body.media.data[0].timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/)

  const next = await get(
    new URL(body.media.paging.next).pathname + new URL(body.media.paging.next).search,
  )
  assert.equal(next.body.data.length, 5)
  assert.notEqual(next.body.data[0].id, body.media.data[0].id)
})

Deno.test('a post whose owner hides likes has no like_count; the other posts have one', async () => {
  const { get } = await createTestSimulator()
  const { body } = await get(ig('/me/media?fields=like_count,comments_count'))
  const hidden = body.data.filter((media: object) => !('like_count' in media))
  assert.equal(hidden.length, 1)
  assert.equal(typeof hidden[0].comments_count, 'number')
})

Deno.test('a carousel has children that are objects of their own; other posts have none', async () => {
  const { get } = await createTestSimulator()
  const { body } = await get(ig('/me/media?fields=media_type,children{id,media_type}'))
  for (const media of body.data) {
    assert.equal('children' in media, media.media_type === 'CAROUSEL_ALBUM')
  }
  const carousel = body.data.find((media: object) => 'children' in media)
  const child = await get(ig(`/${carousel.children.data[0].id}?fields=media_type`))
  assert.deepEqual(child.body, carousel.children.data[0])
})

Deno.test('several objects come in one call, each under its id', async () => {
  const { get } = await createTestSimulator()
  const list = await get(fb(`/${northlight.igUserId}/media?fields=id,like_count&limit=3`))
  const ids = list.body.data.map(({ id }: { id: string }) => id)
  const { body } = await get(fb(`/?ids=${ids.join(',')}&fields=like_count`))
  assert.deepEqual(Object.keys(body).toSorted(), ids.toSorted())
  assert.deepEqual(
    Object.values(body).toSorted(),
    list.body.data.map((media: object) => media).toSorted(),
  )

  const missing = await get(fb(`/?ids=${ids[0]},1`))
  assert.equal(missing.body.error.code, 803)
})

Deno.test('the bearer header carries the token as well as the query', async () => {
  const { get } = await createTestSimulator()
  const headers = { Authorization: `Bearer ${harbour.token}` }
  const { body } = await get('/graph.instagram.com/v25.0/me?fields=username', { headers })
  assert.equal(body.username, 'harbour.coffee')
})

Deno.test('an answer reports either the app usage or the business usage, never both', async () => {
  const { get } = await createTestSimulator()
  const { headers: instagram } = await get(ig('/me'))
  assert.ok(JSON.parse(instagram.get('X-App-Usage') ?? '').call_volume >= 1)
  assert.equal(instagram.get('X-Business-Use-Case-Usage'), null)
  const { headers: facebook } = await get(fb(`/${northlight.igUserId}`))
  const usage = JSON.parse(facebook.get('X-Business-Use-Case-Usage') ?? '')
  assert.equal(usage[northlight.igUserId][0].type, 'instagram')
  assert.equal(facebook.get('X-App-Usage'), null)
})

Deno.test('calls are counted by path, without their query', async () => {
  const { get } = await createTestSimulator()
  await get(ig('/me?fields=username'))
  await get(ig('/me'))
  const { body } = await get('/control/state')
  assert.deepEqual(body.graphCalls, { '/graph.instagram.com/v25.0/me': 2 })
})
