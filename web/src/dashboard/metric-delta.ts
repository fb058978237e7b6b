import { instant } from '../data/instant.ts'
import type { MetricHistory } from './metrics-state.ts'

export const WINDOW_MS = 7 * 24 * 60 * 60_000
/** Against a first reading of some minutes ago, "no change" would only sound like news. */
const YOUNGEST_BASELINE_MS = 60 * 60_000

export type Delta =
  | { kind: 'none' }
  | { kind: 'change'; difference: number; since: string }

/**
 * How a metric changed since the oldest value known from the last seven days.
 *
 * @returns `none` when there is nothing to compare with: never a made-up zero.
 */
export function metricDelta({ current, snapshots }: MetricHistory, now: number): Delta {
  if (current?.value === null || current?.value === undefined) return { kind: 'none' }
  const from = now - WINDOW_MS
  // A value that was first seen before the window has held all through it.
  if (Date.parse(current.observed_at) < from) {
    return { kind: 'change', difference: 0, since: new Date(from).toISOString() }
  }
  const baseline = snapshots.find(({ value, observed_at }) =>
    value !== null && Date.parse(observed_at) >= from
  )
  if (!baseline || baseline.value === null) return { kind: 'none' }
  if (instant(baseline.observed_at) > instant(current.observed_at)) return { kind: 'none' }
  if (now - Date.parse(baseline.observed_at) < YOUNGEST_BASELINE_MS) return { kind: 'none' }
  return {
    kind: 'change',
    difference: current.value - baseline.value,
    since: baseline.observed_at,
  }
}
