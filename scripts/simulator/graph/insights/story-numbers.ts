import { createRandom, seedOf } from '../../world/create-random.ts'
import type { Story } from '../stories/stories-of.ts'
import type { MediaNumbers } from './media-numbers.ts'

const FADING_MS = 7 * 60 * 60 * 1_000
/** UTC offsets that stand for Europe, where `replies` is always 0, as it is in Japan. */
const WITHOUT_REPLIES = [0, 1, 2, 9]

/** A story's numbers at a time: most people see it in its first hours. */
export function storyNumbers(story: Story, nowMs: number, utcOffsetHours: number): MediaNumbers {
  const random = createRandom(seedOf('story numbers', story.id))
  const share = 1 - Math.exp(-Math.max(0, nowMs - story.postedAt) / FADING_MS)
  const reach = Math.floor(story.viewers * share)
  const views = Math.floor(reach * (1.05 + 0.3 * random()))
  return {
    views,
    reach,
    likes: Math.floor(reach / 30),
    comments: WITHOUT_REPLIES.includes(utcOffsetHours) ? 0 : Math.floor(reach / 120),
    saved: 0,
    shares: Math.floor(reach / 90),
    reposts: Math.floor(reach / 300),
    follows: Math.floor(reach / 400),
    profileVisits: Math.floor(reach / 60),
    linkTaps: Math.floor(reach / 45),
    averageWatchMs: 0,
    skipRate: 0,
  }
}
