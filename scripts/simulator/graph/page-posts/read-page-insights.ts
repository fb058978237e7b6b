import { accountNumbers } from '../insights/account-numbers.ts'
import { keptSince } from '../insights/account-total.ts'
import { listOf, type MetricParams } from '../insights/metric-params.ts'
import { nextPacificDay, pacificDayStart } from '../insights/pacific-day.ts'
import type { GraphCall } from '../graph-call.ts'
import { GraphError } from '../graph-error.ts'
import { graphTime } from '../graph-time.ts'
import { pageMetrics, postMetrics } from './page-metrics.ts'
import type { PagePost } from './page-posts-of.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const DAYS_OF_PERIOD: Readonly<Record<string, number>> = { day: 1, week: 7, days_28: 28, month: 30 }
/** 90 by the page; 93 were accepted. */
const MOST_DAYS = 93
const BREAKDOWNS = ['is_from_ads', 'is_from_followers']

/**
 * Insights of a Page's post.
 *
 * @throws GraphError 100 for any metric that is unknown or retired: it fails the whole call.
 */
export function readPostInsights(post: PagePost, params: MetricParams, call: GraphCall) {
  const names = namesOf(params, Object.keys(postMetrics))
  const breakdown = breakdownOf(params)
  const data = names.map((name) => {
    const value = postMetrics[name]?.(post) ?? 0
    const values = breakdown === undefined ? [{ value }] : flatParts(value, breakdown)
    return describe(post.id, name, 'lifetime', values)
  })
  return { data, paging: paging(post.id, params, call) }
}

/** Insights of a Page by day, or as totals that roll over 7 or 28 days. */
export function readPageInsights(params: MetricParams, call: GraphCall) {
  const names = namesOf(params, Object.keys(pageMetrics))
  const period = params.period ?? 'day'
  const days = DAYS_OF_PERIOD[period]
  if (days === undefined) throw new GraphError('Invalid period', { code: 100 })
  const { simulation: { now, behaviour }, demo, account } = call
  const untilMs = params.until === undefined ? now() : Number(params.until) * 1_000
  const sinceMs = params.since === undefined ? untilMs - 2 * DAY_MS : Number(params.since) * 1_000
  if (!(untilMs - sinceMs <= MOST_DAYS * DAY_MS)) {
    const message = 'There cannot be more than 93 days (8035200 s) between since and until'
    throw new GraphError(message, { code: 100 })
  }
  const breakdown = breakdownOf(params)
  const buckets: { numbers: ReturnType<typeof accountNumbers>; endTime: string }[] = []
  const firstMs = Math.max(sinceMs, keptSince(now()))
  for (let day = pacificDayStart(firstMs);; day = nextPacificDay(day)) {
    const end = nextPacificDay(day)
    if (end > untilMs || end > now()) break
    const numbers = accountNumbers(demo, account, {
      fromMs: days === 1 ? day : pacificDayStart(end - days * DAY_MS + DAY_MS / 2),
      untilMs: end,
      nowMs: now(),
      // Refreshed about once a day, by the page.
      lagHours: Math.min(24, behaviour.insightsLagHours),
    })
    buckets.push({ numbers, endTime: graphTime(end) })
  }
  const data = names.map((name) =>
    describe(
      demo.pageId ?? '',
      name,
      period,
      buckets.flatMap(({ numbers, endTime }) => {
        const value = pageMetrics[name]?.(numbers) ?? 0
        const values = breakdown === undefined ? [{ value }] : flatParts(value, breakdown)
        return values.map((entry) => ({ ...entry, end_time: endTime }))
      }),
    )
  )
  return { data, paging: paging(demo.pageId ?? '', params, call) }
}

function namesOf(params: MetricParams, known: readonly string[]): string[] {
  const names = [...new Set(listOf(params.metric))]
  if (names.length > 0 && names.every((name) => known.includes(name))) return names
  throw new GraphError('The value must be a valid insights metric', { code: 100 })
}

function breakdownOf({ breakdown }: MetricParams): string | undefined {
  if (breakdown === undefined || BREAKDOWNS.includes(breakdown)) return breakdown
  throw new GraphError(`Invalid breakdown ${breakdown}`, { code: 100 })
}

/** Flat, unlike Instagram's, with "0" and "1" as text. */
function flatParts(value: unknown, breakdown: string) {
  if (typeof value !== 'number') return [{ value, [breakdown]: '0' }]
  const part = Math.floor(value / 5)
  return [{ value: value - part, [breakdown]: '0' }, { value: part, [breakdown]: '1' }]
}

function describe(id: string, name: string, period: string, values: unknown[]) {
  const title = name.replaceAll('_', ' ')
  return {
    name,
    period,
    values,
    title,
    description: `${title}.`,
    id: `${id}/insights/${name}/${period}`,
  }
}

function paging(id: string, params: MetricParams, call: GraphCall) {
  const address = (shift: number) => {
    const url = new URL(`${call.baseUrl}/${call.version}/${id}/insights`)
    url.searchParams.set('access_token', call.token)
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
    const until = Number(params.until ?? call.simulation.now() / 1_000)
    const length = params.since === undefined ? 172_800 : until - Number(params.since)
    url.searchParams.set('since', String(Math.floor(until + (shift - 1) * length)))
    url.searchParams.set('until', String(Math.floor(until + shift * length)))
    return url.href
  }
  return { previous: address(-1), next: address(1) }
}
