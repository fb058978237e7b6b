import type { AccountProfile } from './account-profile.ts'
import type { DemoKey } from './demo-accounts.ts'
import { generatedPost, generatedPosts } from './generated-posts.ts'
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

const posts: Partial<
  Record<string, { published: readonly PublishedPost[]; drafts: readonly DemoPost[] }>
> = {
  harbour: { published: harbourPosts, drafts: harbourDrafts },
  northlight: { published: northlightPosts, drafts: northlightDrafts },
}

/** What an account has published, newest first, and what it will publish, in order. */
export function postsOf(profile: AccountProfile): {
  published: readonly PublishedPost[]
  draft(number: number): DemoPost
} {
  const written = posts[profile.key]
  if (written === undefined) {
    return {
      // Made when asked for: whoever wants a draft has no use for dozens of old posts.
      get published() {
        return generatedPosts(profile)
      },
      // Numbers from 1000 on, so that no draft repeats a published post.
      draft: (number) => generatedPost(profile, 1_000 + number),
    }
  }
  const { published, drafts } = written
  return { published, draft: (number) => drafts[number % drafts.length] as DemoPost }
}

/** What a demo account has published and will publish. */
export function demoPosts(key: DemoKey) {
  return posts[key] ?? { published: [], drafts: [] }
}
