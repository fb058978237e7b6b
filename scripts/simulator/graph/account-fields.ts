import { cdnUrl } from './cdn-url.ts'
import type { GraphCall } from './graph-call.ts'
import { listMedia } from './list-media.ts'
import { discoverBusiness } from './business-discovery.ts'
import { readAccountInsights } from './insights/read-account-insights.ts'
import { readMentionedComment, readMentionedMedia } from './mentions/mention-fields.ts'
import { type FieldReaders, selectFields } from './select-fields.ts'
import { listStories } from './stories/list-stories.ts'
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
  stories: (_, call, field) => listStories(call, field.fields),
  insights: (_, call, { modifiers }) => readAccountInsights(modifiers, call),
}

/** With Instagram Login an account shows two ids, and only `user_id` is the one webhooks use. */
const instagramFields: FieldReaders<WorldAccount> = {
  ...commonFields,
  id: (_, call) => call.demo.appScopedId,
  user_id: (_, call) => call.demo.igUserId,
  account_type: (_, call) => call.demo.temper === 'viral' ? 'MEDIA_CREATOR' : 'BUSINESS',
}

const facebookFields: FieldReaders<WorldAccount> = {
  ...commonFields,
  id: (_, call) => call.demo.igUserId,
  has_profile_pic: () => true,
  is_published: () => true,
  legacy_instagram_user_id: (_, call) => call.demo.igUserId.slice(-10),
  shopping_product_tag_eligibility: () => false,
  alt_text: () => undefined,
  mentioned_media: (_, call, field) => readMentionedMedia(field, call),
  mentioned_comment: (_, call, field) => readMentionedComment(field, call),
  business_discovery: (_, call, field) =>
    discoverBusiness(
      field,
      call,
      (fields, other) => selectFields(other.account, facebookFields, fields, other),
    ),
}

/** The fields an account has on this call's host (IG User reference of 2026-08-12). */
export function accountFields(call: GraphCall): FieldReaders<WorldAccount> {
  return call.login === 'facebook' ? facebookFields : instagramFields
}
