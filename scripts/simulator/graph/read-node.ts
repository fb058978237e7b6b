import { accountFields } from './account-fields.ts'
import type { GraphCall } from './graph-call.ts'
import { missingObjectError } from './known-graph-errors.ts'
import { childFields, mediaFields } from './media-fields.ts'
import { pageFields } from './page-fields.ts'
import type { Field } from './parse-fields.ts'
import { selectFields } from './select-fields.ts'

/** Whether an id addresses the token's account: both ids do with Instagram Login. */
export function isAccountId(id: string, call: GraphCall): boolean {
  if (id === call.demo.igUserId) return true
  return call.login === 'instagram' && (id === 'me' || id === call.demo.appScopedId)
}

/**
 * Reads the object of an id: the account, its Page, a post, or a picture within a carousel.
 *
 * @throws GraphError 100/33 when the token's account has no such object.
 */
export function readNode(
  id: string,
  fields: readonly Field[] | undefined,
  call: GraphCall,
): Record<string, unknown> {
  const { account, demo } = call
  if (isAccountId(id, call)) return selectFields(account, accountFields(call), fields, call)
  if (call.login === 'facebook' && (id === 'me' || id === demo.pageId)) {
    return selectFields(account, pageFields, fields, call)
  }
  for (const media of account.media) {
    if (media.id === id) return selectFields(media, mediaFields(call), fields, call)
    if (media.childIds.includes(id)) {
      return selectFields({ id, parent: media }, childFields, fields, call)
    }
  }
  throw missingObjectError(id, call.login === 'facebook')
}
