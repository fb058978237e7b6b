import type { AccountKey } from './demo-accounts.ts'
import { harbourDrafts, harbourPosts } from './harbour-posts.ts'
import { northlightDrafts, northlightPosts } from './northlight-posts.ts'

export type PostKind = 'image' | 'carousel' | 'reel'

export type DemoPost = {
  kind: PostKind
  /** May hold dates relative to the posting time, see `renderCaption`. */
  caption: string
  /** Likes the post tends towards as it ages. */
  appeal: number
  /** The owner hides the like count, so that Graph leaves `like_count` out. */
  hidesLikes?: true
}

/** A post that is there when the world begins. */
export type PublishedPost = DemoPost & { ageHours: number }

const posts: Record<
  AccountKey,
  { published: readonly PublishedPost[]; drafts: readonly DemoPost[] }
> = {
  harbour: { published: harbourPosts, drafts: harbourDrafts },
  northlight: { published: northlightPosts, drafts: northlightDrafts },
}

/** What a demo account has published, newest first, and what it will publish, in order. */
export function demoPosts(account: AccountKey) {
  return posts[account]
}
