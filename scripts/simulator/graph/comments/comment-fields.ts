import { scopeOf } from '../../oauth/scopes.ts'
import type { GraphCall } from '../graph-call.ts'
import { graphTime } from '../graph-time.ts'
import { mediaFields } from '../media-fields.ts'
import { pageList } from '../page-list.ts'
import type { Field } from '../parse-fields.ts'
import { type FieldReaders, selectFields } from '../select-fields.ts'
import { commentsOf, type MediaComment } from './comments-of.ts'

/** Comment moderation page of 2026-06-02. */
const MOST_ON_A_PAGE = 50

const field = (name: string): Field => ({ name, modifiers: {} })
/** What a comment shows when nothing is asked for. */
export const defaultCommentFields: readonly Field[] = ['timestamp', 'text', 'id'].map(field)

/** Fields of a comment. A GIF has no `text` key at all (captured 2026-09-10). */
export const commentFields: FieldReaders<MediaComment> = {
  id: (comment) => comment.id,
  text: (comment) => comment.text ?? undefined,
  timestamp: (comment) => graphTime(comment.at),
  // Names need the permission since 2024-08-27; without it they are left out.
  username: (comment, call) => maySeeNames(call) ? comment.username : undefined,
  from: (comment, call) =>
    maySeeNames(call)
      ? { id: comment.authorId ?? call.demo.igUserId, username: comment.username }
      : undefined,
  user: (comment, call) => comment.authorId === null ? { id: call.demo.igUserId } : undefined,
  like_count: (comment) => comment.likes,
  hidden: (comment, call) => Object.hasOwn(call.simulation.state.engagement.hidden, comment.id),
  parent_id: (comment) => comment.parentId ?? undefined,
  media: (comment, call, { fields }) =>
    selectFields(comment.media, mediaFields(call), fields, call),
  replies: (comment, call, { fields, modifiers }) => {
    const replies = listReplies(comment, call, { ...modifiers, fields })
    return replies.data.length === 0 ? undefined : replies
  },
}

/** A page of a post's top-level comments. */
export function listComments(
  media: MediaComment['media'],
  call: GraphCall,
  options: { fields?: readonly Field[] | undefined; limit?: string; after?: string },
) {
  const comments = commentsOf(media, call).filter(({ parentId }) => parentId === null)
  return page(comments, `${media.id}/comments`, call, options)
}

/** A page of the replies to a comment. */
export function listReplies(
  comment: MediaComment,
  call: GraphCall,
  options: { fields?: readonly Field[] | undefined; limit?: string; after?: string },
) {
  const replies = commentsOf(comment.media, call).filter(({ parentId }) => parentId === comment.id)
  return page(replies, `${comment.id}/replies`, call, options)
}

function page(
  comments: MediaComment[],
  path: string,
  call: GraphCall,
  options: { fields?: readonly Field[] | undefined; limit?: string; after?: string },
) {
  const fields = options.fields ?? defaultCommentFields
  return pageList(comments, {
    call,
    path,
    options: { ...options, fields },
    most: MOST_ON_A_PAGE,
    keyOf: ({ id }) => id,
    read: (comment) => selectFields(comment, commentFields, fields, call),
  })
}

function maySeeNames({ grant, login }: GraphCall): boolean {
  return grant.scopes.includes(scopeOf(login, 'comments'))
}
