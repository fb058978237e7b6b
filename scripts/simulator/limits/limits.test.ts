import assert from 'node:assert/strict'
import fc from 'fast-check'
import { apiOf, errorOf, northlight } from '../testing/api.ts'
import { createTestSimulator, TEST_TIME_MS } from '../testing/create-test-simulator.ts'
import { createRateWindows } from './rate-windows.ts'
import { createSlidingCount } from './sliding-count.ts'

const HOUR_MS = 60 * 60 * 1_000

async function start(behaviour: Record<string, unknown> = {}) {
  const test = await createTestSimulator()
  await test.post('/control/behaviour', behaviour)
  return { test, ...apiOf(test) }
}

const appUsage = (headers: Headers) => JSON.parse(headers.get('X-App-Usage') ?? 'null')
const businessUsage = (headers: Headers, key = northlight.igUserId) =>
  JSON.parse(headers.get('X-Business-Use-Case-Usage') ?? 'null')?.[key]?.[0]

Deno.test('trap 11: an answer has app usage or business usage, which grow with the calls', async () => {
  const { ig, fb } = await start({ appCallsAnHour: 100, instagramCallsADay: 50 })
  const me = `/${northlight.igUserId}`
  for (let call = 1; call <= 20; call += 1) {
    const { headers } = await ig('/me')
    assert.equal(appUsage(headers).call_volume, call)
    assert.equal(headers.get('X-Business-Use-Case-Usage'), null)
    const business = (await fb(me)).headers
    assert.equal(businessUsage(business).call_count, 2 * call)
    assert.equal(business.get('X-App-Usage'), null)
    assert.equal(Object.keys(JSON.parse(business.get('X-Business-Use-Case-Usage') ?? '')).length, 2)
  }
})

Deno.test('trap 11: 80002 with minutes until access comes back, and it does', async () => {
  const { test, fb } = await start({ instagramCallsADay: 10 })
  const read = () => fb(`/${northlight.igUserId}`)
  for (let call = 0; call < 10; call += 1) assert.equal((await read()).status, 200)
  const refused = await read()
  assert.deepEqual(errorOf(refused), [400, 80_002, null])
  const { call_count: percent, estimated_time_to_regain_access: minutes } = businessUsage(
    refused.headers,
  )
  assert.equal(percent, 100)
  assert.ok(minutes > 0 && minutes <= 24 * 60)
  assert.equal(
    (await test.get('/control/limits')).body.usedPercent['instagram-northlight'] > 100,
    true,
  )
  await test.pass(minutes * 60_000)
  assert.equal((await read()).status, 200)
})

Deno.test('trap 11: a throttled answer can come without the time, and without any header', async () => {
  const { fb } = await start({ instagramCallsADay: 1, showsRegainTime: false })
  const read = () => fb(`/${northlight.igUserId}`)
  await read()
  const { headers } = await read()
  assert.equal(businessUsage(headers).estimated_time_to_regain_access, 0)
  const quiet = await start({ usageHeaderFromPercent: 50 })
  const low = await quiet.ig('/me')
  assert.equal(low.headers.get('X-App-Usage'), null)
})

Deno.test('the app limit answers 403 with code 4, without the header, and ends within the hour', async () => {
  const { test, ig } = await start({ appCallsAnHour: 5 })
  for (let call = 0; call < 5; call += 1) await ig('/me')
  const refused = await ig('/me')
  assert.deepEqual(errorOf(refused), [403, 4, null])
  assert.equal(refused.body.error.is_transient, true)
  assert.equal(refused.headers.get('X-App-Usage'), null)
  await test.pass(HOUR_MS)
  assert.equal((await ig('/me')).status, 200)
})

Deno.test('calling on while throttled lengthens the block', async () => {
  const { test, ig } = await start({ appCallsAnHour: 5 })
  for (let call = 0; call < 6; call += 1) await ig('/me')
  await test.pass(HOUR_MS / 2)
  for (let call = 0; call < 6; call += 1) await ig('/me')
  await test.pass(HOUR_MS / 2 + 60_000)
  assert.equal((await ig('/me')).status, 403)
})

Deno.test('Page reads count for the Page: 80001, apart from Instagram', async () => {
  const { fb } = await start({ pagesCallsADay: 2 })
  const posts = () => fb('/me/published_posts')
  const { headers } = await posts()
  assert.equal(businessUsage(headers, northlight.pageId ?? '').type, 'pages')
  await posts()
  assert.deepEqual(errorOf(await posts()), [400, 80_001, null])
  assert.equal((await fb(`/${northlight.igUserId}`)).status, 200)
})

Deno.test('trap 13: messages are localised and lack the (#n) on graph.instagram.com', async () => {
  const { test, ig, fb } = await start({ language: 'pt' })
  const onInstagram = await ig('/me?fields=shoe_size')
  assert.equal(onInstagram.body.error.message, 'Parâmetro inválido')
  assert.equal(onInstagram.body.error.code, 100)
  assert.equal((await fb('/me?fields=shoe_size')).body.error.message, '(#100) Parâmetro inválido')
  await test.post('/control/behaviour', { language: 'en', instagramErrorPrefix: true })
  assert.match((await ig('/me?fields=shoe_size')).body.error.message, /^\(#100\) Tried/)
})

Deno.test('an outage hits a part of the APIs for a time', async () => {
  const { test, ig, fb } = await start()
  const insights = '/me/insights?metric=reach&period=day'
  await test.post('/control/outage', {
    host: 'graph.instagram.com',
    path: '/insights',
    seconds: 60,
  })
  assert.deepEqual(errorOf(await ig(insights)), [500, 2, null])
  assert.equal((await ig('/me')).status, 200)
  assert.equal((await fb('/me')).status, 200)
  await test.pass(60_000)
  assert.equal((await ig(insights)).status, 200)

  const { body } = await test.post('/control/outage', { account: 'harbour', code: 1, seconds: 600 })
  assert.deepEqual(errorOf(await ig('/me')), [500, 1, null])
  assert.equal((await fb('/me')).status, 200)
  await test.post('/control/outage-end', { id: body.id })
  assert.equal((await ig('/me')).status, 200)
})

Deno.test('an outage of the edge answers without JSON, everywhere', async () => {
  const { test, raw } = await start()
  await test.post('/control/outage', { body: 'html', status: 502, seconds: 60 })
  for (
    const path of [
      '/graph.instagram.com/me',
      '/graph.facebook.com/v25.0/me',
      '/api.instagram.com/oauth/access_token',
      '/open.tiktokapis.com/v2/user/info/',
    ]
  ) {
    const response = await raw(path)
    assert.equal(response.status, 502)
    assert.match(await response.text(), /^<!DOCTYPE html>/)
  }
  await test.post('/control/outage-end', {})
  await test.post('/control/outage', { body: 'empty', status: 429, seconds: 60 })
  assert.equal(await (await raw('/graph.instagram.com/me')).text(), '')
})

Deno.test('a share of the calls fails in a partial outage', async () => {
  const { test, ig } = await start()
  await test.post('/control/outage', { share: 0.5, seconds: 60 })
  let failed = 0
  for (let call = 0; call < 100; call += 1) if ((await ig('/me')).status === 500) failed += 1
  assert.ok(failed > 25 && failed < 75, `${failed} of 100`)
})

Deno.test('a rate window never lets more through than its limit in any period', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 })
  fc.assert(fc.property(gaps, fc.integer({ min: 1, max: 5 }), (waits, limit) => {
    let now = TEST_TIME_MS
    const windows = createRateWindows(() => now)
    const taken: number[] = []
    for (const wait of waits) {
      now += wait
      const had = taken.filter((time) => time > now - 1_000).length
      assert.equal(windows.take('key', limit, 1_000), had < limit)
      if (had < limit) taken.push(now)
    }
  }))
})

Deno.test('a sliding count forgets what is older than its period, and never counts too little', () => {
  const steps = fc.array(fc.record({ wait: fc.nat(20_000), calls: fc.integer({ min: 1, max: 9 }) }))
  fc.assert(fc.property(steps, (list) => {
    let now = TEST_TIME_MS
    const count = createSlidingCount(() => now, 60_000)
    const added: { at: number; calls: number }[] = []
    for (const { wait, calls } of list) {
      now += wait
      count.add(calls)
      added.push({ at: now, calls })
      const within = (ms: number) =>
        added.filter(({ at }) => at > now - ms).reduce((sum, one) => sum + one.calls, 0)
      assert.ok(count.sum() >= within(59_000) && count.sum() <= within(60_001))
    }
  }))
})
