import type { Json } from '../parse-meta-json.ts'
import type { CommentEffect, MentionEffect } from './delivery-event.ts'
import { idOf, type JsonObject, objectOf, textOf } from './json-readers.ts'
import { LIMITS } from './limits.ts'
import { isoTime, parseTime } from './parse-time.ts'

/** Whose entry a change stands in, and when that was sent: comments have no time of their own. */
export type ChangeSurroundings = { account: string; entryTime: Json | undefined }

/**
 * Reads the value of a `comments` or `live_comments` change. With Instagram Login mentions come here,
 * too; they name a media and at most a comment, and nobody.
 *
 * @returns undefined without a usable comment id or time.
 */
export function parseComment(
  value: JsonObject,
  live: boolean,
  surroundings: ChangeSurroundings,
): CommentEffect | MentionEffect | undefined {
  const isMention = value.media_id !== undefined && value.id === undefined &&
    value.from === undefined && value.text === undefined
  if (isMention) return parseMention(value, surroundings)

  const id = idOf(value.id ?? value.comment_id, LIMITS.objectId)
  const time = parseTime(surroundings.entryTime)
  if (!id || time === undefined) return undefined
  const from = objectOf(value.from)
  const media = objectOf(value.media)
  const authorId = idOf(from?.id, LIMITS.contactId) ?? null
  return {
    type: 'comment',
    comment_id: id,
    at: isoTime(time),
    verb: 'add',
    text: textOf(value.text, LIMITS.text) ?? null,
    media_id: idOf(media?.id ?? value.media_id, LIMITS.objectId) ?? null,
    parent_id: idOf(value.parent_id, LIMITS.objectId) ?? null,
    author_id: authorId,
    author_username: textOf(from?.username, LIMITS.username) ?? null,
    author_name: textOf(from?.name, LIMITS.name) ?? null,
    own: authorId === surroundings.account || from?.self_ig_scoped_id !== undefined,
    live,
    media_product_type: textOf(media?.media_product_type, LIMITS.productType) ?? null,
    ad_id: idOf(media?.ad_id, LIMITS.objectId) ?? null,
    ad_title: textOf(media?.ad_title, LIMITS.adTitle) ?? null,
    original_media_id: idOf(media?.original_media_id, LIMITS.objectId) ?? null,
  }
}

/**
 * Reads the value of a `mentions` change: in a caption, or in a comment when it names one.
 *
 * @returns undefined without a usable media id or time.
 */
export function parseMention(
  value: JsonObject,
  { entryTime }: ChangeSurroundings,
): MentionEffect | undefined {
  const mediaId = idOf(value.media_id, LIMITS.objectId)
  const time = parseTime(entryTime)
  if (!mediaId || time === undefined) return undefined
  return {
    type: 'mention',
    media_id: mediaId,
    comment_id: idOf(value.comment_id, LIMITS.objectId) ?? null,
    at: isoTime(time),
  }
}
