import type { WorldAccount } from '../state/simulator-state.ts'
import { createMedia } from './create-media.ts'
import type { DemoAccount } from './demo-accounts.ts'
import { demoPosts } from './demo-posts.ts'
import { COMMENTS_PER_LIKE, likesAtAge } from './like-rate.ts'

const HOUR_MS = 60 * 60 * 1_000

/**
 * The account as a new world shows it. Media ids depend on the account and the post's place
 * alone, so that a database which knows them from an earlier world sees the same posts again.
 */
export function createWorldAccount(account: DemoAccount, nowMs: number): WorldAccount {
  // Whole seconds, because Graph's times have no fraction.
  const nowSecond = Math.floor(nowMs / 1_000) * 1_000
  const media = demoPosts(account.key).published.map((post, index) => {
    const ageMs = post.ageHours * HOUR_MS
    const likes = likesAtAge(post.appeal, ageMs)
    return {
      ...createMedia(post, firstMediaId(account, index), nowSecond - ageMs),
      likes,
      comments: Math.round(likes * COMMENTS_PER_LIKE),
    }
  })
  return {
    key: account.key,
    followers: account.followers,
    follows: account.follows,
    draftsUsed: 0,
    media,
  }
}

function firstMediaId(account: DemoAccount, index: number): string {
  const scattered = (index + 1) * 7_919_003
  return `18093${account.igUserId.slice(-3)}${scattered.toString().padStart(9, '0')}`
}
