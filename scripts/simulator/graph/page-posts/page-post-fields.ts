import { cdnUrl } from '../cdn-url.ts'
import type { GraphCall } from '../graph-call.ts'
import { GraphError } from '../graph-error.ts'
import { graphTime } from '../graph-time.ts'
import type { Field } from '../parse-fields.ts'
import { type FieldReaders, selectFields } from '../select-fields.ts'
import type { PagePost } from './page-posts-of.ts'
import { readPostInsights } from './read-page-insights.ts'

/** Fields of a Page's post. What is empty is left out: `shares` at zero, `message` without text. */
export const pagePostFields: FieldReaders<PagePost> = {
  id: (post) => post.id,
  message: (post) => post.media.caption === '' ? undefined : post.media.caption,
  created_time: (post) => graphTime(post.createdAt),
  updated_time: (post) => graphTime(post.createdAt),
  permalink_url: (post, call) =>
    `https://www.facebook.com/${call.demo.pageId}/posts/${post.id.replace(/^.*_/, '')}`,
  full_picture: (post, call) => cdnUrl(call, post.media.id, 'jpg', 'fbcdn.net'),
  status_type: (post) => post.media.kind === 'reel' ? 'added_video' : 'added_photos',
  is_published: () => true,
  from: (_, call) => ({ id: call.demo.pageId, name: call.demo.name }),
  shares: (post) => {
    const count = Math.floor(post.likes / 15)
    return count === 0 ? undefined : { count }
  },
  attachments: (post, call, { fields }) => ({
    data: [selectFields(post, attachmentFields, withoutId(fields), call)],
  }),
  likes: (post, call, field) => summary(Math.floor(post.likes * 0.8), field, call),
  reactions: (post, call, field) => summary(post.likes, field, call),
  comments: (post, call, field) => summary(Math.floor(post.likes / 12), field, call),
  insights: (post, call, { modifiers }) => readPostInsights(post, modifiers, call),
}

const attachmentFields: FieldReaders<PagePost> = {
  // Attachments have no id; selectFields always asks for it.
  id: () => undefined,
  media_type: (post) => ATTACHMENTS[post.media.kind].mediaType,
  type: (post) => ATTACHMENTS[post.media.kind].type,
  title: () => undefined,
  url: (post, call) => `https://www.facebook.com/${call.demo.pageId}/posts/${post.id}`,
  media: (post, call) => ({
    image: { height: 1080, width: 1080, src: cdnUrl(call, post.media.id, 'jpg', 'fbcdn.net') },
  }),
  subattachments: (post, call) =>
    post.media.childIds.length === 0 ? undefined : {
      data: post.media.childIds.map((id) => ({
        type: 'photo',
        media: { image: { height: 1080, width: 1080, src: cdnUrl(call, id, 'jpg', 'fbcdn.net') } },
      })),
    },
}

const ATTACHMENTS = {
  image: { mediaType: 'photo', type: 'photo' },
  carousel: { mediaType: 'album', type: 'album' },
  reel: { mediaType: 'video', type: 'video_inline' },
} as const

function withoutId(fields: readonly Field[] | undefined): readonly Field[] {
  return fields ?? ['media', 'type', 'url'].map((name) => ({ name, modifiers: {} }))
}

/** Counts by `.summary(true)`; they need a permission of their own (captured). */
function summary(count: number, { modifiers }: Field, call: GraphCall) {
  if (!call.grant.scopes.includes('pages_read_user_content')) {
    const message = "This endpoint requires the 'pages_read_user_content' permission"
    throw new GraphError(message, { code: 10, status: 403 })
  }
  if (modifiers.summary !== 'true') return { data: [] }
  return { data: [], summary: { total_count: count, can_like: true, has_liked: false } }
}
