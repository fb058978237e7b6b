/** The first retry comes at once; Meta's real gaps are longer and not published. */
const FIRST_DELAYS_MS = [0, 1_000, 2_000, 5_000, 10_000, 30_000]
const LATER_DELAY_MS = 60_000

/** Meta drops a delivery 36 hours after the first attempt (Graph API webhooks documentation). */
export const GIVE_UP_AFTER_MS = 36 * 60 * 60 * 1_000

/**
 * How long to wait after a failed attempt.
 *
 * @param failedAttempts Attempts made so far, all failed; at least 1.
 * @returns Milliseconds until the next attempt, 0 for at once.
 */
export function retryDelay(failedAttempts: number): number {
  return FIRST_DELAYS_MS[failedAttempts - 1] ?? LATER_DELAY_MS
}
