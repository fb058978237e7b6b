import type { WorldAccount } from '../state/simulator-state.ts'
import type { AccountProfile } from './account-profile.ts'
import { poisson, type Random } from './create-random.ts'
import { isDemo } from './demo-accounts.ts'
import { livelinessAt } from './hour-profile.ts'

const HOUR_MS = 60 * 60 * 1_000
/**
 * Of an account's followers, an hour. A demo is watched for minutes, so there both are brisk: some
 * come and go each minute, and after a day the number still looks like itself.
 */
const SHARES_AN_HOUR = {
  demo: { gained: 0.02, lost: 0.018 },
  generated: { gained: 0.000_08, lost: 0.000_05 },
}
const FOLLOWS_CHANGED_AN_HOUR = { demo: 0.3, generated: 0.02 }

/** Lets followers come and sometimes go for a time that passed. */
export function moveFollowers(
  account: WorldAccount,
  { profile, atMs, elapsedMs, random }: {
    profile: AccountProfile
    atMs: number
    elapsedMs: number
    random: Random
  },
): void {
  const kind = isDemo(profile) ? 'demo' : 'generated'
  const hours = elapsedMs / HOUR_MS
  const lively = kind === 'demo' ? 1 : livelinessAt(atMs, profile.utcOffsetHours)
  const { gained, lost } = SHARES_AN_HOUR[kind]
  const followers = account.followers + poisson(account.followers * gained * hours * lively, random)
  account.followers = Math.max(0, followers - poisson(followers * lost * hours * lively, random))
  account.follows += poisson(FOLLOWS_CHANGED_AN_HOUR[kind] * hours, random)
}
