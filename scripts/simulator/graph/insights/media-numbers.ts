import type { WorldMedia } from '../../state/simulator-state.ts'
import { createRandom, seedOf } from '../../world/create-random.ts'
import { pacificDayStart } from './pacific-day.ts'

const HOUR_MS = 60 * 60 * 1_000
/** Numbers of posts come sooner than those of accounts: an eighth of the lag is enough. */
const SHARE_OF_LAG = 1 / 8
/** The time in which about two thirds of a post's likes come. */
const FADING_MS = 30 * HOUR_MS

/** What insights count about a post. All follow from its likes, so that nothing is kept. */
export type MediaNumbers = {
  views: number
  reach: number
  likes: number
  comments: number
  saved: number
  shares: number
  reposts: number
  follows: number
  profileVisits: number
  linkTaps: number
  averageWatchMs: number
  /** Percent. */
  skipRate: number
}

/**
 * A post's numbers as insights show them at a time: behind the counters, and with the unique ones
 * (reach, visits, follows) corrected downwards on the third of a month, as was captured. `views`
 * never falls.
 */
export function mediaNumbers(
  media: WorldMedia,
  { nowMs, lagHours, falls }: { nowMs: number; lagHours: number; falls: boolean },
): MediaNumbers {
  const random = createRandom(seedOf('numbers', media.id))
  const ageMs = Math.max(0, nowMs - media.postedAt)
  const seenAgeMs = Math.max(0, ageMs - lagHours * SHARE_OF_LAG * HOUR_MS)
  // Rises towards 1 and never falls, so that the numbers don't either.
  const share = ageMs === 0
    ? 0
    : Math.expm1(-seenAgeMs / FADING_MS) / Math.expm1(-ageMs / FADING_MS)
  const likes = Math.floor(media.likes * share)
  const views = Math.round(likes * (12 + 18 * random()))
  // Drawn in any case, so that the setting changes nothing else.
  const chance = random()
  const correction = falls ? correctionOf(media, nowMs, chance) : 1
  const unique = (value: number) => Math.floor(value * correction)
  return {
    views,
    reach: unique(views * (0.55 + 0.25 * random())),
    likes,
    comments: Math.floor(media.comments * share),
    saved: Math.floor(likes / 12),
    shares: Math.floor(likes / 25),
    reposts: Math.floor(likes / 60),
    follows: unique(likes / 90),
    profileVisits: unique(likes / 20),
    linkTaps: Math.floor(likes / 150),
    averageWatchMs: Math.round(2_500 + 6_500 * random()),
    skipRate: Math.round((20 + 40 * random()) * 100) / 100,
  }
}

/** About every third post is corrected, at most twice in its life. */
function correctionOf(media: WorldMedia, nowMs: number, chance: number): number {
  if (chance > 1 / 3) return 1
  let corrections = 0
  for (let month = 0; month < 3 && corrections < 2; month += 1) {
    const posted = new Date(media.postedAt)
    const third = Date.UTC(posted.getUTCFullYear(), posted.getUTCMonth() + month, 3, 20)
    const fallsAt = pacificDayStart(third)
    if (fallsAt > media.postedAt && fallsAt <= nowMs) corrections += 1
  }
  return 0.45 ** corrections
}
