import type { GraphCall } from '../graph-call.ts'
import { type AccountMetric, DEMOGRAPHICS } from './account-metrics.ts'
import type { InsightsWindow } from './insights-window.ts'
import { insightsError, type MetricParams } from './metric-params.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const PERIODS = ['day', 'week', 'days_28', 'month', 'lifetime', 'total_over_range']
/** Names without a value of their own here. */
const SPECIAL = [...DEMOGRAPHICS, 'online_followers', 'profile_views']

/**
 * Refuses what can't be answered together: one metric that doesn't fit fails the whole call.
 *
 * @returns Whether totals are wanted rather than a series.
 */
export function checkAccountMetrics(
  names: readonly string[],
  { params, window, breakdowns, metrics, call }: {
    params: MetricParams
    window: InsightsWindow
    breakdowns: readonly string[]
    metrics: Readonly<Record<string, AccountMetric>>
    call: GraphCall
  },
): boolean {
  const refuse = (message: string) => {
    throw insightsError(call, message, { code: 100 })
  }
  const period = params.period ?? ''
  if (!PERIODS.includes(period)) {
    refuse(`period must be one of the following values: ${PERIODS.join(', ')}`)
  }
  const gone = names.filter((name) => metrics[name] === undefined && !SPECIAL.includes(name))
  if (gone.length > 0) refuse(`The Insights API no longer supports the ${gone.join(', ')} metric`)

  const type = params.metric_type
  if (type !== undefined && type !== 'total_value' && type !== 'time_series') {
    refuse('metric_type must be one of the following values: time_series, total_value')
  }
  const isTotal = type === 'total_value'
  const totalsOnly = names.filter((name) =>
    name !== 'profile_views' && !allows(name, 'time_series')
  )
  if (totalsOnly.length > 0 && type === undefined) {
    refuse(
      `The following metrics (${totalsOnly.join(',')}) should be specified with parameter ` +
        'metric_type=total_value',
    )
  }
  const misfit = names.find((name) =>
    name !== 'profile_views' && !allows(name, isTotal ? 'total_value' : 'time_series')
  )
  if (misfit !== undefined) {
    refuse(`The following metric (${misfit}) is incompatible with the metric type (${type})`)
  }
  const wrongPeriod = names.find((name) => !periodsOf(name).includes(period))
  if (wrongPeriod !== undefined) {
    refuse(`Incompatible period (${period}) for metric (${wrongPeriod})`)
  }
  if (names.includes('follower_count') || names.includes('online_followers')) {
    if (window.sinceMs < call.simulation.now() - 31 * DAY_MS) {
      refuse('This metric only supports querying data for the last 30 days')
    }
  }
  for (const breakdown of breakdowns) names.forEach((name) => checkBreakdown(name, breakdown))
  return isTotal

  function allows(name: string, wanted: 'total_value' | 'time_series'): boolean {
    if (DEMOGRAPHICS.includes(name)) return wanted === 'total_value'
    if (name === 'online_followers') return wanted === 'time_series'
    return metrics[name]?.types.includes(wanted) ?? true
  }

  function periodsOf(name: string): readonly string[] {
    if (DEMOGRAPHICS.includes(name) || name === 'online_followers') return ['lifetime']
    return metrics[name]?.periods ?? PERIODS
  }

  function checkBreakdown(name: string, breakdown: string): void {
    if (DEMOGRAPHICS.includes(name)) return
    // The validator lets some through that the service then fails on, without saying why.
    if (!isTotal || metrics[name]?.breakdowns[breakdown] === undefined) {
      const status = call.simulation.behaviour.badBreakdownStatus
      throw insightsError(call, 'An unknown error has occurred.', { code: 1, status })
    }
    if (name === 'follows_and_unfollows' && window.untilMs - window.sinceMs <= DAY_MS) {
      refuse('The breakdown can not be shown for this time range because of missing buckets')
    }
  }
}
