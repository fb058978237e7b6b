import { cdnUrl } from '../cdn-url.ts'
import type { GraphCall } from '../graph-call.ts'
import { GraphError } from '../graph-error.ts'
import { graphTime } from '../graph-time.ts'
import type { Field } from '../parse-fields.ts'
import { type FieldReaders, selectFields } from '../select-fields.ts'
import { shortcode } from '../shortcode.ts'
import { type Mention, mentionsOf } from './mentions-of.ts'

/** Fields of somebody else's post in which the account is mentioned or tagged. */
export const mentionedMediaFields: FieldReaders<Mention> = {
  id: (mention) => mention.mediaId,
  caption: (mention) => mention.kind === 'caption' ? mention.text : 'Notes from the weekend',
  media_type: () => 'IMAGE',
  media_product_type: () => 'FEED',
  media_url: (mention, call) => cdnUrl(call, mention.mediaId, 'jpg'),
  thumbnail_url: () => undefined,
  permalink: (mention) => `https://www.instagram.com/p/${shortcode(mention.mediaId)}/`,
  username: (mention) => mention.username,
  timestamp: (mention) => graphTime(mention.at),
  like_count: (mention) => mention.likes,
  comments_count: (mention) => mention.comments,
  owner: () => undefined,
  children: () => undefined,
}

/** Fields of somebody else's comment that mentions the account. */
export const mentionedCommentFields: FieldReaders<Mention> = {
  id: (mention) => mention.commentId,
  text: (mention) => mention.text,
  timestamp: (mention) => graphTime(mention.at),
  like_count: () => 0,
  username: (mention) => mention.username,
  media: (mention, call, { fields }) => selectFields(mention, mentionedMediaFields, fields, call),
  /** One nested expansion answers on v25 and fails on v26 (captured in September 2026). */
  replies: (_, call) => {
    if (call.version === 'v26.0') {
      throw new GraphError('An unknown error occurred', { code: 1, status: 500 })
    }
    return undefined
  },
}

/** `mentioned_media.media_id(..){..}`: a post whose caption names the account. */
export function readMentionedMedia(field: Field, call: GraphCall) {
  const id = field.modifiers.media_id
  const mention = find(call, (one) => one.mediaId === id && one.kind === 'caption')
  if (mention === undefined) throw notMentioned('caption')
  return selectFields(mention, mentionedMediaFields, field.fields, call)
}

/** `mentioned_comment.comment_id(..){..}`: a comment that names the account. */
export function readMentionedComment(field: Field, call: GraphCall) {
  const id = field.modifiers.comment_id
  const mention = find(call, (one) => one.commentId === id && one.kind === 'comment')
  if (mention === undefined) throw notMentioned('comment')
  return selectFields(mention, mentionedCommentFields, field.fields, call)
}

function find(call: GraphCall, fits: (mention: Mention) => boolean): Mention | undefined {
  return mentionsOf(call.demo, call.simulation.now()).find(fits)
}

/** Reads like a missing permission, and is none: the wrong edge was asked. */
function notMentioned(where: 'caption' | 'comment'): GraphError {
  return new GraphError(`User is not mentioned in the ${where}.`, { code: 10, status: 400 })
}
