import { FACEBOOK_USER_ID, FACEBOOK_USER_NAME } from '../../oauth/facebook-user.ts'
import { accountFields } from '../account-fields.ts'
import type { GraphCall } from '../graph-call.ts'
import { pageFields } from '../page-fields.ts'
import { type FieldReaders, selectFields } from '../select-fields.ts'
import type { NodeReader } from './node-reader.ts'

/** Whether an id addresses the token's account: both ids do with Instagram Login. */
export function isAccountId(id: string, call: GraphCall): boolean {
  if (id === call.demo.igUserId) return call.grant.accounts.includes(call.demo.key)
  return call.login === 'instagram' && (id === 'me' || id === call.demo.appScopedId)
}

/** Whether an id addresses the call's Page; `me` does with a Page token. */
export function isPageId(id: string, call: GraphCall): boolean {
  if (call.login !== 'facebook') return false
  return id === call.demo.pageId || (id === 'me' && call.grant.type === 'PAGE')
}

/** Whether an id addresses the person who logged in with Facebook. */
export function isUserId(id: string, call: GraphCall): boolean {
  if (call.login !== 'facebook' || call.grant.type === 'PAGE') return false
  return id === 'me' || id === FACEBOOK_USER_ID
}

export const readAccount: NodeReader = (id, fields, call) => {
  if (!isAccountId(id, call)) return undefined
  const account = selectFields(call.account, accountFields(call), fields, call)
  const isWrapped = id === 'me' && call.simulation.behaviour.meShape === 'wrapped'
  return isWrapped ? { data: [account] } : account
}

export const readPage: NodeReader = (id, fields, call) =>
  isPageId(id, call) ? selectFields(call.account, pageFields, fields, call) : undefined

const userFields: FieldReaders<null> = {
  id: () => FACEBOOK_USER_ID,
  name: () => FACEBOOK_USER_NAME,
}

export const readUser: NodeReader = (id, fields, call) =>
  isUserId(id, call) ? selectFields(null, userFields, fields, call) : undefined
