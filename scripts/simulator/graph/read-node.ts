import type { GraphCall } from './graph-call.ts'
import { missingObjectError } from './known-graph-errors.ts'
import { readAccount, readPage, readUser } from './nodes/account-nodes.ts'
import { readComment } from './nodes/comment-nodes.ts'
import { readChild, readMedia, readStory } from './nodes/media-nodes.ts'
import type { NodeReader } from './nodes/node-reader.ts'
import { readMessage, readPerson, readThread } from '../messaging/nodes/messaging-nodes.ts'
import { readPagePost } from './page-posts/read-page-post.ts'
import type { Field } from './parse-fields.ts'

const readers: readonly NodeReader[] = [
  readAccount,
  readPage,
  readUser,
  readMedia,
  readChild,
  readStory,
  readComment,
  readPagePost,
  readThread,
  readMessage,
  readPerson,
]

/**
 * Reads the object of an id, whatever kind it is.
 *
 * @throws GraphError 100/33 when the token's account has no such object.
 */
export function readNode(
  id: string,
  fields: readonly Field[] | undefined,
  call: GraphCall,
): Record<string, unknown> {
  for (const read of readers) {
    const node = read(id, fields, call)
    if (node !== undefined) return node
  }
  throw missingObjectError(id, call.login === 'facebook')
}
