import type { WebhookSettings } from './webhook-settings.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** The first retry comes at once; Meta's real gaps are not published, only that they widen. */
const BRISK_GAPS_MS = [0, 1, 2, 5, 10, 30, 60].map((seconds) => seconds * SECOND_MS)
const META_GAPS_MS = [0, 1, 5, 15, 30, 60, 120, 240, 360].map((minutes) => minutes * MINUTE_MS)

/** Meta drops a delivery 36 hours after the first attempt (Graph API webhooks documentation). */
export const GIVE_UP_AFTER_MS = 36 * HOUR_MS
/** When the developer is alerted, and when the webhook is disabled (Messenger's webhooks page). */
export const ALERT_AFTER_MS = 15 * MINUTE_MS
export const DISABLE_AFTER_MS = HOUR_MS

/**
 * How long to wait after a failed attempt.
 *
 * @param failedAttempts Attempts made so far, all failed; at least 1.
 * @returns Milliseconds until the next attempt, 0 for at once.
 */
export function retryDelay(failedAttempts: number, mode: WebhookSettings['retries']): number {
  const gaps = mode === 'brisk' ? BRISK_GAPS_MS : META_GAPS_MS
  return gaps[Math.min(failedAttempts, gaps.length) - 1] ?? 0
}
