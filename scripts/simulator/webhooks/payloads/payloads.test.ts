import assert from 'node:assert/strict'
import { createTestSimulator } from '../../testing/create-test-simulator.ts'

const customer = '1602510301006188'
const igUserId = '17841470348340237'

async function deliver(path: string, body: Record<string, unknown>) {
  const test = await createTestSimulator()
  await test.post('/control/message', { account: 'harbour', customer, text: 'first' })
  await test.post('/control/echo', { account: 'harbour', customer, text: 'answer' })
  await test.simulator.settled()
  const answer = await test.post(`/control/${path}`, { account: 'harbour', ...body })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  await test.simulator.settled()
  const whole = JSON.parse(test.received.at(-1)?.body ?? '')
  const mids = test.received.map(({ body }) =>
    JSON.parse(body).entry[0].messaging?.[0].message?.mid
  )
  return { whole, entry: whole.entry[0], item: whole.entry[0].messaging?.[0], mids, answer }
}

const message = async (content: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  (await deliver('message', { customer, content, ...more })).item.message

Deno.test('files come as attachments without a text, at the CDN for direct messages', async () => {
  for (const kind of ['image', 'video', 'audio', 'file']) {
    const { text, attachments } = await message({ kind })
    assert.equal(text, undefined)
    assert.equal(attachments[0].type, kind)
    assert.match(attachments[0].payload.url, /lookaside\.fbsbx\.com\/ig_messaging_cdn\/\?asset_id=/)
  }
  assert.equal((await message({ kind: 'image', count: 3 })).attachments.length, 3)
})

Deno.test('shares have a type and keys of their own', async () => {
  const payload = async (kind: string) => {
    const { attachments } = await message({ kind })
    assert.equal(attachments[0].type, kind)
    return Object.keys(attachments[0].payload)
  }
  assert.deepEqual(await payload('share'), ['url'])
  assert.deepEqual(await payload('ig_post'), ['ig_post_media_id', 'title', 'url'])
  assert.deepEqual(await payload('ig_reel'), ['reel_video_id', 'title', 'url'])
  assert.deepEqual(await payload('reel'), ['reel_video_id', 'title', 'url'])
  assert.deepEqual(await payload('ig_story'), ['story_media_id', 'story_media_url'])
  assert.deepEqual(await payload('story_mention'), ['url'])
})

Deno.test('replies, quick replies, ads and products keep their text', async () => {
  const reply = await message({ kind: 'reply' }, { text: 'yes' })
  assert.equal(reply.text, 'yes')
  assert.match(reply.reply_to.mid, /^aWdfZAG1/)
  const story = await message({ kind: 'story_reply', linkStickerUrl: 'https://a.example/' })
  assert.equal(story.reply_to.story.link_sticker_url, 'https://a.example/')
  assert.deepEqual((await message({ kind: 'quick_reply' })).quick_reply, { payload: 'YES' })
  const ad = await message({ kind: 'ad' })
  assert.deepEqual([ad.referral.source, ad.referral.type], ['ADS', 'OPEN_THREAD'])
  assert.equal((await message({ kind: 'referred', ref: 'r' })).referral.ref, 'r')
  assert.match((await message({ kind: 'product' })).referral.product.id, /^\d+$/)
})

Deno.test('what the API cannot show comes as unsupported, ephemeral or a template', async () => {
  const unsupported = await message({ kind: 'unsupported' })
  assert.deepEqual(Object.keys(unsupported), ['mid', 'is_unsupported'])
  assert.deepEqual((await message({ kind: 'ephemeral' })).attachments, [{ type: 'ephemeral' }])
  const type = (await message({ kind: 'unsupported_type' })).attachments[0].type
  assert.equal(type, 'unsupported_type')
  assert.equal((await message({ kind: 'shared_comment' })).attachments[0].type, 'template')
})

Deno.test('reactions, reads, taps and edits name a message and the two people', async () => {
  const happen = (event: Record<string, unknown>) => deliver('event', { customer, event })
  const react = await happen({ kind: 'react' })
  assert.deepEqual(react.item.sender, { id: customer })
  assert.deepEqual(react.item.recipient, { id: igUserId })
  assert.deepEqual(react.item.reaction, {
    mid: react.mids[1],
    action: 'react',
    reaction: 'love',
    emoji: '❤️',
  })
  const unreact = await happen({ kind: 'unreact' })
  assert.deepEqual(unreact.item.reaction, { mid: unreact.mids[1], action: 'unreact' })
  const read = await happen({ kind: 'read' })
  assert.deepEqual(read.item.read, { mid: read.mids[1] })
  const unsend = await happen({ kind: 'unsend' })
  assert.deepEqual(unsend.item.message, { mid: unsend.mids[0], is_deleted: true })
  const edit = await happen({ kind: 'edit', text: 'new' })
  assert.deepEqual(edit.item.message_edit, { mid: edit.mids[0], text: 'new', num_edit: 1 })
  const zero = await happen({ kind: 'edit_zero' })
  assert.deepEqual(Object.keys(zero.item), ['timestamp', 'message_edit'])
  assert.equal(zero.item.message_edit.num_edit, 0)
  const { item } = await happen({ kind: 'postback', ref: 'r' })
  assert.equal(item.postback.referral.ref, 'r')
  assert.equal((await happen({ kind: 'referral' })).item.referral.type, 'OPEN_THREAD')
})

Deno.test('handover, opt-in, policy and feedback events exist', async () => {
  const keys = async (event: Record<string, unknown>, key: string) =>
    Object.keys((await deliver('event', { customer, event })).item[key])
  const control = ['previous_owner_app_id', 'new_owner_app_id', 'metadata']
  for (const kind of ['pass_thread_control', 'take_thread_control']) {
    assert.deepEqual(await keys({ kind }, kind), control)
  }
  const request = 'request_thread_control'
  assert.deepEqual(await keys({ kind: request }, request), ['requested_owner_app_id', 'metadata'])
  assert.deepEqual(await keys({ kind: 'optin' }, 'optin'), ['type', 'payload'])
  const policy = 'policy_enforcement'
  assert.deepEqual(await keys({ kind: policy }, policy), ['action', 'reason'])
  const feedback = 'response_feedback'
  assert.deepEqual(await keys({ kind: feedback }, feedback), ['feedback', 'mid'])
})

Deno.test('a message to oneself is an echo that says so', async () => {
  const { item } = await deliver('echo', { customer, text: 'note', isSelf: true })
  assert.deepEqual([item.message.is_echo, item.message.is_self], [true, true])
  assert.equal(item.sender.id, igUserId)
  assert.notEqual(item.recipient.id, customer)
})

Deno.test('comments have no time, a GIF no text, a reply its parent, an ad the original post', async () => {
  const value = async (body: Record<string, unknown>) =>
    (await deliver('comment', body)).entry.changes[0]
  const plain = await value({ text: 'nice' })
  assert.deepEqual(Object.keys(plain.value), ['id', 'from', 'media', 'text'])
  assert.equal(plain.field, 'comments')
  assert.equal((await value({ text: null })).value.text, undefined)
  assert.equal((await value({ parentId: '123' })).value.parent_id, '123')
  const ad = (await value({ ad: { id: '1', title: 't' } })).value.media
  assert.deepEqual([ad.media_product_type, ad.ad_id, ad.ad_title], ['AD', '1', 't'])
  assert.notEqual(ad.id, ad.original_media_id)
  assert.equal((await value({ live: true })).field, 'live_comments')
  const own = (await value({ author: { id: null, username: 'harbour.coffee' } })).value.from
  assert.equal(own.id, igUserId)
  assert.ok(own.self_ig_scoped_id)
})

Deno.test('mentions and story insights come with Facebook Login', async () => {
  const account = 'northlight'
  const caption = (await deliver('mention', { account })).entry.changes[0]
  assert.deepEqual(caption, { field: 'mentions', value: { media_id: '17900000000000001' } })
  const comment = (await deliver('mention', { account, commentId: '5' })).entry.changes[0]
  assert.equal(comment.value.comment_id, '5')
  const { value } = (await deliver('story-insights', { account, reach: 3 })).entry.changes[0]
  assert.equal(value.reach, -1, 'numbers below five are not told')
  const test = await createTestSimulator()
  assert.equal((await test.post('/control/mention', { account: 'harbour' })).status, 400)
})

Deno.test('a Page’s feed is told of under the object page', async () => {
  const { whole, entry } = await deliver('page-feed', { account: 'northlight' })
  assert.equal(whole.object, 'page')
  const { item, verb, post_id: postId } = entry.changes[0].value
  assert.deepEqual([item, verb], ['comment', 'add'])
  assert.ok(postId.startsWith(`${entry.id}_`))
  const reaction = await deliver('page-feed', { account: 'northlight', item: 'reaction' })
  assert.equal(reaction.entry.changes[0].value.reaction_type, 'love')
})
