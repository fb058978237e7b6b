import assert from 'node:assert/strict'
import { apiOf, errorOf, harbour, northlight } from '../testing/api.ts'
import { createTestSimulator, TEST_TIME_MS } from '../testing/create-test-simulator.ts'
import { mentionsOf } from './mentions/mentions-of.ts'
import { storiesPosted } from './stories/stories-of.ts'

const HOUR_MS = 60 * 60 * 1_000
const DAY_MS = 24 * HOUR_MS

async function start() {
  const test = await createTestSimulator()
  return { test, ...apiOf(test) }
}

Deno.test('trap 2: /me has two ids, of which webhooks use user_id', async () => {
  const { test, ig } = await start()
  const { body } = await ig('/me?fields=id,user_id,account_type')
  assert.notEqual(body.id, body.user_id)
  await test.post('/control/message', { account: 'harbour' })
  await test.simulator.settled()
  assert.equal(JSON.parse(test.received[0]?.body ?? '').entry[0].id, body.user_id)
  await test.post('/control/behaviour', { meShape: 'wrapped' })
  assert.equal((await ig('/me?fields=user_id')).body.data[0].user_id, harbour.igUserId)
})

Deno.test('stories are there for 24 hours, and then answer 100/33', async () => {
  const { test, ig } = await start()
  const query = '/me/stories?fields=id,media_type,media_product_type,timestamp,permalink'
  const seen = new Set<string>()
  for (let day = 0; day < 6; day += 1) {
    const { body } = await ig(query)
    for (const story of body.data) {
      seen.add(story.id)
      assert.equal(story.media_product_type, 'STORY')
      const ageMs = test.now() - Date.parse(story.timestamp)
      assert.ok(ageMs >= 0 && ageMs < DAY_MS)
    }
    await test.pass(DAY_MS)
  }
  assert.ok(seen.size > 0)
  const [first] = seen
  assert.deepEqual(errorOf(await ig(`/${first}`)), [400, 100, 33])
  assert.deepEqual(errorOf(await ig(`/${first}/insights?metric=views`)), [400, 100, 33])
})

Deno.test('trap 10: a story with under five viewers gives code 10 without a subcode', async () => {
  const { test, ig } = await start()
  let [story] = (await ig('/me/stories')).body.data
  while (story === undefined) {
    await test.pass(3 * HOUR_MS)
    story = (await ig('/me/stories')).body.data[0]
  }
  const metrics = 'views,reach,replies,navigation,shares,total_interactions,follows'
  const { body } = await ig(`/${story.id}/insights?metric=${metrics}`)
  assert.equal(body.data.length, 7)
  const navigation = '&breakdown=story_navigation_action_type'
  const split = await ig(`/${story.id}/insights?metric=navigation${navigation}`)
  assert.match(JSON.stringify(split.body), /tap_forward/)
  assert.equal((await ig(`/${story.id}/insights?metric=likes`)).body.error.code, 100)

  await test.post('/control/numbers', { account: 'harbour', followers: 40 - harbour.followers })
  const refused = await ig(`/${story.id}/insights?metric=views`)
  assert.deepEqual(errorOf(refused), [400, 10, null])
  assert.match(refused.body.error.message, /^Not enough viewers/)
  assert.equal((await ig('/me/insights?metric=reach&period=day')).status, 200, 'the token is good')
})

Deno.test('a story keeps its id and time whenever one looks', () => {
  const posted = (from: number, until: number) =>
    storiesPosted(harbour, harbour, TEST_TIME_MS + from * DAY_MS, TEST_TIME_MS + until * DAY_MS)
  const whole = posted(0, 20)
  const parts = Array.from({ length: 20 }, (_, day) => posted(day, day + 1)).flat()
  assert.deepEqual(
    parts.map(({ id }) => id).toSorted(),
    whole.map(({ id }) => id).toSorted(),
  )
  assert.ok(whole.every(({ id }) => /^\d{17}$/.test(id)))
})

Deno.test('mentions are read by the edge that fits; the other says #10, which is no permission', async () => {
  const { test, fb } = await start()
  await test.pass(0)
  const mentions = mentionsOf(northlight, TEST_TIME_MS)
  const caption = mentions.find(({ kind }) => kind === 'caption')
  const comment = mentions.find(({ kind }) => kind === 'comment')
  const photo = mentions.find(({ kind }) => kind === 'photo')
  assert.ok(caption && comment && photo)
  const me = `/${northlight.igUserId}`
  const byMedia = (id: string) =>
    fb(`${me}?fields=mentioned_media.media_id(${id}){caption,username,like_count}`)
  const found = await byMedia(caption.mediaId)
  assert.match(found.body.mentioned_media.caption, /@northlight\.studio/)
  const wrong = await byMedia(photo.mediaId)
  assert.deepEqual(errorOf(wrong), [400, 10, null])
  assert.equal(wrong.body.error.message, '(#10) User is not mentioned in the caption.')
  const inComment = await fb(
    `${me}?fields=mentioned_comment.comment_id(${comment.commentId}){text,media{id}}`,
  )
  assert.equal(inComment.body.mentioned_comment.media.id, comment.mediaId)
  const tags = (await fb(`${me}/tags?limit=100`)).body.data.map(({ id }: { id: string }) => id)
  assert.ok(tags.includes(caption.mediaId) && tags.includes(photo.mediaId))

  const reply = await fb(
    `${me}/mentions?media_id=${comment.mediaId}&comment_id=${comment.commentId}&message=Thanks`,
    { method: 'POST' },
  )
  assert.deepEqual(errorOf(await fb(`/${reply.body.id}`)), [400, 100, 33])
})

Deno.test('tags are for Facebook Login, unless set otherwise', async () => {
  const { test, ig } = await start()
  assert.equal((await ig('/me/tags')).status, 400)
  await test.post('/control/behaviour', { tagsWithInstagramLogin: true })
  assert.equal((await ig('/me/tags')).status, 200)
})

Deno.test('business discovery reads another account, pages by .after, counts for the app', async () => {
  const { fb, ig } = await start()
  const discover = (name: string, fields: string) =>
    fb(`/${northlight.igUserId}?fields=business_discovery.username(${name}){${fields}}`)
  const first = await discover(harbour.username, 'followers_count,media.limit(2){id,like_count}')
  const { followers_count: followers, media } = first.body.business_discovery
  assert.equal(followers, harbour.followers)
  assert.equal(media.data.length, 2)
  assert.ok(first.headers.get('X-App-Usage'), 'counts for the app, not for the account')
  assert.deepEqual(Object.keys(media.paging), ['cursors'])
  const { after } = media.paging.cursors
  const second = await discover(harbour.username, `media.limit(2).after(${after}){id}`)
  assert.notEqual(second.body.business_discovery.media.data[0].id, media.data[0].id)
  const unknown = await discover('nobody.at.all', 'id')
  assert.deepEqual(errorOf(unknown), [400, 110, 2_207_013])
  assert.equal((await discover(harbour.username, 'insights')).status, 400)
  assert.equal((await ig('/me?fields=business_discovery.username(x){id}')).body.error.code, 100)
})

Deno.test('a batch answers each call by itself, as text, and always 200', async () => {
  const { test } = await start()
  const batch = [
    { method: 'GET', relative_url: 'me?fields=username' },
    { method: 'GET', relative_url: `v26.0/${harbour.igUserId}?fields=shoe_size` },
    { method: 'POST', relative_url: 'me/subscribed_apps', body: 'subscribed_fields=messages' },
  ]
  const answer = await test.post(`/graph.instagram.com/v25.0/?access_token=${harbour.token}`, {
    batch,
  })
  assert.equal(answer.status, 200)
  const codes = answer.body.map(({ code }: { code: number }) => code)
  assert.deepEqual(codes, [200, 400, 200])
  assert.equal(JSON.parse(answer.body[0].body).username, harbour.username)
  assert.equal(JSON.parse(answer.body[1].body).error.code, 100)
  const many = Array.from({ length: 51 }, () => batch[0])
  const tooMany = await test.post(`/graph.instagram.com/?access_token=${harbour.token}`, {
    batch: many,
  })
  assert.equal(tooMany.body.error.code, 100)
})
