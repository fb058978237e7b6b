import type { Json } from '../../parse-meta-json.ts'
import { ACCOUNT, CONTACT, ENTRY_AT, ENTRY_S } from './envelopes.ts'
import type { Case } from './messaging-cases.ts'

const COMMENT = {
  type: 'comment',
  comment_id: '18012345678901234',
  at: ENTRY_AT,
  verb: 'add',
  text: 'nice',
  media_id: '17900000000000001',
  parent_id: null,
  author_id: CONTACT,
  author_username: 'customer',
  author_name: null,
  own: false,
  live: false,
  media_product_type: 'FEED',
  ad_id: null,
  ad_title: null,
  original_media_id: null,
}
const VALUE = {
  id: '18012345678901234',
  from: { id: CONTACT, username: 'customer' },
  media: { id: '17900000000000001', media_product_type: 'FEED' },
  text: 'nice',
}
const { id: _, ...WITHOUT_ID } = VALUE
const { text: __, ...WITHOUT_TEXT } = VALUE

function change(name: string, field: string, value: Json, effect: Case['effect']): Case {
  return { name, item: { field, value }, kind: `changes:${field}`, effect }
}

/** The payloads of the reference's section 4.8. */
export const CHANGE_CASES: Case[] = [
  change('comment', 'comments', VALUE, COMMENT),
  change('comment_id instead of id', 'comments', { ...WITHOUT_ID, comment_id: VALUE.id }, COMMENT),
  change('reply', 'comments', { ...VALUE, parent_id: '17998877665544332' }, {
    ...COMMENT,
    parent_id: '17998877665544332',
  }),
  change('a GIF', 'comments', WITHOUT_TEXT, { ...COMMENT, text: null }),
  change('own comment', 'comments', {
    ...VALUE,
    from: { id: ACCOUNT, username: 'shop', self_ig_scoped_id: '1784' },
  }, { ...COMMENT, author_id: ACCOUNT, author_username: 'shop', own: true }),
  change('own comment under another id', 'comments', {
    ...VALUE,
    from: { id: '26160319576992690', username: 'shop', self_ig_scoped_id: '1784' },
  }, { ...COMMENT, author_id: '26160319576992690', author_username: 'shop', own: true }),
  change('comment on an ad', 'comments', {
    ...VALUE,
    media: {
      id: '17900000000000002',
      media_product_type: 'AD',
      ad_id: '6021',
      ad_title: 'Spring',
      original_media_id: '17900000000000001',
    },
  }, {
    ...COMMENT,
    media_id: '17900000000000002',
    media_product_type: 'AD',
    ad_id: '6021',
    ad_title: 'Spring',
    original_media_id: '17900000000000001',
  }),
  change('live comment', 'live_comments', VALUE, { ...COMMENT, live: true }),
  change('comment without id', 'comments', WITHOUT_ID, null),
  change('mention in a caption', 'mentions', { media_id: '179' }, {
    type: 'mention',
    media_id: '179',
    comment_id: null,
    at: ENTRY_AT,
  }),
  change('mention in a comment', 'mentions', { media_id: '179', comment_id: 180 }, {
    type: 'mention',
    media_id: '179',
    comment_id: '180',
    at: ENTRY_AT,
  }),
  change('mention among the comments', 'comments', { media_id: '179', comment_id: '180' }, {
    type: 'mention',
    media_id: '179',
    comment_id: '180',
    at: ENTRY_AT,
  }),
  change('story insights', 'story_insights', {
    media_id: '179',
    impressions: 444,
    reach: '44',
    taps_forward: -1,
    replies: 0,
    exits: null,
  }, {
    type: 'story_insights',
    media_id: '179',
    at: ENTRY_AT,
    readings: [
      { metric: 'impressions', value: 444 },
      { metric: 'reach', value: 44 },
      { metric: 'taps_forward', absence: 'too_few_viewers' },
      { metric: 'replies', value: 0 },
    ],
  }),
  change('story insights as a postback, as one page of the docs has it', 'story_insights', {
    postback: { mid: 'x' },
  }, null),
  change('something new', 'carrier_pigeons', { count: 3 }, null),
]

const FEED = {
  item: 'comment',
  verb: 'add',
  post_id: '101_202',
  comment_id: '202_303',
  parent_id: '101_202',
  from: { id: '77', name: 'Ann Other' },
  message: 'lovely',
  created_time: ENTRY_S - 60,
  post: { status_type: 'added_photos', is_published: true, id: '101_202' },
}
const FEED_COMMENT = {
  ...COMMENT,
  comment_id: '202_303',
  at: '2026-09-06T13:05:40.000Z',
  text: 'lovely',
  media_id: '101_202',
  author_id: '77',
  author_username: null,
  author_name: 'Ann Other',
  media_product_type: null,
}

/** Those of section 4.11, for a Facebook Page. */
export const FEED_CASES: Case[] = [
  change('feed comment', 'feed', FEED, FEED_COMMENT),
  change('feed reply by the Page', 'feed', {
    ...FEED,
    parent_id: '202_300',
    from: { id: ACCOUNT, name: 'Us' },
  }, {
    ...FEED_COMMENT,
    parent_id: '202_300',
    author_id: ACCOUNT,
    author_name: 'Us',
    own: true,
  }),
  change('feed comment edited', 'feed', { ...FEED, verb: 'edited', message: 'lovelier' }, {
    ...FEED_COMMENT,
    verb: 'edited',
    at: ENTRY_AT,
    text: 'lovelier',
  }),
  change('feed comment hidden', 'feed', { ...FEED, verb: 'hide' }, {
    ...FEED_COMMENT,
    verb: 'hidden',
    at: ENTRY_AT,
  }),
  change('feed comment shown again', 'feed', { ...FEED, verb: 'unhide' }, {
    ...FEED_COMMENT,
    verb: 'unhidden',
    at: ENTRY_AT,
  }),
  change('feed comment removed', 'feed', { ...FEED, verb: 'remove' }, {
    ...FEED_COMMENT,
    verb: 'removed',
    at: ENTRY_AT,
    text: null,
  }),
  change('feed reaction', 'feed', { item: 'reaction', verb: 'add', reaction_type: 'love' }, null),
  change('feed post', 'feed', { item: 'status', verb: 'add', post_id: '101_202' }, null),
]
