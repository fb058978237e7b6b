import type { WorldAccount } from '../state/simulator-state.ts'
import type { AccountProfile } from './account-profile.ts'
import { createMedia } from './create-media.ts'
import { isDemo } from './demo-accounts.ts'
import { postsOf } from './demo-posts.ts'
import { COMMENTS_PER_LIKE, likesAtAge } from './like-rate.ts'

/**
 * The account as a new world shows it. Media ids depend on the account and the post's place
 * alone, so that a database which knows them from an earlier world sees the same posts again.
 */
export function createWorldAccount(profile: AccountProfile, nowMs: number): WorldAccount {
  // Whole seconds, because Graph's times have no fraction.
  const nowSecond = Math.floor(nowMs / 1_000) * 1_000
  const media = postsOf(profile).published.map((post, index) => {
    const ageMs = Math.round(post.ageHours * 3_600) * 1_000
    const likes = likesAtAge(post.appeal, ageMs)
    return {
      ...createMedia(post, firstMediaId(profile, index), nowSecond - ageMs),
      steppedAt: nowSecond,
      likes,
      comments: Math.round(likes * COMMENTS_PER_LIKE),
    }
  })
  return {
    key: profile.key,
    followers: profile.followers,
    follows: profile.follows,
    draftsUsed: 0,
    media,
  }
}

function firstMediaId(profile: AccountProfile, index: number): string {
  const scattered = String((index + 1) * 7_919_003).padStart(9, '0')

  if (isDemo(profile)) return `18093${profile.igUserId.slice(-3)}${scattered}`
  return `176${profile.igUserId.slice(-6)}${String(index + 1).padStart(8, '0')}`
}
