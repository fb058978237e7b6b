import assert from 'node:assert/strict'
import type { MetricsUpdate } from '../live/parse-live-event.ts'
import { applyToPosts, MOST_POSTS, type Post, type PostsState } from './posts-state.ts'
import { sortPosts } from './sort-posts.ts'

const row = (id: string, day: number) => ({
  id,
  account_id: 'a',
  media_type: 'IMAGE',
  product_type: 'FEED',
  caption: id,
  permalink: null,
  posted_at: new Date(Date.UTC(2026, 0, day)).toISOString(),
  updated_at: new Date(Date.UTC(2026, 0, day)).toISOString(),
})
const update = (
  hour: number,
  likes: Record<string, number | null>,
  media: MetricsUpdate['media'] = [],
): MetricsUpdate => ({
  account_id: 'a',
  observed_at: new Date(Date.UTC(2026, 10, 22, hour)).toISOString(),
  account_metrics: {},
  media,
  media_metrics: Object.entries(likes).map(([media_id, value]) => ({
    media_id,
    metrics: { likes: { value, absence: value === null ? 'hidden_by_owner' : null } },
  })),
})
const likesOf = (state: PostsState) => state.posts.map((post) => post.metrics.likes?.value)

Deno.test('a new post comes with its metrics, in its place', () => {
  const first = applyToPosts({ posts: [] }, update(1, { b: 2 }, [row('b', 2)]))
  const state = applyToPosts(first, update(2, { a: 1, c: 3 }, [row('a', 1), row('c', 3)]))
  assert.deepEqual(state.posts.map(({ id }) => id), ['c', 'b', 'a'])
  assert.deepEqual(likesOf(state), [3, 2, 1])
})

Deno.test('an older reading never replaces a newer one', () => {
  const first = applyToPosts({ posts: [] }, update(2, { a: 20 }, [row('a', 1)]))
  assert.deepEqual(likesOf(applyToPosts(first, update(1, { a: 10 }))), [20])
})

Deno.test('posts beyond the newest, and readings of such, are left out', () => {
  const media = Array.from({ length: MOST_POSTS }, (_, index) => row(`p${index}`, index + 10))
  const full = applyToPosts({ posts: [] }, update(1, {}, media))
  const state = applyToPosts(full, update(2, { old: 1, unknown: 2 }, [row('old', 1)]))
  assert.equal(state.posts.length, MOST_POSTS)
  assert.ok(!state.posts.some(({ id }) => id === 'old'))
})

Deno.test('posts whose likes are hidden come last, whichever way one sorts', () => {
  const { posts } = applyToPosts(
    { posts: [] },
    update(1, { a: 5, b: null, c: 9 }, [row('a', 1), row('b', 2), row('c', 3)]),
  )
  const idsOf = (sorted: Post[]) => sorted.map(({ id }) => id)
  assert.deepEqual(idsOf(sortPosts(posts, { by: 'likes', descending: true })), ['c', 'a', 'b'])
  assert.deepEqual(idsOf(sortPosts(posts, { by: 'likes', descending: false })), ['a', 'c', 'b'])
  assert.deepEqual(idsOf(sortPosts(posts, { by: 'posted', descending: false })), ['a', 'b', 'c'])
})
