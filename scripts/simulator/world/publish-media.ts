import type { WorldAccount, WorldMedia } from '../state/simulator-state.ts'
import { createMedia } from './create-media.ts'
import { demoAccount } from './demo-accounts.ts'
import { demoPosts } from './demo-posts.ts'

/**
 * Publishes the account's next draft; after the last one the first comes again, as a new post.
 *
 * @returns The new post, which is now the account's newest.
 */
export function publishMedia(account: WorldAccount, nowMs: number): WorldMedia {
  const { drafts } = demoPosts(account.key)
  const draft = drafts[account.draftsUsed % drafts.length]
  if (draft === undefined) throw new Error(`The demo account "${account.key}" has no drafts.`)
  account.draftsUsed += 1
  const postedAt = Math.floor(nowMs / 1_000) * 1_000
  const accountDigit = demoAccount(account.key).igUserId.slice(-1)
  // 1810… never meets the 18093… of the first posts; the milliseconds make each one new.
  const media = createMedia(draft, `181${accountDigit}${nowMs}`, postedAt)
  account.media.unshift(media)
  return media
}
