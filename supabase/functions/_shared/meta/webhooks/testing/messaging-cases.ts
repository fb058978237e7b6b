import type { Json } from '../../parse-meta-json.ts'
import { ACCOUNT, CONTACT, DAY_LATER, fromAccount, fromContact, MID, SENT_AT } from './envelopes.ts'

/** A payload of the reference's sections 4.6 and 4.7, and what becomes of it. */
export type Case = {
  name: string
  item: Json
  kind: string
  /** The effect, without what the kind of case makes plain; null when it has none. */
  effect: { [key: string]: Json } | null
}

const CDN = 'https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1780&signature=Abc'
const THREAD = { contact: CONTACT, at: SENT_AT, standby: false }

/** What a message is unless a case says otherwise. */
const MESSAGE = {
  type: 'message',
  ...THREAD,
  mid: MID,
  direction: 'inbound',
  author: 'contact',
  text: null,
  reply_to: null,
  context: {},
  attachments: [],
  window_cause: 'message',
}

function attachment(kind: string, rest: { [key: string]: Json } = {}): Json {
  return { kind, url: null, title: null, media_id: null, expires_at: null, ...rest }
}

function inbound(
  name: string,
  message: { [key: string]: Json },
  effect: { [key: string]: Json },
): Case {
  const item = fromContact({ message: { mid: MID, ...message } })
  return { name, item, kind: 'message', effect: { ...MESSAGE, ...effect } }
}

function withAttachment(
  type: string,
  payload: { [key: string]: Json },
  kind: string,
  read: { [key: string]: Json },
): Case {
  const attachments = [attachment(kind, read)]
  return inbound(type, { attachments: [{ type, payload }] }, { kind, attachments })
}

const STORY = { id: '17900000000000077', url: CDN, link_sticker_url: 'https://shop.example/x' }
const AD = {
  ref: 'spring',
  ad_id: '6021',
  source: 'ADS',
  type: 'OPEN_THREAD',
  ads_context_data: { ad_title: 'Spring', photo_url: CDN, video_url: CDN },
}
const PERMALINK = 'https://www.instagram.com/p/Cx1/'
const SIGNED = 'https://scontent-fra3-1.cdninstagram.com/v/t51/1.jpg?oh=00_Af&oe=6A9D2C40'

export const MESSAGE_CASES: Case[] = [
  inbound('text', { text: 'hällo 😀' }, { kind: 'text', text: 'hällo 😀' }),
  withAttachment('image', { url: CDN }, 'image', { url: CDN }),
  withAttachment('video', { url: CDN }, 'video', { url: CDN }),
  withAttachment('audio', { url: CDN }, 'audio', { url: CDN }),
  withAttachment('file', { url: SIGNED }, 'file', {
    url: SIGNED,
    expires_at: '2026-09-06T09:02:56.000Z',
  }),
  withAttachment('share', { url: PERMALINK }, 'share', { url: PERMALINK }),
  withAttachment(
    'ig_post',
    { ig_post_media_id: '17901', title: 'A caption', url: PERMALINK },
    'post',
    { url: PERMALINK, title: 'A caption', media_id: '17901' },
  ),
  withAttachment(
    'ig_reel',
    { reel_video_id: '17902', title: 'A reel', url: CDN },
    'reel',
    { url: CDN, title: 'A reel', media_id: '17902' },
  ),
  withAttachment(
    'reel',
    { reel_video_id: 17903, title: '', url: CDN },
    'reel',
    { url: CDN, media_id: '17903' },
  ),
  withAttachment(
    'ig_story',
    { story_media_id: '17904', story_media_url: CDN },
    'story',
    { url: CDN, media_id: '17904', expires_at: DAY_LATER },
  ),
  {
    ...withAttachment('story_mention', { url: CDN }, 'story_mention', {
      url: CDN,
      expires_at: DAY_LATER,
    }),
  },
  withAttachment('template', { generic: { elements: [] } }, 'template', {}),
  withAttachment(
    'template',
    { generic: { elements: [{ title: 'A comment' }] } },
    'template',
    { title: 'A comment' },
  ),
  inbound('view once', { attachments: [{ type: 'ephemeral' }] }, {
    kind: 'view_once',
    attachments: [attachment('view_once')],
  }),
  inbound('several photos', {
    attachments: [1, 2].map((n) => ({ type: 'image', payload: { url: `${CDN}${n}` } })),
  }, {
    kind: 'image',
    attachments: [attachment('image', { url: `${CDN}1` }), attachment('image', { url: `${CDN}2` })],
  }),
  inbound('text and attachment', { text: 'x', attachments: [{ type: 'image', payload: {} }] }, {
    kind: 'image',
    text: 'x',
    attachments: [attachment('image')],
  }),
  inbound('neither text nor attachment', {}, { kind: 'unknown' }),
  inbound('a new type', { text: 'x', attachments: [{ type: 'hologram', payload: { url: CDN } }] }, {
    kind: 'unknown',
    text: 'x',
    attachments: [attachment('hologram', { url: CDN })],
  }),
  inbound('a new type with a very long name', { attachments: [{ type: 'h'.repeat(99) }] }, {
    kind: 'unknown',
    attachments: [attachment('h'.repeat(40))],
  }),
  inbound('unsupported', { is_unsupported: true }, { kind: 'unsupported' }),
  inbound('an unsupported attachment', { attachments: [{ type: 'unsupported_type' }] }, {
    kind: 'unsupported',
    attachments: [attachment('unsupported_type')],
  }),
  inbound('story reply', { text: 'nice', reply_to: { story: STORY } }, {
    kind: 'story_reply',
    text: 'nice',
    context: { story: STORY },
    attachments: [
      attachment('story_reply', { url: CDN, media_id: STORY.id, expires_at: DAY_LATER }),
    ],
    window_cause: 'story_reply',
  }),
  inbound('reply', { text: 'yes', reply_to: { mid: 'aWdfEarlier' } }, {
    kind: 'text',
    text: 'yes',
    reply_to: 'aWdfEarlier',
  }),
  inbound('quick reply', { text: 'Yes', quick_reply: { payload: 'YES' } }, {
    kind: 'quick_reply',
    text: 'Yes',
    context: { quick_reply: { payload: 'YES' } },
    window_cause: 'quick_reply',
  }),
  inbound('ad click', { text: 'price?', referral: AD }, {
    kind: 'text',
    text: 'price?',
    context: { referral: AD },
  }),
  inbound('shop product', { text: 'price?', referral: { product: { id: '55' } } }, {
    kind: 'text',
    text: 'price?',
    context: { referral: { product: { id: '55' } } },
  }),
  {
    name: 'unsend',
    item: fromContact({ message: { mid: MID, is_deleted: true } }),
    kind: 'message_deleted',
    effect: { type: 'unsend', ...THREAD, mid: MID },
  },
  {
    name: 'echo',
    item: fromAccount({ message: { mid: MID, text: 'hello', is_echo: true } }),
    kind: 'message_echo',
    effect: {
      ...MESSAGE,
      direction: 'outbound',
      author: 'unknown',
      kind: 'text',
      text: 'hello',
      window_cause: null,
    },
  },
  {
    name: 'note to self',
    item: {
      ...fromAccount({ message: { mid: MID, text: 'note', is_echo: true, is_self: true } }),
      recipient: { id: '26160319576992690' },
    },
    kind: 'message_echo',
    effect: null,
  },
].map((testCase) =>
  testCase.name === 'story_mention'
    ? { ...testCase, effect: { ...testCase.effect, window_cause: 'story_mention' } }
    : testCase
)

const inThread = (name: string, part: { [key: string]: Json }, effect: Case['effect']): Case => ({
  name,
  item: fromContact(part),
  kind: Object.keys(part)[0]!,
  effect,
})

const PLACEHOLDER = { ...MESSAGE, kind: 'unknown', window_cause: null }
const placeholderOf = (kind: string) => ({
  ...PLACEHOLDER,
  mid: `event:${kind}:${CONTACT}:1788700000123`,
})
const REFERRAL = { ref: 'campaign1', source: 'IGME-SOURCE-LINK', type: 'OPEN_THREAD' }

export const THREAD_CASES: Case[] = [
  inThread('reaction', {
    reaction: { mid: MID, action: 'react', reaction: 'love', emoji: '❤️' },
  }, { type: 'reaction', ...THREAD, mid: MID, actor: 'contact', emoji: '❤️', reaction: 'love' }),
  inThread('reaction by name only', {
    reaction: { mid: MID, action: 'react', reaction: 'wow' },
  }, { type: 'reaction', ...THREAD, mid: MID, actor: 'contact', emoji: '😮', reaction: 'wow' }),
  inThread('unreact', {
    reaction: { mid: MID, action: 'unreact' },
  }, { type: 'reaction', ...THREAD, mid: MID, actor: 'contact', emoji: null, reaction: null }),
  inThread('seen', { read: { mid: MID } }, { type: 'seen', ...THREAD, mid: MID }),
  inThread('postback', {
    postback: { mid: MID, title: 'Opening hours', payload: 'HOURS', referral: REFERRAL },
  }, {
    ...MESSAGE,
    kind: 'postback',
    text: 'Opening hours',
    context: { postback: { payload: 'HOURS' }, referral: REFERRAL },
    window_cause: 'postback',
  }),
  inThread('a test of a postback by the account itself', {
    postback: { mid: MID, title: 'Opening hours', payload: 'HOURS' },
    is_self: true,
  }, null),
  inThread('referral', { referral: REFERRAL }, {
    ...MESSAGE,
    mid: `referral:${CONTACT}:1788700000123`,
    kind: 'referral',
    context: { referral: REFERRAL },
    window_cause: null,
  }),
  inThread('edit', { message_edit: { mid: MID, text: 'new text', num_edit: 1 } }, {
    type: 'edit',
    ...THREAD,
    mid: MID,
    text: 'new text',
    edit_count: 1,
  }),
  inThread('edit with its number as text', {
    message_edit: { mid: MID, text: 'new text', num_edit: '2' },
  }, { type: 'edit', ...THREAD, mid: MID, text: 'new text', edit_count: 2 }),
  inThread('edit without text', { message_edit: { mid: MID, num_edit: 1 } }, {
    type: 'fetch',
    mid: MID,
  }),
  {
    name: 'edit without participants',
    item: { timestamp: 1788700000123, message_edit: { mid: MID, text: 'new text', num_edit: 1 } },
    kind: 'message_edit',
    effect: { type: 'edit', ...THREAD, contact: null, mid: MID, text: 'new text', edit_count: 1 },
  },
  {
    name: 'edit number 0, for a new message',
    item: { timestamp: 1788700000123, message_edit: { mid: MID, num_edit: 0 } },
    kind: 'message_edit',
    effect: { type: 'fetch', mid: MID },
  },
  ...['pass_thread_control', 'take_thread_control'].map((name) =>
    inThread(name, {
      [name]: { previous_owner_app_id: '1', new_owner_app_id: 263902037430900, metadata: '' },
    }, { type: 'handover', ...THREAD, owner_app_id: '263902037430900' })
  ),
  inThread('handover by roles', {
    pass_thread_control: { previous_owner_role: 'ai_agent', new_owner_role: 'escalation' },
  }, { type: 'handover', ...THREAD, owner_app_id: 'escalation' }),
  inThread('handover to nobody', {
    pass_thread_control: { previous_owner_app_id: '1', new_owner_app_id: null },
  }, { type: 'handover', ...THREAD, owner_app_id: null }),
  inThread('a request for the thread', {
    request_thread_control: { requested_owner_app_id: '5', metadata: '' },
  }, null),
  inThread('optin', {
    optin: { type: 'notification_messages', payload: 'x' },
  }, placeholderOf('optin')),
  inThread('policy enforcement', {
    policy_enforcement: { action: 'warning', reason: 'spam' },
  }, placeholderOf('policy_enforcement')),
  inThread('response feedback', {
    response_feedback: { feedback: 'Good response', mid: MID },
  }, placeholderOf('response_feedback')),
  inThread('something new', { carrier_pigeon: 'coo' }, placeholderOf('carrier_pigeon')),
  {
    name: 'something new that does not say when',
    item: { sender: { id: CONTACT }, recipient: { id: ACCOUNT }, carrier_pigeon: {} },
    kind: 'carrier_pigeon',
    effect: null,
  },
]
