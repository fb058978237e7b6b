import type { GraphCall } from '../graph-call.ts'
import type { AccountMetric } from './account-metrics.ts'
import { accountNumbers } from './account-numbers.ts'
import type { InsightsWindow } from './insights-window.ts'
import { breakdownOf, splitByWeight } from './metric-params.ts'

/** A metric's total within a time, and its parts when they are asked for. */
export function accountTotal(
  name: string,
  metric: AccountMetric,
  { sinceMs, untilMs }: InsightsWindow,
  breakdowns: readonly string[],
  call: GraphCall,
): { value: number; breakdowns?: unknown } {
  const { now, behaviour } = call.simulation
  const numbers = accountNumbers(call.demo, call.account, {
    fromMs: Math.max(sinceMs, keptSince(now())),
    untilMs,
    nowMs: now(),
    lagHours: behaviour.insightsLagHours,
  })
  const value = metric.value(numbers)
  const [breakdown] = breakdowns
  if (breakdown === undefined) return { value }
  // With this breakdown the words mean follows and unfollows (captured on twelve accounts).
  const parts = name === 'follows_and_unfollows'
    ? [['FOLLOWER', numbers.newFollows], ['NON_FOLLOWER', numbers.unfollows]] as const
    : splitByWeight(value, metric.breakdowns[breakdown] ?? {})
  const listed = parts.map(([key, part]) => [[key], part] as const)
  return { value, breakdowns: breakdownOf([breakdown], listed) }
}

/** Account data is kept for 90 days. */
export function keptSince(nowMs: number): number {
  return nowMs - 90 * 24 * 60 * 60 * 1_000
}
