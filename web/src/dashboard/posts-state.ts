import { instant } from '../data/instant.ts'
import type { MediaRow, ObservedReading } from '../data/rows.ts'
import type { MetricsUpdate } from '../live/parse-live-event.ts'

export const MOST_POSTS = 50

/** A post with the readings of its metrics by name. */
export type Post = MediaRow & { metrics: Record<string, ObservedReading> }

/** An account's newest posts, newest first. */
export type PostsState = { posts: Post[] }

/** The order in which posts are loaded. */
export function byPostedAt(a: Post, b: Post): number {
  return instant(b.posted_at) - instant(a.posted_at)
}

/**
 * Applies changed posts and readings. What is older than what is known changes nothing, and
 * readings of posts that are not among the newest are left out.
 */
export function applyToPosts(state: PostsState, update: MetricsUpdate): PostsState {
  if (update.media.length === 0 && update.media_metrics.length === 0) return state
  const posts = new Map(state.posts.map((post) => [post.id, post]))
  for (const row of update.media) {
    const old = posts.get(row.id)
    if (old && instant(old.updated_at) > instant(row.updated_at)) continue
    posts.set(row.id, { ...row, metrics: old?.metrics ?? {} })
  }
  for (const { media_id, metrics } of update.media_metrics) {
    const post = posts.get(media_id)
    if (!post) continue
    const known = { ...post.metrics }
    for (const [metric, reading] of Object.entries(metrics)) {
      const old = known[metric]
      if (old && instant(old.observed_at) >= instant(update.observed_at)) continue
      known[metric] = { ...reading, observed_at: update.observed_at }
    }
    posts.set(media_id, { ...post, metrics: known })
  }
  return { posts: [...posts.values()].sort(byPostedAt).slice(0, MOST_POSTS) }
}
