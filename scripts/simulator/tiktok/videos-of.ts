import type { WorldAccount } from '../state/simulator-state.ts'
import { createRandom, seedOf } from '../world/create-random.ts'

/** A video: one of the account's reels, shown on TikTok as well. */
export type TiktokVideo = {
  id: string
  caption: string
  postedAt: number
  likes: number
  comments: number
  shares: number
  views: number
  durationSeconds: number
}

const POSTED_AFTER_MS = 10 * 60 * 1_000

/** An account's public videos, newest first; they follow from its reels. */
export function videosOf(account: WorldAccount, nowMs: number): TiktokVideo[] {
  return account.media
    .filter(({ kind, postedAt }) => kind === 'reel' && postedAt + POSTED_AFTER_MS <= nowMs)
    .map((media) => {
      const random = createRandom(seedOf('tiktok video', media.id))
      const likes = Math.floor(media.likes * (0.6 + random()))
      return {
        id: `70${media.id}`,
        caption: media.caption,
        postedAt: media.postedAt + POSTED_AFTER_MS,
        likes,
        comments: Math.floor(likes / 40),
        shares: Math.floor(likes / 60),
        views: likes * 11,
        durationSeconds: 8 + Math.floor(random() * 50),
      }
    })
}
