import type { CommentEffect } from './delivery-event.ts'
import { idOf, type JsonObject, objectOf, textOf } from './json-readers.ts'
import { LIMITS } from './limits.ts'
import type { ChangeSurroundings } from './parse-comment.ts'
import { isoTime, parseTime } from './parse-time.ts'

const VERBS = new Map<unknown, CommentEffect['verb']>([
  ['add', 'add'],
  ['edited', 'edited'],
  ['hide', 'hidden'],
  ['unhide', 'unhidden'],
  ['remove', 'removed'],
])

/**
 * Reads the value of a Facebook Page's `feed` change, when it is about a comment.
 *
 * `created_time` is the comment's own time and stays when something happens to it later, so what
 * happens later has the entry's time.
 *
 * @returns undefined for other items (posts, reactions), other verbs, and without id or time.
 */
export function parseFeedComment(
  value: JsonObject,
  { account, entryTime }: ChangeSurroundings,
): CommentEffect | undefined {
  const verb = VERBS.get(value.verb)
  const id = idOf(value.comment_id, LIMITS.objectId)
  const createdAt = verb === 'add' ? parseTime(value.created_time) : undefined
  const time = createdAt ?? parseTime(entryTime)
  if (value.item !== 'comment' || !verb || !id || time === undefined) return undefined
  const from = objectOf(value.from)
  const authorId = idOf(from?.id, LIMITS.contactId) ?? null
  const mediaId = idOf(value.post_id, LIMITS.objectId) ?? null
  const parentId = idOf(value.parent_id, LIMITS.objectId) ?? null
  return {
    type: 'comment',
    comment_id: id,
    at: isoTime(time),
    verb,
    text: verb === 'removed' ? null : textOf(value.message, LIMITS.text) ?? null,
    media_id: mediaId,
    // A comment on the post itself has the post for its parent.
    parent_id: parentId === mediaId ? null : parentId,
    author_id: authorId,
    author_username: null,
    author_name: textOf(from?.name, LIMITS.name) ?? null,
    own: authorId === account,
    live: false,
    media_product_type: null,
    ad_id: null,
    ad_title: null,
    original_media_id: null,
  }
}
