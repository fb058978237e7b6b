import { z } from 'zod'
import type { Json } from '../parse-meta-json.ts'
import { type GraphFailure, graphGet, type GraphTarget } from './graph-get.ts'

/** A metric is a value, or absent with a reason. Zero means zero. */
export type Reading = { metric: string; value: number } | { metric: string; absence: string }

export type MediaOverview = {
  provider_media_id: string
  media_type: string
  product_type: string | null
  caption: string | null
  permalink: string | null
  /** ISO 8601. */
  posted_at: string
  metrics: Reading[]
}

/** What one overview poll learns: the account's counts and its newest posts with theirs. */
export type Overview = {
  profile: { username: string | null; name: string | null }
  accountMetrics: Reading[]
  media: MediaOverview[]
  /** Posts of a shape that could not be read; the others are unaffected. */
  unreadableMedia: number
}

const NEWEST_MEDIA = 25
const MEDIA_FIELDS =
  'id,caption,media_type,media_product_type,permalink,timestamp,like_count,comments_count'
const FIELDS = `username,name,followers_count,follows_count,media_count,` +
  `media.limit(${NEWEST_MEDIA}){${MEDIA_FIELDS}}`

const COUNT = z.number().int().optional()
const PROFILE = z.object({
  username: z.string().nullish(),
  name: z.string().nullish(),
  followers_count: COUNT,
  follows_count: COUNT,
  media_count: COUNT,
  media: z.object({ data: z.array(z.unknown()) }).optional(),
})
/** The get-started page shows the object wrapped in a list; live answers are flat. */
const ANSWER = z.union([
  z.object({ data: z.tuple([PROFILE]) }).transform(({ data }) => data[0]),
  PROFILE,
])
const MEDIA = z.object({
  id: z.string().min(1),
  caption: z.string().nullish(),
  media_type: z.string(),
  media_product_type: z.string().nullish(),
  permalink: z.string().nullish(),
  // "2026-09-30T12:00:00+0000", an offset without a colon, which Date takes.
  timestamp: z.string().refine((text) => !Number.isNaN(Date.parse(text))),
  like_count: COUNT,
  comments_count: COUNT,
})

/**
 * Reads an account's counts and its 25 newest posts in a single call, by nested field expansion.
 * Source: developers.facebook.com, instagram-platform, IG User and IG Media.
 *
 * @param providerAccountId The professional account's id, good for both login flavours.
 */
export async function readOverview(
  deps: { fetch: typeof fetch },
  target: GraphTarget,
  providerAccountId: string,
): Promise<{ overview: Overview } | { failure: GraphFailure }> {
  const result = await graphGet(deps, target, `/${providerAccountId}`, { fields: FIELDS })
  if ('failure' in result) return result
  const answer = ANSWER.safeParse(result.body)
  if (!answer.success) {
    const cause = `the account's answer has an unknown shape at ${
      answer.error.issues[0]?.path.join('.') || 'its root'
    }`
    return { failure: { class: 'transient', cause, retryAfterSeconds: undefined } }
  }
  return { overview: toOverview(answer.data) }
}

function toOverview(profile: z.infer<typeof PROFILE>): Overview {
  const items = (profile.media?.data ?? []) as Json[]
  const media = items.flatMap((item) => {
    const parsed = MEDIA.safeParse(item)
    return parsed.success ? [toMediaOverview(parsed.data)] : []
  })
  return {
    profile: { username: profile.username ?? null, name: profile.name ?? null },
    accountMetrics: [
      reading('followers', profile.followers_count, 'not_provided'),
      reading('follows', profile.follows_count, 'not_provided'),
      reading('media', profile.media_count, 'not_provided'),
    ],
    media,
    unreadableMedia: items.length - media.length,
  }
}

function toMediaOverview(media: z.infer<typeof MEDIA>): MediaOverview {
  return {
    provider_media_id: media.id,
    media_type: media.media_type,
    product_type: media.media_product_type ?? null,
    caption: media.caption ?? null,
    permalink: media.permalink ?? null,
    posted_at: new Date(media.timestamp).toISOString(),
    metrics: [
      // Meta leaves the field out when the owner hides likes.
      reading('likes', media.like_count, 'hidden_by_owner'),
      reading('comments', media.comments_count, 'not_provided'),
    ],
  }
}

function reading(metric: string, value: number | undefined, absence: string): Reading {
  return value === undefined ? { metric, absence } : { metric, value }
}
