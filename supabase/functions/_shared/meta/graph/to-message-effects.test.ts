import assert from 'node:assert/strict'
import type { Json } from '../parse-meta-json.ts'
import type { MessagingAccount } from './messaging-account.ts'
import { toMessageEffects } from './to-message-effects.ts'

const account: MessagingAccount = {
  login: 'instagram',
  provider_account_id: '17841470348340237',
  app_scoped_id: '26160319576992690',
  page_id: null,
}
const contact = { id: '1602510301006188', username: 'mareike.loew' }
const own = { id: account.provider_account_id, username: 'harbour.coffee' }
const inbound = {
  id: 'aWdfZAG1fmid',
  created_time: '2026-04-05T05:27:08+0000',
  from: contact,
  to: { data: [own] },
}
const only = (item: object) => toMessageEffects(item as Json, account)![0]

Deno.test('a text of the contact becomes what its webhook would have done', () => {
  assert.deepEqual(toMessageEffects({ ...inbound, message: 'hällo 😀' }, account), [{
    type: 'message',
    contact: contact.id,
    at: '2026-04-05T05:27:08.000Z',
    standby: false,
    mid: 'aWdfZAG1fmid',
    direction: 'inbound',
    author: 'contact',
    kind: 'text',
    text: 'hällo 😀',
    reply_to: null,
    context: {},
    attachments: [],
    window_cause: 'message',
  }])
})

Deno.test('whatever id the account goes by, its own messages are outbound and open no window', () => {
  for (const id of [account.provider_account_id, account.app_scoped_id]) {
    const effect = only({ ...inbound, from: { id }, to: { data: [contact] }, message: 'hi' })
    assert.equal(effect.direction, 'outbound')
    assert.equal(effect.author, 'unknown')
    assert.equal(effect.contact, contact.id)
    assert.equal(effect.window_cause, null)
  }
})

Deno.test('files are told apart by their data and, where there is only an address, by their type', () => {
  const url = 'https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1'
  const cases = [
    [{ image_data: { url } }, 'image', null],
    [{ video_data: { url } }, 'video', null],
    [{ mime_type: 'audio/mp4', file_url: url, name: 'audio-0' }, 'audio', null],
    [{ mime_type: 'application/pdf', file_url: url, name: 'menu.pdf' }, 'file', 'menu.pdf'],
  ] as const
  for (const [attachment, kind, title] of cases) {
    const effect = only({ ...inbound, attachments: { data: [attachment] } })
    assert.equal(effect.kind, kind)
    assert.deepEqual(effect.attachments, [{ kind, url, title, media_id: null, expires_at: null }])
  }
})

Deno.test('a story that was mentioned or answered is kept, without its address once it is over', () => {
  const mention = only({ ...inbound, story: { mention: { id: '179', link: '' } } })
  assert.equal(mention.kind, 'story_mention')
  assert.equal(mention.attachments[0]!.url, null)
  assert.equal(mention.window_cause, 'story_mention')

  const link = 'https://lookaside.fbsbx.com/story'
  const reply = only({ ...inbound, message: 'wow', story: { reply_to: { id: '179', link } } })
  assert.equal(reply.kind, 'story_reply')
  assert.equal(reply.text, 'wow')
  assert.deepEqual(reply.context, { story: { id: '179', url: link } })
  assert.deepEqual(reply.attachments, [{
    kind: 'story_reply',
    url: link,
    title: null,
    media_id: '179',
    expires_at: '2026-04-06T05:27:08.000Z',
  }])
})

Deno.test('what comes without anything is unsupported, so that a webhook may still replace it', () => {
  for (const empty of [{}, { message: '' }, { shares: { data: [] } }, { is_unsupported: true }]) {
    assert.equal(only({ ...inbound, ...empty }).kind, 'unsupported')
  }
})

Deno.test('reactions follow their message, at its time', () => {
  const reactions = {
    data: [{ reaction: '❤️', users: [contact] }, { reaction: '🦀', users: [own] }],
  }
  const [, ...effects] = toMessageEffects({ ...inbound, message: 'hi', reactions }, account)!
  assert.deepEqual(
    effects.map(({ type, mid, at, actor, emoji, reaction }) => [
      ...[type, mid, at, actor, emoji, reaction],
    ]),
    [
      ['reaction', inbound.id, '2026-04-05T05:27:08.000Z', 'contact', '❤️', 'love'],
      ['reaction', inbound.id, '2026-04-05T05:27:08.000Z', 'account', '🦀', 'other'],
    ],
  )
})

Deno.test('what has an unknown shape within a message does not take the message with it', () => {
  const strange = { attachments: 'x', shares: { data: 7 }, story: [], reactions: { data: [null] } }
  assert.equal(only({ ...inbound, ...strange, message: 'hi' }).kind, 'text')
})

Deno.test('a message further back than the readable ones has no content, and no effect', () => {
  const { id, created_time } = inbound
  assert.equal(toMessageEffects({ id, created_time }, account, contact.id), undefined)
  assert.equal(toMessageEffects(null, account, contact.id), undefined)
})
