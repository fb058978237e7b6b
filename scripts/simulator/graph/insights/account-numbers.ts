import type { WorldAccount } from '../../state/simulator-state.ts'
import { createRandom, seedOf } from '../../world/create-random.ts'
import type { AccountProfile } from '../../world/account-profile.ts'
import { likesAtAge } from '../../world/like-rate.ts'
import { nextPacificDay, pacificDayStart } from './pacific-day.ts'

const HOUR_MS = 60 * 60 * 1_000
const DAY_MS = 24 * HOUR_MS
/** What a day shows when it has just ended; the rest comes within the lag. */
const SHARE_AT_ONCE = 0.55
/** Visits of the profile and of old posts, by follower and day. */
const LASTING_VIEWS = 0.04

/** What insights count about an account within a time. Sums can be added up, unique ones not. */
export type AccountNumbers = {
  views: number
  likes: number
  newFollows: number
  unfollows: number
  /** How many people there are to reach; what reach tends towards. */
  audience: number
}

/**
 * An account's numbers within a time, from the lives its posts are expected to have: a day that
 * is over for longer than the lag never changes again, younger ones still grow.
 */
export function accountNumbers(
  profile: AccountProfile,
  account: WorldAccount,
  { fromMs, untilMs, nowMs, lagHours }: {
    fromMs: number
    untilMs: number
    nowMs: number
    lagHours: number
  },
): AccountNumbers {
  const sum = { views: 0, likes: 0, newFollows: 0, unfollows: 0, audience: profile.followers * 4 }
  for (let day = pacificDayStart(fromMs); day < untilMs; day = nextPacificDay(day)) {
    const end = Math.min(nextPacificDay(day), untilMs, nowMs)
    const start = Math.max(day, fromMs)
    if (end <= start) continue
    const known = completeness(nowMs - nextPacificDay(day), lagHours)
    const random = createRandom(seedOf('day', profile.igUserId, day))
    const mood = 0.7 + 0.6 * random()
    const share = (end - start) / DAY_MS
    const likes = likesWithin(account, start, end)
    sum.likes += Math.floor(likes * known)
    sum.views += Math.floor((likes * 18 + profile.followers * LASTING_VIEWS * share) * known * mood)
    sum.newFollows += Math.floor((profile.followers * 0.004 * share + likes / 70) * known * mood)
    sum.unfollows += Math.floor(profile.followers * 0.002 * share * known * (1.7 - mood))
  }
  return sum
}

/** Unique people, for so many views: the more views, the more often they are the same ones. */
export function uniqueOf(views: number, audience: number): number {
  return audience === 0 ? 0 : Math.round(audience * (1 - Math.exp(-0.65 * views / audience)))
}

function completeness(sinceEndMs: number, lagHours: number): number {
  if (lagHours === 0) return 1
  const share = Math.max(0, sinceEndMs) / (lagHours * HOUR_MS)
  return Math.min(1, SHARE_AT_ONCE + (1 - SHARE_AT_ONCE) * share)
}

function likesWithin(account: WorldAccount, fromMs: number, untilMs: number): number {
  let likes = 0
  for (const { appeal, postedAt } of account.media) {
    if (postedAt >= untilMs) continue
    likes += likesAtAge(appeal, untilMs - postedAt) - likesAtAge(appeal, fromMs - postedAt)
  }
  return likes
}
