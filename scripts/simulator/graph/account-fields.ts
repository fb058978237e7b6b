import { cdnUrl } from './cdn-url.ts'
import type { GraphCall } from './graph-call.ts'
import { listMedia } from './list-media.ts'
import type { FieldReaders } from './select-fields.ts'
import type { WorldAccount } from '../state/simulator-state.ts'

const commonFields: FieldReaders<WorldAccount> = {
  username: (_, call) => call.demo.username,
  name: (_, call) => call.demo.name,
  biography: (_, call) => call.demo.biography,
  website: (_, call) => call.demo.website,
  profile_picture_url: (_, call) => cdnUrl(call, call.demo.igUserId, 'jpg'),
  followers_count: (account) => account.followers,
  follows_count: (account) => account.follows,
  media_count: (account) => account.media.length,
  media: (account, call, field) =>
    listMedia(account, call, { ...field.modifiers, fields: field.fields }),
}

/** With Instagram Login an account shows two ids, and only `user_id` is the one webhooks use. */
const instagramFields: FieldReaders<WorldAccount> = {
  ...commonFields,
  id: (_, call) => call.demo.appScopedId,
  user_id: (_, call) => call.demo.igUserId,
  account_type: () => 'BUSINESS',
}

const facebookFields: FieldReaders<WorldAccount> = {
  ...commonFields,
  id: (_, call) => call.demo.igUserId,
  has_profile_pic: () => true,
  is_published: () => true,
}

/** The fields an account has on this call's host (IG User reference of 2026-08-12). */
export function accountFields(call: GraphCall): FieldReaders<WorldAccount> {
  return call.login === 'facebook' ? facebookFields : instagramFields
}
