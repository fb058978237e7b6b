import { byPostedAt, type Post } from './posts-state.ts'

export type PostOrder = { by: 'posted' | 'likes' | 'comments'; descending: boolean }

/** Posts in the order of a column; posts without a value come last either way. */
export function sortPosts(posts: Post[], { by, descending }: PostOrder): Post[] {
  const sign = descending ? 1 : -1
  return posts.toSorted((a, b) => {
    if (by === 'posted') return sign * byPostedAt(a, b)
    const left = a.metrics[by]?.value ?? null
    const right = b.metrics[by]?.value ?? null
    if (left === null || right === null) {
      if (left === right) return byPostedAt(a, b)
      return left === null ? 1 : -1
    }
    return sign * (right - left) || byPostedAt(a, b)
  })
}
