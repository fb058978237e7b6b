import { localisedTitle } from '../../limits/localised-message.ts'
import { scopeOf } from '../../oauth/scopes.ts'
import type { GraphCall } from '../graph-call.ts'
import { missingPermissionError } from '../known-graph-errors.ts'
import { ACCOUNT_METRIC_NAMES, accountMetrics, DEMOGRAPHICS } from './account-metrics.ts'
import { accountNumbers } from './account-numbers.ts'
import { accountSeries } from './account-series.ts'
import { accountTotal } from './account-total.ts'
import { checkAccountMetrics } from './check-account-metrics.ts'
import { demographicsOf } from './demographics.ts'
import { insightsWindow, windowPaging } from './insights-window.ts'
import { listOf, type MetricParams, metricsOf } from './metric-params.ts'
import { onlineFollowers } from './online-followers.ts'

const FEWEST_FOLLOWERS = 100

/**
 * Insights of an account. One metric that can't be answered fails the whole call; one without
 * data is missing from the answer, which is not the same as 0.
 */
export function readAccountInsights(params: MetricParams, call: GraphCall) {
  if (!call.grant.scopes.includes(scopeOf(call.login, 'insights'))) throw missingPermissionError()
  const { behaviour } = call.simulation
  const names = metricsOf(params, ACCOUNT_METRIC_NAMES)
  const window = insightsWindow(params, call)
  const breakdowns = listOf(params.breakdown)
  const metrics = accountMetrics(behaviour)
  const isTotal = checkAccountMetrics(names, { params, window, breakdowns, metrics, call })
  const data = names.flatMap((name) => {
    const read = valueOf(name)
    if (read === undefined) return []
    const title = localisedTitle(
      metrics[name]?.title ?? name.replaceAll('_', ' '),
      behaviour.language,
    )
    const period = params.period ?? 'day'
    const id = `${call.demo.igUserId}/insights/${name}/${period}`
    return [{ name, period, title, description: `${title}.`, ...read, id }]
  })
  return { data, paging: windowPaging(window, params, call) }

  /** Undefined for what is not shown. */
  function valueOf(name: string): Record<string, unknown> | undefined {
    const hasFollowers = call.account.followers >= FEWEST_FOLLOWERS
    if (name === 'profile_views') return oldProfileViews()
    if (DEMOGRAPHICS.includes(name)) {
      const people = name === 'follower_demographics' ? call.account.followers : engaged()
      if (people < FEWEST_FOLLOWERS) return undefined
      return { total_value: demographicsOf(name, people, breakdowns, params, call) }
    }
    if (name === 'online_followers') {
      return hasFollowers ? { values: onlineFollowers(window, call) } : undefined
    }
    const metric = metrics[name]
    if (metric === undefined || (metric.needsFollowers && !hasFollowers)) return undefined
    return isTotal
      ? { total_value: accountTotal(name, metric, window, breakdowns, call) }
      : { values: accountSeries(metric, params.period ?? 'day', window, call) }
  }

  function engaged(): number {
    const nowMs = call.simulation.now()
    const days = params.timeframe === 'this_week' ? 7 : 30
    const fromMs = nowMs - days * 24 * 60 * 60 * 1_000
    const numbers = accountNumbers(call.demo, call.account, {
      fromMs,
      untilMs: nowMs,
      nowMs,
      lagHours: behaviour.insightsLagHours,
    })
    return numbers.likes
  }

  /** Gone since v21; that version still answered with Facebook Login, others leave it out. */
  function oldProfileViews(): Record<string, unknown> | undefined {
    const views = metrics.views
    if (call.login !== 'facebook' || call.version !== 'v21.0' || views === undefined) {
      return undefined
    }
    const total = accountTotal('profile_views', views, window, [], call)
    return { total_value: { value: Math.floor(Number(total.value) / 20) } }
  }
}
