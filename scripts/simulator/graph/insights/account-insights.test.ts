import assert from 'node:assert/strict'
import { apiOf, errorOf, harbour, northlight } from '../../testing/api.ts'
import { createTestSimulator, TEST_TIME_MS } from '../../testing/create-test-simulator.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const TOTALS = 'views,likes,comments,shares,saves,total_interactions,accounts_engaged,reach,replies'

async function start() {
  const test = await createTestSimulator()
  const { ig, fb } = apiOf(test)
  const read = (query: string) => ig(`/${harbour.igUserId}/insights?${query}`)
  const days = (from: number, until = 0) =>
    `since=${(TEST_TIME_MS - from * DAY_MS) / 1_000}&until=${
      (TEST_TIME_MS - until * DAY_MS) / 1_000
    }`
  return { test, read, days, fb }
}

Deno.test('a series has a value for each Pacific day that is over', async () => {
  const { read, days } = await start()
  const { body } = await read(`metric=reach&period=day&${days(7)}`)
  const { values, id, period } = body.data[0]
  assert.equal(values.length, 7)
  assert.equal(id, `${harbour.igUserId}/insights/reach/day`)
  assert.equal(period, 'day')
  // The clocks change on the first of November; the test's day is the fourteenth.
  for (const { end_time } of values) assert.match(end_time, /T08:00:00\+0000$/)
  assert.equal(values.at(-1).end_time, '2026-11-14T08:00:00+0000')
  const summer = await read('metric=reach&period=day&since=2026-09-01&until=2026-09-05')
  assert.match(summer.body.data[0].values[0].end_time, /T07:00:00\+0000$/)
  assert.equal((await read('metric=reach&period=day')).body.data[0].values.length, 2)
  assert.ok(body.paging.previous && body.paging.next)
})

Deno.test('totals have no values, and parts only when asked for', async () => {
  const { read, days } = await start()
  const { body } = await read(`metric=${TOTALS}&period=day&metric_type=total_value&${days(7)}`)
  for (const metric of body.data) {
    assert.equal('values' in metric, false)
    assert.deepEqual(Object.keys(metric.total_value), ['value'])
  }
  const split = await read(
    `metric=reach&period=day&metric_type=total_value&breakdown=media_product_type&${days(7)}`,
  )
  const { value, breakdowns } = split.body.data[0].total_value
  const parts = breakdowns[0].results as { dimension_values: string[]; value: number }[]
  assert.deepEqual(breakdowns[0].dimension_keys, ['media_product_type'])
  assert.equal(parts.reduce((sum, part) => sum + part.value, 0), value)
})

Deno.test('reach is unique: the days add up to more than the time as a whole', async () => {
  const { read, days } = await start()
  const series = (await read(`metric=reach&period=day&${days(28, 3)}`)).body.data[0].values
  const sum = series.reduce((all: number, { value }: { value: number }) => all + value, 0)
  const whole = await read(`metric=reach&period=day&metric_type=total_value&${days(28, 3)}`)
  assert.ok(sum > whole.body.data[0].total_value.value * 1.2)
})

Deno.test('trap 10: days of the last 48 hours still grow, older ones never change', async () => {
  const { test, read } = await start()
  const since = TEST_TIME_MS - 8 * DAY_MS
  const window = `since=${since / 1_000}&until=${TEST_TIME_MS / 1_000}`
  const values = async (): Promise<number[]> =>
    (await read(`metric=reach&period=day&${window}`)).body.data[0].values
      .map(({ value }: { value: number }) => value)
  const first = await values()
  await test.pass(3 * DAY_MS)
  const later = await values()
  assert.deepEqual(later.slice(0, -2), first.slice(0, -2))
  assert.ok((later.at(-1) ?? 0) > (first.at(-1) ?? 0))
  await test.pass(30 * DAY_MS)
  assert.deepEqual(await values(), later)
})

Deno.test('trap 10: more than 30 days between since and until are refused', async () => {
  const { read, days } = await start()
  assert.equal((await read(`metric=reach&period=day&${days(30)}`)).status, 200)
  const { status, body } = await read(`metric=reach&period=day&${days(31)}`)
  assert.deepEqual([status, body.error.code], [400, 100])
  assert.match(body.error.message, /30 days \(2592000 s\) between since and until/)
  const older = await read(`metric=reach&period=day&${days(60, 31)}`)
  assert.equal(older.body.data[0].values.length, 29)
  assert.equal((await read(`metric=follower_count&period=day&${days(60, 31)}`)).status, 400)
})

Deno.test('metrics must be asked for in the form they have', async () => {
  const { read } = await start()
  const missing = await read('metric=views,likes,reach&period=day')
  assert.match(
    missing.body.error.message,
    /The following metrics \(views,likes\) should be specified with parameter metric_type=total_value/,
  )
  const series = await read('metric=views&period=day&metric_type=time_series')
  assert.match(
    series.body.error.message,
    /\(views\) is incompatible with the metric type \(time_series\)/,
  )
  const total = await read('metric=follower_count&period=day&metric_type=total_value')
  assert.equal(total.body.error.code, 100)
  for (
    const query of [
      'metric=impressions&period=day',
      'metric=website_clicks&period=day',
      'metric=reach',
      'metric=reach&period=year',
      'metric=views&period=week&metric_type=total_value',
      'metric=reach&period=day&since=yesterdayish',
      'period=day',
    ]
  ) {
    assert.deepEqual(errorOf(await read(query)), [400, 100, null], query)
  }
})

Deno.test('a breakdown that a metric lacks gives code 1 without a reason', async () => {
  const { read, days } = await start()
  for (
    const query of [
      'metric=replies&breakdown=media_product_type',
      'metric=follows_and_unfollows&breakdown=media_product_type',
    ]
  ) {
    const answer = await read(`${query}&period=day&metric_type=total_value&${days(7)}`)
    assert.deepEqual(errorOf(answer), [500, 1, null])
  }
})

Deno.test('follows and unfollows come as FOLLOWER and NON_FOLLOWER, not for a single day', async () => {
  const { read, days } = await start()
  const query =
    'metric=follows_and_unfollows&period=day&metric_type=total_value&breakdown=follow_type'
  const { body } = await read(`${query}&${days(20)}`)
  const { value, breakdowns } = body.data[0].total_value
  const parts = Object.fromEntries(
    breakdowns[0].results.map((
      one: { dimension_values: string[]; value: number },
    ) => [one.dimension_values[0], one.value]),
  )
  assert.equal(parts.FOLLOWER + parts.NON_FOLLOWER, value)
  assert.match((await read(`${query}&${days(1)}`)).body.error.message, /missing buckets/)
})

Deno.test('trap 10: under 100 followers there is no data, which is not zero', async () => {
  const { test, read, days } = await start()
  const demographics = 'metric=follower_demographics&period=lifetime&metric_type=total_value'
  const many = await read(`${demographics}&breakdown=age,gender`)
  assert.deepEqual(many.body.data[0].total_value.breakdowns[0].dimension_keys, ['age', 'gender'])
  assert.equal('value' in many.body.data[0].total_value, false)
  assert.ok(many.body.data[0].total_value.breakdowns[0].results.length <= 45)
  await test.post('/control/numbers', { account: 'harbour', followers: 99 - harbour.followers })
  assert.deepEqual((await read(`${demographics}&breakdown=country`)).body.data, [])
  assert.deepEqual((await read(`metric=follower_count&period=day&${days(7)}`)).body.data, [])
  assert.equal((await read(`metric=reach&period=day&${days(7)}`)).body.data.length, 1)
})

Deno.test('a timeframe becomes the first dimension; the old ones are refused', async () => {
  const { read } = await start()
  const query = 'metric=follower_demographics&period=lifetime&metric_type=total_value' +
    '&breakdown=country&timeframe='
  const { body } = await read(`${query}this_month`)
  const [breakdown] = body.data[0].total_value.breakdowns
  assert.deepEqual(breakdown.dimension_keys, ['timeframe', 'country'])
  assert.equal(breakdown.results[0].dimension_values[0], 'THIS_MONTH')
  assert.equal((await read(`${query}last_30_days`)).body.error.code, 100)
})

Deno.test('online followers come by Pacific hour, late by two days, with empty maps', async () => {
  const { read, days } = await start()
  const { body } = await read(`metric=online_followers&period=lifetime&${days(25)}`)
  const maps: Record<string, number>[] = body.data[0].values
    .map(({ value }: { value: Record<string, number> }) => value)
  assert.deepEqual(maps.at(-1), {})
  assert.ok(maps.some((map) => Object.keys(map).length === 24))
  assert.ok(maps.slice(0, -2).some((map) => Object.keys(map).length === 0))
})

Deno.test('profile_views is dropped silently with Instagram Login, and answers on old Facebook', async () => {
  const { test, read } = await start()
  const { body } = await read('metric=profile_views,likes&period=day&metric_type=total_value')
  assert.deepEqual(body.data.map(({ name }: { name: string }) => name), ['likes'])
  const old = await test.get(
    `/graph.facebook.com/v21.0/${northlight.igUserId}/insights?metric=profile_views&period=day` +
      `&metric_type=total_value&access_token=${northlight.token}`,
  )
  assert.equal(typeof old.body.data[0].total_value.value, 'number')
})
