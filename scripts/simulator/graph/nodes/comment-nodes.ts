import { commentFields } from '../comments/comment-fields.ts'
import { findComment } from '../comments/comments-of.ts'
import { selectFields } from '../select-fields.ts'
import type { NodeReader } from './node-reader.ts'

export const readComment: NodeReader = (id, fields, call) => {
  const found = findComment(id, call)
  return found === undefined ? undefined : selectFields(found, commentFields, fields, call)
}
