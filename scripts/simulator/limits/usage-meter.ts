import type { Behaviour } from '../behaviour/behaviour.ts'
import { GraphError } from '../graph/graph-error.ts'
import type { Grant } from '../oauth/grant.ts'
import type { AccountProfile } from '../world/account-profile.ts'
import { createSlidingCount, type SlidingCount } from './sliding-count.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Which allowance a call counts against; `app` is the platform's own, by the app. */
export type UseCase = 'app' | 'instagram' | 'pages' | 'messenger'

export type Metered = {
  account: AccountProfile
  grant: Grant
  /** Instagram's when undefined. */
  useCase?: UseCase | undefined
}

export type UsageMeter = {
  count(metered: Metered, calls: number): void
  /** The usage header of an answer: a pair of name and value, never both kinds. */
  header(metered: Metered): [name: string, value: string] | undefined
  /** @throws GraphError when the allowance is used up. */
  check(metered: Metered): void
  /** How much is used, in percent, by allowance: for people and tests. */
  overview(): Record<string, number>
}

/**
 * Counts calls and reports them as Meta does, in percent of the allowance: a user token gets the
 * app's header, a Page or business token the business one, with two keys for one account (captured
 * 2026-09-21). Calls that are refused count as well: going on lengthens the block.
 */
export function createUsageMeter(now: () => number, behaviour: Behaviour): UsageMeter {
  const counts = new Map<string, SlidingCount>()

  function bucketOf({ account, grant, useCase = 'instagram' }: Metered) {
    const isApp = useCase === 'app' ||
      (grant.login === 'instagram'
        ? behaviour.instagramUsageHeader === 'app'
        : grant.type === 'USER')
    if (isApp) return { key: `app-${grant.login}`, useCase: 'app' as const }
    return { key: `${useCase}-${account.key}`, useCase }
  }

  function usedPercent({ key, useCase }: ReturnType<typeof bucketOf>): number {
    const used = counts.get(key)?.sum() ?? 0
    // Multiplied first: 7 / 100 * 100 is more than 7.
    return Math.ceil(used * 100 / allowanceOf(useCase, behaviour))
  }

  function minutesToRegain({ key, useCase }: ReturnType<typeof bucketOf>): number {
    const excess = (counts.get(key)?.sum() ?? 0) - allowanceOf(useCase, behaviour)
    if (excess < 0) return 0
    return Math.ceil((counts.get(key)?.msUntilGone(excess + 1) ?? 0) / MINUTE_MS)
  }

  return {
    count(metered, calls) {
      const { key, useCase } = bucketOf(metered)
      const periodMs = useCase === 'app' ? HOUR_MS : 24 * HOUR_MS
      const count = counts.get(key) ?? createSlidingCount(now, periodMs)
      counts.set(key, count)
      count.add(calls)
    },
    header(metered) {
      const bucket = bucketOf(metered)
      const percent = Math.min(100, usedPercent(bucket))
      if (percent < behaviour.usageHeaderFromPercent) return undefined
      if (bucket.useCase === 'app') return appHeader(percent, metered.grant)
      const usage = [{
        type: bucket.useCase,
        call_count: percent,
        total_cputime: Math.ceil(percent / 8),
        total_time: Math.ceil(percent / 4),
        estimated_time_to_regain_access: percent >= 100 && behaviour.showsRegainTime
          ? minutesToRegain(bucket)
          : 0,
      }]
      return ['X-Business-Use-Case-Usage', businessBody(metered.account, bucket.useCase, usage)]
    },
    check(metered) {
      const bucket = bucketOf(metered)
      if (usedPercent(bucket) <= 100) return
      throw throttledError(bucket.useCase, behaviour.throttledStatus)
    },
    overview: () =>
      Object.fromEntries(
        [...counts.keys()].map((key) => {
          const useCase = key.replace(/-.*$/, '') as UseCase
          return [key, usedPercent({ key, useCase })]
        }),
      ),
  }
}

function allowanceOf(useCase: UseCase, behaviour: Behaviour): number {
  if (useCase === 'app') return behaviour.appCallsAnHour
  if (useCase === 'pages') return behaviour.pagesCallsADay
  return useCase === 'messenger' ? behaviour.messengerCallsADay : behaviour.instagramCallsADay
}

/** graph.instagram.com was seen with names of its own. */
function appHeader(percent: number, { login }: Grant): [string, string] {
  const usage = login === 'instagram'
    ? { call_volume: percent, cpu_time: Math.ceil(percent / 3) }
    : { call_count: percent, total_time: Math.ceil(percent / 3), total_cputime: percent >> 2 }
  return ['X-App-Usage', JSON.stringify(usage)]
}

function businessBody(account: AccountProfile, useCase: UseCase, usage: unknown): string {
  if (useCase !== 'instagram') {
    return JSON.stringify({ [account.pageId ?? account.igUserId]: usage })
  }
  const businessId = `90${account.pageId ?? account.appScopedId}`
  return JSON.stringify({ [businessId]: usage, [account.igUserId]: usage })
}

/** Code 4 for the app, 8000x for a business use case (rate limiting page). */
function throttledError(useCase: UseCase, status: number): GraphError {
  const hint = 'Wait a bit and try again. For more info, please refer to ' +
    'https://developers.facebook.com/docs/graph-api/overview/rate-limiting.'
  if (useCase === 'app') {
    const details = { code: 4, status: 403, isTransient: true }
    return new GraphError('Application request limit reached', details)
  }
  const [code, what] = ({
    instagram: [80_002, 'calls to this Instagram account'],
    pages: [80_001, 'calls to this Page account'],
    messenger: [80_006, 'calls to this Messenger account'],
  } as const)[useCase]
  return new GraphError(`There have been too many ${what}. ${hint}`, { code, status })
}
