import type { DemoAccount } from '../world/demo-accounts.ts'

const HOUR_MS = 60 * 60 * 1_000
/** A small app's allowance: 200 calls an hour for each of ten daily users. */
const APP_CALLS_AN_HOUR = 2_000
/** The business use case allowance of an account with ten impressions: 4800 x 10 in 24 hours. */
const BUSINESS_CALLS_A_DAY = 48_000

export type UsageMeter = {
  count(account: DemoAccount, calls: number): void
  /** The usage header of an answer: a pair of name and value, never both kinds. */
  header(account: DemoAccount): [name: string, value: string]
}

/**
 * Counts calls and reports them as Meta does, in percent of the allowance. graph.instagram.com
 * was seen with an app header that has names of its own (`call_volume`, `cpu_time`), a Page
 * token on graph.facebook.com gets the business header with two keys for one account.
 */
export function createUsageMeter(now: () => number): UsageMeter {
  const callTimes: Record<string, number[]> = {}

  function callsWithin(account: DemoAccount, periodMs: number): number {
    const since = now() - periodMs
    const recent = (callTimes[account.key] ?? []).filter((time) => time > since)
    callTimes[account.key] = recent
    return recent.length
  }

  return {
    count(account, calls) {
      const times = callTimes[account.key] ??= []
      for (let call = 0; call < calls; call += 1) times.push(now())
    },
    header(account) {
      if (account.login === 'instagram') {
        const percent = percentOf(callsWithin(account, HOUR_MS), APP_CALLS_AN_HOUR)
        const usage = { call_volume: percent, cpu_time: Math.ceil(percent / 3) }
        return ['X-App-Usage', JSON.stringify(usage)]
      }
      const percent = percentOf(callsWithin(account, 24 * HOUR_MS), BUSINESS_CALLS_A_DAY)
      const usage = [{
        type: 'instagram',
        call_count: percent,
        total_cputime: Math.ceil(percent / 8),
        total_time: Math.ceil(percent / 4),
        estimated_time_to_regain_access: 0,
      }]
      const businessId = `90${account.pageId}`
      return [
        'X-Business-Use-Case-Usage',
        JSON.stringify({ [businessId]: usage, [account.igUserId]: usage }),
      ]
    },
  }
}

function percentOf(calls: number, allowance: number): number {
  return Math.min(100, Math.ceil((calls / allowance) * 100))
}
