import { instant } from '../data/instant.ts'
import type { ObservedReading } from '../data/rows.ts'
import type { MetricsUpdate } from '../live/parse-live-event.ts'

export const ACCOUNT_METRICS = ['followers', 'follows', 'media'] as const
export type AccountMetric = (typeof ACCOUNT_METRICS)[number]

/** One metric of an account: what it is, and how that came about in the last days. */
export type MetricHistory = {
  current: ObservedReading | undefined
  /** Changes, oldest first. A value holds until the next one. */
  snapshots: ObservedReading[]
  /** Whether changes are missing between the first and the second of them. */
  hasGap: boolean
}

export type MetricsState = Record<AccountMetric, MetricHistory>

/** Enough for a week of one change in five minutes; a screen that stays open must not grow. */
const MOST_SNAPSHOTS = 2_000

/** Applies new readings; those that are not newer than what is known change nothing. */
export function applyToMetrics(state: MetricsState, update: MetricsUpdate): MetricsState {
  let next = state
  for (const metric of ACCOUNT_METRICS) {
    const reading = update.account_metrics[metric]
    if (!reading) continue
    const history = state[metric]
    const observed = { ...reading, observed_at: update.observed_at }
    const { current } = history
    if (current && instant(current.observed_at) >= instant(observed.observed_at)) continue
    const snapshots = [...history.snapshots, observed]
    const isFull = snapshots.length > MOST_SNAPSHOTS
    // The first one is the baseline and stays.
    if (isFull) snapshots.splice(1, 1)
    next = {
      ...next,
      [metric]: { current: observed, snapshots, hasGap: history.hasGap || isFull },
    }
  }
  return next
}
