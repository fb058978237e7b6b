import type { WorldAccount } from '../state/simulator-state.ts'
import { publishMedia } from './publish-media.ts'

/** On average one new post in three hours of running, all accounts together. */
const MEAN_GAP_MS = 3 * 60 * 60 * 1_000

/**
 * Lets chance decide, for a short time that passed, whether an account publishes a post.
 *
 * @returns Whether one appeared.
 */
export function publishNowAndThen(
  accounts: readonly WorldAccount[],
  { nowMs, elapsedMs, random }: { nowMs: number; elapsedMs: number; random: () => number },
): boolean {
  if (random() >= elapsedMs / MEAN_GAP_MS) return false
  const account = accounts[Math.floor(random() * accounts.length)]
  if (account === undefined) return false
  publishMedia(account, nowMs)
  return true
}
