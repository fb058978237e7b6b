import assert from 'node:assert/strict'
import { apiOf, errorOf, northlight } from '../../testing/api.ts'
import { createTestSimulator, TEST_TIME_MS } from '../../testing/create-test-simulator.ts'

const FIELDS = 'id,message,created_time,permalink_url,full_picture,status_type,' +
  'attachments{media_type,type,url,media,subattachments},shares'

async function start() {
  const test = await createTestSimulator()
  const { fb } = apiOf(test)
  const { body } = await fb(`/me/published_posts?fields=${FIELDS}&limit=100`)
  const ids: string[] = body.data.map(({ id }: { id: string }) => id)
  return { test, fb, posts: body.data, ids, oldest: ids.at(-1) ?? '' }
}

Deno.test('posts of a Page have ids of two parts, and leave out what is empty', async () => {
  const { fb, posts, oldest } = await start()
  assert.ok(posts.length > 10)
  for (const post of posts) {
    assert.match(post.id, new RegExp(`^${northlight.pageId}_\\d+$`))
    assert.ok(!('shares' in post) || post.shares.count > 0)
    assert.match(post.created_time, /\+0000$/)
    assert.match(post.full_picture, /\.fbcdn\.net\//)
  }
  const one = await fb(`/${oldest}?fields=id,message`)
  assert.equal(one.body.message, posts.at(-1).message)
  const page = await fb('/me/posts?limit=4')
  const next = new URL(page.body.paging.next)
  assert.equal(next.searchParams.get('after'), page.body.paging.cursors.after)
  assert.deepEqual(errorOf(await fb(`/${northlight.pageId}_1`)), [400, 100, 33])
})

Deno.test('counts come by summary', async () => {
  const { fb, oldest } = await start()
  const { body } = await fb(
    `/${oldest}?fields=likes.summary(true).limit(0),reactions.summary(true).limit(0)`,
  )
  assert.deepEqual(body.likes.data, [])
  assert.ok(body.reactions.summary.total_count >= body.likes.summary.total_count)
})

Deno.test('insights of a post: numbers, objects by type, and flat breakdowns', async () => {
  const { fb, oldest } = await start()
  const metric = 'post_media_view,post_reactions_by_type_total,post_reactions_anger_total'
  const { body } = await fb(`/${oldest}/insights?metric=${metric}`)
  assert.equal(body.data[0].id, `${oldest}/insights/post_media_view/lifetime`)
  assert.equal(typeof body.data[1].values[0].value, 'object')
  assert.equal(body.data[2].values[0].value, 0)
  const split = await fb(`/${oldest}/insights?metric=post_media_view&breakdown=is_from_ads`)
  const flags = split.body.data[0].values.map((one: { is_from_ads: string }) => one.is_from_ads)
  assert.deepEqual(flags, ['0', '1'])
})

Deno.test('one retired or unknown metric fails the whole call', async () => {
  const { fb, oldest } = await start()
  for (const name of ['post_impressions', 'post_engaged_users', 'nonsense']) {
    const { status, body } = await fb(`/${oldest}/insights?metric=post_media_view,${name}`)
    assert.deepEqual([status, body.error.code], [400, 100])
    assert.equal(body.error.message, '(#100) The value must be a valid insights metric')
  }
  for (const name of ['page_impressions', 'page_fans', 'page_posts_impressions']) {
    assert.equal((await fb(`/me/insights?metric=${name}&period=day`)).status, 400)
  }
})

Deno.test('insights of a Page come by Pacific day, rolling totals by 28, for 93 days at most', async () => {
  const { fb } = await start()
  const since = (days: number) =>
    `since=${TEST_TIME_MS / 1_000 - days * 86_400}&until=${TEST_TIME_MS / 1_000}`
  const daily = await fb(`/me/insights?metric=page_media_view,page_follows&period=day&${since(10)}`)
  assert.equal(daily.body.data[0].values.length, 10)
  assert.match(daily.body.data[0].values.at(-1).end_time, /T08:00:00\+0000$/)
  const rolling = await fb(`/me/insights?metric=page_media_view&period=days_28&${since(10)}`)
  const last = (answer: typeof daily) => answer.body.data[0].values.at(-1).value
  assert.ok(last(rolling) > last(daily) * 5)
  assert.equal((await fb(`/me/insights?metric=page_follows&period=day&${since(93)}`)).status, 200)
  assert.equal((await fb(`/me/insights?metric=page_follows&period=day&${since(94)}`)).status, 400)
})
