import type { WorldAccount } from '../state/simulator-state.ts'
import { COMMENTS_PER_LIKE, likeRate } from './like-rate.ts'

const HOUR_MS = 60 * 60 * 1_000

/** Of an account's followers, an hour; brisk, so that a demo shows movement within a minute. */
const GAINED_AN_HOUR = 0.004
const LOST_AN_HOUR = 0.0015
const FOLLOWS_CHANGED_AN_HOUR = 0.3

/**
 * Lets time pass for an account's numbers: followers come and sometimes go, likes and comments
 * only grow, the faster the younger the post.
 *
 * @param elapsedMs Time since the last call, at most a few minutes.
 * @returns Whether any number changed.
 */
export function advanceNumbers(
  account: WorldAccount,
  { nowMs, elapsedMs, random }: { nowMs: number; elapsedMs: number; random: () => number },
): boolean {
  const hours = elapsedMs / HOUR_MS
  const gained = countOf(account.followers * GAINED_AN_HOUR * hours, random)
  const lost = Math.min(
    countOf(account.followers * LOST_AN_HOUR * hours, random),
    account.followers + gained,
  )
  const followed = countOf(FOLLOWS_CHANGED_AN_HOUR * hours, random)
  account.followers += gained - lost
  account.follows += followed
  let changed = gained !== lost || followed > 0

  for (const media of account.media) {
    const expected = likeRate(media.appeal, nowMs - media.postedAt) * hours
    const likes = countOf(expected, random)
    const comments = countOf(expected * COMMENTS_PER_LIKE, random)
    media.likes += likes
    media.comments += comments
    changed ||= likes > 0 || comments > 0
  }
  return changed
}

/** A whole number whose mean is `expected`: its whole part, and chance decides about the rest. */
function countOf(expected: number, random: () => number): number {
  const whole = Math.floor(expected)
  return whole + (random() < expected - whole ? 1 : 0)
}
