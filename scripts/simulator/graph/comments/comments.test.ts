import assert from 'node:assert/strict'
import { apiOf, errorOf, harbour } from '../../testing/api.ts'
import { createTestSimulator } from '../../testing/create-test-simulator.ts'

type Comment = { id: string; text?: string; timestamp: string; username?: string }

async function start(options: { autoplay?: boolean } = {}) {
  const test = await createTestSimulator(options)
  const { ig } = apiOf(test)
  const [{ id }] = (await ig('/me/media?limit=1')).body.data
  await test.post('/control/numbers', { account: 'harbour', mediaId: id, comments: 80 })
  const count = (await ig(`/${id}?fields=comments_count`)).body.comments_count
  const post = (path: string) => ig(path, { method: 'POST' })
  const remove = (path: string) => ig(path, { method: 'DELETE' })
  const countNow = async () => (await ig(`/${id}?fields=comments_count`)).body.comments_count
  return { test, ig, id, count, post, remove, countNow }
}

Deno.test('comments come newest first, 50 a page at most, and are the same ones every time', async () => {
  const { ig, id } = await start()
  const first = await ig(`/${id}/comments?limit=100`)
  assert.equal(first.body.data.length, 50)
  assert.deepEqual(Object.keys(first.body.data[0]), ['timestamp', 'text', 'id'])
  const times = first.body.data.map(({ timestamp }: Comment) => timestamp)
  assert.deepEqual(times, times.toSorted().reverse())
  const second = await ig(`/${id}/comments?limit=50&after=${first.body.paging.cursors.after}`)
  const ids = [...first.body.data, ...second.body.data].map((comment: Comment) => comment.id)
  assert.equal(new Set(ids).size, ids.length)
  assert.deepEqual((await ig(`/${id}/comments?limit=100`)).body.data, first.body.data)
  assert.equal((await ig(`/${ids[7]}?fields=text`)).body.text, first.body.data[7].text)
})

Deno.test('a reply to a reply goes under the comment at the top; replies need expansion', async () => {
  const { ig, id, post, count, countNow } = await start()
  const top = (await post(`/${id}/comments?message=Hello`)).body.id
  const reply = (await post(`/${top}/replies?message=One`)).body.id
  const nested = (await post(`/${reply}/replies?message=Two`)).body.id
  const { body } = await ig(`/${nested}?fields=parent_id,from,user`)
  assert.equal(body.parent_id, top)
  assert.deepEqual(body.from, { id: harbour.igUserId, username: harbour.username })
  assert.ok(body.user)
  const list = (await ig(`/${id}/comments?fields=id,replies{text}`)).body.data
  assert.equal(list.some((comment: Comment) => comment.id === reply), false)
  const texts = list[0].replies.data.map(({ text }: Comment) => text).toSorted()
  assert.deepEqual(texts, ['One', 'Two'])
  assert.equal(await countNow(), count + 3)
})

Deno.test('a GIF has no text at all', async () => {
  const { test, ig, id } = await start()
  const { body } = await test.post('/control/comment', {
    account: 'harbour',
    mediaId: id,
    text: null,
  })
  const answer = await ig(`/${body.commentId}?fields=id,text`)
  assert.deepEqual(answer.body, { id: body.commentId })
})

Deno.test('hiding takes a comment out of sight of replies; the own one stays', async () => {
  const { ig, id, post } = await start()
  const [other] = (await ig(`/${id}/comments?limit=1`)).body.data
  assert.deepEqual((await post(`/${other.id}?hide=true`)).body, { success: true })
  assert.equal((await ig(`/${other.id}?fields=hidden`)).body.hidden, true)
  assert.equal((await post(`/${other.id}/replies?message=x`)).status, 400)
  await post(`/${other.id}?hide=false`)
  assert.equal((await post(`/${other.id}/replies?message=x`)).status, 200)
  const own = (await post(`/${id}/comments?message=Mine`)).body.id
  await post(`/${own}?hide=true`)
  assert.equal((await ig(`/${own}?fields=hidden`)).body.hidden, false)
})

Deno.test('a deleted comment answers 100/33 and is gone from the list', async () => {
  const { ig, id, post, remove, count, countNow } = await start()
  const own = (await post(`/${id}/comments?message=Mine`)).body.id
  const [, other] = (await ig(`/${id}/comments?limit=2`)).body.data
  for (const comment of [own, other.id]) {
    assert.deepEqual((await remove(`/${comment}`)).body, { success: true })
    assert.deepEqual(errorOf(await ig(`/${comment}`)), [400, 100, 33])
    assert.deepEqual(errorOf(await remove(`/${comment}`)), [400, 100, 33])
  }
  const left = (await ig(`/${id}/comments?limit=50`)).body.data
  assert.ok(left.every((comment: Comment) => comment.id !== own && comment.id !== other.id))
  assert.equal(await countNow(), count)
})

Deno.test('fields= on a POST creates the comment and then fails with 20/1772107', async () => {
  const { ig, id, post } = await start()
  const failed = await post(`/${id}/comments?message=Twice&fields=id`)
  assert.deepEqual(errorOf(failed).slice(1), [20, 1_772_107])
  assert.equal((await ig(`/${id}/comments?limit=1`)).body.data[0].text, 'Twice')
})

Deno.test('an attachment is ignored: with a text 200, alone code 1', async () => {
  const { id, post } = await start()
  assert.equal(
    (await post(`/${id}/comments?message=x&attachment_url=https://a.example`)).status,
    200,
  )
  const alone = await post(`/${id}/comments?attachment_url=https://a.example`)
  assert.equal(alone.body.error.code, 1)
  assert.equal((await post(`/${id}/comments`)).body.error.code, 100)
})

Deno.test('comments can be switched off, and a post deleted', async () => {
  const { ig, id, post, remove } = await start()
  await post(`/${id}?comment_enabled=false`)
  assert.equal((await ig(`/${id}?fields=is_comment_enabled`)).body.is_comment_enabled, false)
  assert.equal((await post(`/${id}/comments?message=x`)).status, 400)
  assert.deepEqual((await remove(`/${id}`)).body, { success: true })
  assert.deepEqual(errorOf(await ig(`/${id}`)), [400, 100, 33])
})

Deno.test('the comment of a webhook can be read by its id', async () => {
  const { test, ig, id } = await start()
  const { body } = await test.post('/control/comment', { account: 'harbour', mediaId: id })
  const answer = await ig(`/${body.commentId}?fields=id,text,from,media{id}`)
  assert.equal(answer.body.media.id, id)
  assert.match(answer.body.from.id, /^\d{16}$/)
})
