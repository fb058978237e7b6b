import type { GraphCall } from '../graph-call.ts'
import { insightsError, type MetricParams } from './metric-params.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const MOST_DAYS = 30

/** The time an account's insights are asked for. */
export type InsightsWindow = { sinceMs: number; untilMs: number; isGiven: boolean }

/**
 * Reads `since` and `until`, Unix seconds or ISO times; the last day when they are missing.
 *
 * @throws GraphError 100 for what is no time, and for more than 30 days.
 */
export function insightsWindow(params: MetricParams, call: GraphCall): InsightsWindow {
  const now = call.simulation.now()
  const untilMs = params.until === undefined ? now : timeOf(params.until, call)
  const sinceMs = params.since === undefined ? untilMs - DAY_MS : timeOf(params.since, call)
  if (untilMs < sinceMs) {
    throw insightsError(call, 'since must be before until', { code: 100 })
  }
  if (untilMs - sinceMs > MOST_DAYS * DAY_MS) {
    const message = 'There cannot be more than 30 days (2592000 s) between since and until'
    throw insightsError(call, message, { code: 100 })
  }
  const isGiven = params.since !== undefined || params.until !== undefined
  return { sinceMs, untilMs, isGiven }
}

/** The addresses of the windows before and after: only account insights page by time. */
export function windowPaging(
  { sinceMs, untilMs }: InsightsWindow,
  params: MetricParams,
  call: GraphCall,
) {
  const length = untilMs - sinceMs
  const address = (from: number, until: number) => {
    const url = new URL(`${call.baseUrl}/${call.version}/${call.demo.igUserId}/insights`)
    url.searchParams.set('access_token', call.token)
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
    url.searchParams.set('since', String(Math.floor(from / 1_000)))
    url.searchParams.set('until', String(Math.floor(until / 1_000)))
    return url.href
  }
  return {
    previous: address(sinceMs - length, sinceMs),
    next: address(untilMs, untilMs + length),
  }
}

function timeOf(text: string, call: GraphCall): number {
  if (/^\d{1,12}$/.test(text)) return Number(text) * 1_000
  const parsed = Date.parse(text)
  if (!Number.isNaN(parsed)) return parsed
  throw insightsError(call, 'Param since or until must be a valid time', { code: 100 })
}
