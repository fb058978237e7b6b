import assert from 'node:assert/strict'
import { apiOf, errorOf, harbour } from '../../testing/api.ts'
import { createTestSimulator, TEST_TIME_MS } from '../../testing/create-test-simulator.ts'

const HOUR_MS = 60 * 60 * 1_000
const DAY_MS = 24 * HOUR_MS
const FEED = 'views,reach,likes,comments,saved,shares,reposts,total_interactions,follows,' +
  'profile_visits,profile_activity'
const REELS = 'views,reach,likes,comments,saved,shares,reposts,total_interactions,' +
  'ig_reels_avg_watch_time,ig_reels_video_view_total_time,reels_skip_rate,crossposted_views'

type Media = { id: string; media_product_type: string; media_type: string }

async function start() {
  const test = await createTestSimulator()
  const api = apiOf(test)
  const fields = 'id,media_product_type,media_type,children'
  const list: Media[] = (await api.ig(`/me/media?fields=${fields}&limit=100`)).body.data
  const ofType = (type: string) => list.find((one) => one.media_type === type)
  const feed = list.find((one) => one.media_product_type === 'FEED')?.id ?? ''
  const reel = list.find((one) => one.media_product_type === 'REELS')?.id ?? ''
  const insights = (id: string, metric: string, more = '') =>
    api.ig(`/${id}/insights?metric=${metric}${more}`)
  const oldFeed = list.findLast((one) => one.media_product_type === 'FEED')?.id ?? ''
  return { test, api, list, ofType, feed, oldFeed, reel, insights }
}

type Start = Awaited<ReturnType<typeof start>>

async function valueOf({ insights }: Start, id: string, metric: string): Promise<number> {
  return (await insights(id, metric)).body.data[0].values[0].value
}

Deno.test('each product type answers its own metrics with a lifetime value', async () => {
  const { feed, reel, insights } = await start()
  for (const [id, metrics] of [[feed, FEED], [reel, REELS]] as const) {
    const { body } = await insights(id, metrics)
    assert.deepEqual(body.data.map(({ name }: { name: string }) => name), metrics.split(','))
    for (const metric of body.data) {
      assert.equal(metric.period, 'lifetime')
      assert.equal(metric.id, `${id}/insights/${metric.name}/lifetime`)
      assert.ok(metric.values[0].value >= 0)
    }
  }
})

Deno.test('trap 10: a metric that the product type lacks fails the whole call by name', async () => {
  const { feed, reel, insights } = await start()
  const refused = await insights(reel, 'views,profile_visits,follows')
  assert.deepEqual(errorOf(refused), [400, 100, null])
  assert.match(refused.body.error.message, /not support the profile_visits, follows metric/)
  assert.equal((await insights(feed, 'navigation')).status, 400)
  assert.equal((await insights(feed, 'facebook_views')).status, 400, 'Facebook Login only')
})

Deno.test('an unknown metric is named by its place, from 0, with the list of known ones', async () => {
  const { feed, insights } = await start()
  const { body } = await insights(feed, 'views,shoes')
  assert.match(
    body.error.message,
    /^metric\[1\] must be one of the following values: .*thread_replies/,
  )
})

Deno.test('impressions are refused, also with an old version', async () => {
  const { test, feed, insights } = await start()
  assert.match((await insights(feed, 'impressions')).body.error.message, /v22\.0/)
  const old = `/graph.instagram.com/v21.0/${feed}/insights?metric=impressions`
  assert.equal((await test.get(`${old}&access_token=${harbour.token}`)).status, 400)
})

Deno.test('trap 10: one bad post fails a whole page of nested insights', async () => {
  const { test, api, list } = await start()
  const query = '/me/media?fields=id,insights.metric(views,reach)&limit=100'
  const all = await api.ig(query)
  assert.equal(all.body.data.length, list.length)
  assert.equal(all.body.data[0].insights.data[1].name, 'reach')
  const [state] = (await test.get('/control/state')).body.accounts
  const oldest = Math.min(...state.media.map(({ postedAt }: { postedAt: number }) => postedAt))
  await test.post('/control/professional-since', { account: 'harbour', at: oldest + 1 })
  assert.deepEqual(errorOf(await api.ig(query)), [400, 100, 2_108_006])
  assert.equal((await api.ig(query.replace('100', '3'))).status, 200)
})

Deno.test('trap 10: 2108006 for a post from before the account was professional', async () => {
  const { test, feed, insights } = await start()
  await test.post('/control/professional-since', { account: 'harbour', at: TEST_TIME_MS })
  const { status, body } = await insights(feed, 'views')
  assert.equal(status, 400)
  assert.equal(body.error.error_subcode, 2_108_006)
  assert.equal(body.error.error_user_title, 'Media posted before business account conversion')
})

Deno.test('several posts come in one call by ids, all or none', async () => {
  const { test, api, feed, reel } = await start()
  const { body } = await api.ig(`/insights?ids=${feed},${reel}&metric=views`)
  assert.deepEqual(Object.keys(body).toSorted(), [feed, reel].toSorted())
  assert.equal(body[feed].data[0].name, 'views')
  assert.equal((await api.ig(`/insights?ids=${feed},${reel}&metric=follows`)).status, 400)
  assert.equal((await api.ig(`/insights?ids=${feed},1&metric=views`)).status, 400)
  const expanded = await api.ig(`/?ids=${feed},${reel}&fields=like_count,insights.metric(views)`)
  assert.equal(expanded.body[reel].insights.data[0].name, 'views')
  const { calls } = (await test.get('/control/calls')).body
  assert.ok(JSON.stringify(calls).includes('"cost":2'), 'each id counts')
})

Deno.test('breakdowns have values in lower case by default, and only where they belong', async () => {
  const { test, oldFeed: feed, insights } = await start()
  const answer = await insights(feed, 'profile_activity', '&breakdown=action_type')
  const { value, breakdowns } = answer.body.data[0].total_value
  assert.deepEqual(breakdowns[0].dimension_keys, ['action_type'])
  const parts = breakdowns[0].results as { dimension_values: string[]; value: number }[]
  assert.equal(parts.reduce((sum, part) => sum + part.value, 0), value)
  assert.equal(parts[0]?.dimension_values[0], 'bio_link_clicked')
  await test.post('/control/behaviour', { mediaBreakdownCase: 'upper' })
  const upper = await insights(feed, 'profile_activity', '&breakdown=action_type')
  assert.match(JSON.stringify(upper.body), /BIO_LINK_CLICKED/)
  const wrong = await insights(feed, 'reach', '&breakdown=follow_type')
  assert.match(wrong.body.error.message, /Incompatible breakdowns \(follow_type\)/)
  assert.deepEqual(errorOf(await insights(feed, 'reach', '&breakdown=action_type')), [500, 1, null])
})

Deno.test('a carousel child has no insights, an unknown id answers 100/33', async () => {
  const { api, ofType, insights } = await start()
  const id = ofType('CAROUSEL_ALBUM')?.id ?? ''
  const child = (await api.ig(`/${id}?fields=children`)).body.children.data[0].id
  assert.deepEqual(errorOf(await insights(child, 'views')), [400, 100, null])
  assert.deepEqual(errorOf(await insights('1', 'views')), [400, 100, 33])
})

Deno.test('trap 10: numbers lag behind, and catch up without a change of the likes', async () => {
  const started = await start()
  const { test, feed } = started
  const young = await valueOf(started, feed, 'likes')
  await test.pass(48 * HOUR_MS)
  const settled = await valueOf(started, feed, 'likes')
  assert.ok(settled > young, `${settled} after ${young}`)
})

Deno.test('trap 10: lifetime reach can fall on the third of a month, views never', async () => {
  const started = await start()
  const { test, api, list } = started
  await test.pass(4 * DAY_MS)
  const read = async () =>
    (await api.ig('/me/media?fields=insights.metric(views,reach)&limit=100')).body.data
      .map(({ insights }: { insights: { data: { values: { value: number }[] }[] } }) =>
        insights.data.map(({ values }) => values[0]?.value ?? 0)
      ) as [views: number, reach: number][]
  const before = await read()
  // Past 2026-12-03.
  await test.pass(17 * DAY_MS)
  const after = await read()
  assert.equal(after.length, list.length)
  assert.ok(after.some(([, reach], place) => reach < (before[place]?.[1] ?? 0)), 'a fall')
  assert.ok(after.every(([views], place) => views >= (before[place]?.[0] ?? 0)))
  await test.post('/control/behaviour', { lifetimeValuesFall: false })
  assert.ok((await read()).every(([, reach], place) => reach >= (after[place]?.[1] ?? 0)))
})

Deno.test('titles come in the account’s language', async () => {
  const { test, feed, insights } = await start()
  await test.post('/control/behaviour', { language: 'de' })
  assert.equal((await insights(feed, 'reach')).body.data[0].title, 'Reichweite')
})
