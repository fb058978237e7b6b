import type { NodeReader } from '../nodes/node-reader.ts'
import type { Field } from '../parse-fields.ts'
import { selectFields } from '../select-fields.ts'
import { pagePostFields } from './page-post-fields.ts'
import { findPagePost } from './page-posts-of.ts'

/** What a post shows when nothing is asked for. */
export const defaultPostFields: readonly Field[] = ['created_time', 'message', 'id']
  .map((name) => ({ name, modifiers: {} }))

export const readPagePost: NodeReader = (id, fields, call) => {
  const post = findPagePost(id, call)
  if (post === undefined) return undefined
  return selectFields(post, pagePostFields, fields ?? defaultPostFields, call)
}
