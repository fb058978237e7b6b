import type { GraphCall } from '../graph-call.ts'
import { graphTime } from '../graph-time.ts'
import type { AccountMetric } from './account-metrics.ts'
import { accountNumbers } from './account-numbers.ts'
import { keptSince } from './account-total.ts'
import type { InsightsWindow } from './insights-window.ts'
import { nextPacificDay, pacificDayStart } from './pacific-day.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const DAYS_OF_PERIOD: Readonly<Record<string, number>> = { day: 1, week: 7, days_28: 28 }

/**
 * A metric by day: a value for each Pacific day that ends within the time and is over by now.
 * Week and 28 days are rolling: each value covers the days up to its `end_time`.
 */
export function accountSeries(
  metric: AccountMetric,
  period: string,
  { sinceMs, untilMs, isGiven }: InsightsWindow,
  call: GraphCall,
): { value: number; end_time: string }[] {
  const { now, behaviour } = call.simulation
  const nowMs = now()
  const days = DAYS_OF_PERIOD[period] ?? 1
  // Without a time the last two days that are over, as captured answers show.
  const firstMs = Math.max(isGiven ? sinceMs : untilMs - 2 * DAY_MS, keptSince(nowMs))
  const values: { value: number; end_time: string }[] = []
  for (let day = pacificDayStart(firstMs);; day = nextPacificDay(day)) {
    const end = nextPacificDay(day)
    if (end > untilMs || end > nowMs) return values
    if (end <= firstMs) continue
    const fromMs = days === 1 ? day : pacificDayStart(end - days * DAY_MS + DAY_MS / 2)
    const numbers = accountNumbers(call.demo, call.account, {
      fromMs,
      untilMs: end,
      nowMs,
      lagHours: behaviour.insightsLagHours,
    })
    values.push({ value: metric.value(numbers), end_time: graphTime(end) })
  }
}
