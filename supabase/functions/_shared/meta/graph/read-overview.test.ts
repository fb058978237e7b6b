import assert from 'node:assert/strict'
import { readOverview } from './read-overview.ts'

const target = { baseUrl: 'https://graph.example', version: 'v25.0', token: 'IGAAsecret' }
const media = {
  id: '18093704897242370',
  media_type: 'VIDEO',
  media_product_type: 'REELS',
  timestamp: '2026-09-03T20:17:12+0000',
  caption: 'Hello',
  permalink: 'https://www.instagram.com/reel/x/',
  like_count: 0,
  comments_count: 3,
}
const profile = { username: 'x', name: 'X', followers_count: 12, follows_count: 3, media_count: 1 }

function answering(body: unknown, init: ResponseInit = {}) {
  const calls: URL[] = []
  const fetch = (input: URL | RequestInfo) => {
    calls.push(new URL(String(input)))
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return Promise.resolve(new Response(text, init))
  }
  return {
    calls,
    read: () => readOverview({ fetch: fetch as typeof globalThis.fetch }, target, '1784'),
  }
}

Deno.test('one call reads counts and posts; zero is a value, not an absence', async () => {
  const { calls, read } = answering({ ...profile, media: { data: [media] } })
  const result = await read()
  assert.equal(calls.length, 1)
  assert.equal(calls[0]!.pathname, '/v25.0/1784')
  assert.ok('overview' in result)
  assert.deepEqual(result.overview.accountMetrics, [
    { metric: 'followers', value: 12 },
    { metric: 'follows', value: 3 },
    { metric: 'media', value: 1 },
  ])
  assert.equal(result.overview.media[0]!.posted_at, '2026-09-03T20:17:12.000Z')
  assert.deepEqual(result.overview.media[0]!.metrics, [
    { metric: 'likes', value: 0 },
    { metric: 'comments', value: 3 },
  ])
})

Deno.test('the wrapped answer of the documentation and an id without quotes are understood', async () => {
  const text = JSON.stringify({ data: [{ ...profile, media: { data: [media] } }] })
    .replace('"18093704897242370"', '18093704897242370')
  const result = await answering(text).read()
  assert.ok('overview' in result)
  assert.equal(result.overview.media[0]!.provider_media_id, '18093704897242370')
})

Deno.test('fields that Meta leaves out are absent with a reason', async () => {
  const { like_count: _hidden, ...withoutLikes } = media
  const result = await answering({ username: 'x', media: { data: [withoutLikes] } }).read()
  assert.ok('overview' in result)
  assert.deepEqual(result.overview.accountMetrics[0], {
    metric: 'followers',
    absence: 'not_provided',
  })
  assert.deepEqual(result.overview.media[0]!.metrics[0], {
    metric: 'likes',
    absence: 'hidden_by_owner',
  })
})

Deno.test('a post of an unknown shape does not take the others with it', async () => {
  const result = await answering({ ...profile, media: { data: [{ id: 1 }, media, null] } }).read()
  assert.ok('overview' in result)
  assert.equal(result.overview.media.length, 1)
  assert.equal(result.overview.unreadableMedia, 2)
})

Deno.test('an error is classed, with the wait that the headers name, and without the token', async () => {
  const usage = { '1784': [{ type: 'instagram', estimated_time_to_regain_access: 7 }] }
  const { read } = answering(
    {
      error: { message: 'Zu viele Anrufe', type: 'OAuthException', code: 80002, fbtrace_id: 'A1' },
    },
    { status: 400, headers: { 'x-business-use-case-usage': JSON.stringify(usage) } },
  )
  assert.deepEqual(await read(), {
    failure: {
      class: 'throttled',
      code: 80002,
      cause: 'HTTP 400, code 80002, trace A1',
      retryAfterSeconds: 420,
    },
  })
})

Deno.test('a page of HTML, an empty answer and a lost connection are transient', async () => {
  for (
    const result of [
      await answering('<html>busy</html>', { status: 503 }).read(),
      await answering('', { status: 200 }).read(),
      await readOverview(
        { fetch: () => Promise.reject(new TypeError(`no route to ${target.token}`)) },
        target,
        '1784',
      ),
    ]
  ) {
    assert.ok('failure' in result)
    assert.equal(result.failure.class, 'transient')
    assert.doesNotMatch(result.failure.cause, /IGAA/)
  }
})
