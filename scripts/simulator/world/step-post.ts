import type { WorldMedia } from '../state/simulator-state.ts'
import { poisson, type Random } from './create-random.ts'
import { livelinessAt } from './hour-profile.ts'
import { COMMENTS_PER_LIKE, likeRate } from './like-rate.ts'

const HOUR_MS = 60 * 60 * 1_000
/** How long a like draws others in: its effect falls by two thirds in this time. */
const HEAT_LASTS_HOURS = 0.4
const SHORTEST_STEP_MS = 5_000
const LONGEST_STEP_MS = 30 * 60 * 1_000
const STEPS_IN_AN_AGE = 200

/**
 * Lets a post live up to a time. Its likes are a self-exciting (Hawkes) process: the intensity is
 *
 *     (1 - n) x likeRate(appeal, age) x liveliness(local hour)  +  heat
 *
 * where each like adds n / c to the heat, which decays as exp(-t / c). So a like leads to n others
 * on average, and a post without luck still tends towards its appeal. Within one step the
 * intensity is integrated, and likes that answer likes of the same step are counted in the mean.
 * Comments come with a fixed chance for each like.
 *
 * @param contagion The n above, below 1.
 * @returns What came in the step.
 */
export function stepPost(
  media: WorldMedia,
  { untilMs, contagion, utcOffsetHours, random }: {
    untilMs: number
    contagion: number
    utcOffsetHours: number
    random: Random
  },
): { likes: number; comments: number } {
  const hours = (untilMs - media.steppedAt) / HOUR_MS
  if (hours <= 0) return { likes: 0, comments: 0 }
  const middleMs = (untilMs + media.steppedAt) / 2
  const base = (1 - contagion) * likeRate(media.appeal, middleMs - media.postedAt) *
    livelinessAt(middleMs, utcOffsetHours)
  const kept = Math.exp(-hours / HEAT_LASTS_HOURS)
  const fromHeat = media.heat * HEAT_LASTS_HOURS * (1 - kept)
  // Of the heat that a like of this step makes, the share that is left at the step's end.
  const left = HEAT_LASTS_HOURS * (1 - kept) / hours
  const expected = (base * hours + fromHeat) / (1 - contagion * (1 - left))
  const likes = poisson(expected, random)
  const comments = poisson(likes * COMMENTS_PER_LIKE, random)
  media.heat = media.heat * kept + likes * contagion / HEAT_LASTS_HOURS * left
  media.likes += likes
  media.comments += comments
  media.steppedAt = untilMs
  return { likes, comments }
}

/** When a post is worth the next look: soon while it is young, rarely when it is old. */
export function nextStepMs(media: WorldMedia): number {
  const ageMs = media.steppedAt - media.postedAt
  const step = Math.min(LONGEST_STEP_MS, Math.max(SHORTEST_STEP_MS, ageMs / STEPS_IN_AN_AGE))
  return media.steppedAt + Math.round(step)
}
