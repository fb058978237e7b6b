import type { WorldAccount, WorldMedia } from '../state/simulator-state.ts'
import type { AccountProfile } from './account-profile.ts'
import { createMedia } from './create-media.ts'
import { isDemo } from './demo-accounts.ts'
import { postsOf } from './demo-posts.ts'

/**
 * Publishes the account's next draft; a demo account begins again after its last one.
 *
 * @returns The new post, which is now the account's newest.
 */
export function publishMedia(
  profile: AccountProfile,
  account: WorldAccount,
  nowMs: number,
): WorldMedia {
  const draft = postsOf(profile).draft(account.draftsUsed)
  const postedAt = Math.floor(nowMs / 1_000) * 1_000
  const media = createMedia(draft, newMediaId(profile, account.draftsUsed, nowMs), postedAt)
  account.draftsUsed += 1
  account.media.unshift(media)
  return media
}

function newMediaId(profile: AccountProfile, draftsUsed: number, nowMs: number): string {
  // 1810… never meets the 18093… of the first posts; the milliseconds make each one new.
  if (isDemo(profile)) return `181${profile.igUserId.slice(-1)}${nowMs}`
  return `182${profile.igUserId.slice(-6)}${String(draftsUsed + 1).padStart(8, '0')}`
}
