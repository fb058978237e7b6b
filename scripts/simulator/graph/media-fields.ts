import type { WorldMedia } from '../state/simulator-state.ts'
import { cdnUrl } from './cdn-url.ts'
import { listComments } from './comments/comment-fields.ts'
import { readMediaInsights } from './insights/read-media-insights.ts'
import type { GraphCall } from './graph-call.ts'
import { graphTime } from './graph-time.ts'
import { type FieldReaders, selectFields } from './select-fields.ts'
import { shortcode } from './shortcode.ts'

const MEDIA_TYPES = { image: 'IMAGE', carousel: 'CAROUSEL_ALBUM', reel: 'VIDEO' } as const

/** A picture within a carousel: a media object of its own, with few fields. */
export type MediaChild = { id: string; parent: WorldMedia }

/** Fields of a post (IG Media reference of 2026-08-12). Numbers beyond likes follow from them. */
const commonFields: FieldReaders<WorldMedia> = {
  id: (media) => media.id,
  shortcode: (media) => shortcode(media.id),
  permalink: (media) =>
    `https://www.instagram.com/${media.kind === 'reel' ? 'reel' : 'p'}/${shortcode(media.id)}/`,
  timestamp: (media) => graphTime(media.postedAt),
  username: (_, call) => call.demo.username,
  owner: (_, call) => ({ id: call.demo.igUserId }),
  caption: (media) => media.caption,
  media_type: (media) => MEDIA_TYPES[media.kind],
  media_product_type: (media) => media.kind === 'reel' ? 'REELS' : 'FEED',
  media_url: (media, call) => cdnUrl(call, media.id, media.kind === 'reel' ? 'mp4' : 'jpg'),
  thumbnail_url: (media, call) => media.kind === 'reel' ? cdnUrl(call, media.id, 'jpg') : undefined,
  children: (media, call, field) =>
    media.childIds.length === 0 ? undefined : {
      data: media.childIds.map((id) =>
        selectFields({ id, parent: media }, childFields, field.fields, call)
      ),
    },
  like_count: (media) => media.hidesLikes ? undefined : media.likes,
  comments_count: (media) => media.comments,
  reposts_count: (media) => Math.floor(media.likes / 60),
  saved_count: (media) => Math.floor(media.likes / 12),
  shares_count: (media) => Math.floor(media.likes / 25),
  view_count: (media) => media.kind === 'reel' ? media.likes * 20 : undefined,
  comments: (media, call, { fields, modifiers }) =>
    listComments(media, call, { ...modifiers, fields }),
  insights: (media, call, { modifiers }) => readMediaInsights(media, modifiers, call),
  is_comment_enabled: (media, call) =>
    !Object.hasOwn(call.simulation.state.engagement.closed, media.id),
  alt_text: () => undefined,
  media_audio_type: () => undefined,
  is_ai_generated: () => false,
  legacy_instagram_media_id: (media) => `3${media.id}`,
  boost_eligibility_info: () => ({ eligible_to_boost: true }),
  copyright_check_information: () => ({
    status: { status: 'completed', matches_found: false },
  }),
  is_shared_to_feed: (media) => media.kind === 'reel' ? true : undefined,
}

/** Fields that count advertisements too exist with Facebook Login only. */
const facebookFields: FieldReaders<WorldMedia> = {
  ...commonFields,
  total_like_count: (media) => media.hidesLikes ? undefined : media.likes,
  total_comments_count: (media) => media.comments,
  total_views_count: (media) => media.likes * 20,
}

/** Fields of a picture within a carousel. */
export const childFields: FieldReaders<MediaChild> = {
  id: (child) => child.id,
  media_type: () => 'IMAGE',
  media_url: (child, call) => cdnUrl(call, child.id, 'jpg'),
  thumbnail_url: () => undefined,
  permalink: () => undefined,
  shortcode: (child) => shortcode(child.id),
  timestamp: (child) => graphTime(child.parent.postedAt),
  username: (_, call) => call.demo.username,
  owner: (_, call) => ({ id: call.demo.igUserId }),
}

/** The fields a post has on this call's host. */
export function mediaFields(call: GraphCall): FieldReaders<WorldMedia> {
  return call.login === 'facebook' ? facebookFields : commonFields
}
