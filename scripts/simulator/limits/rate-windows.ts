import { GraphError } from '../graph/graph-error.ts'

/** Counts uses within a sliding time, for limits such as "two calls a second". */
export type RateWindows = {
  /**
   * Uses once, if the limit allows it.
   *
   * @param key What is limited, for example `conversations:<ig id>`.
   * @returns Whether there was room.
   */
  take(key: string, limit: number, periodMs: number): boolean
}

/** Keys that were not used for their own period are forgotten once so many are known. */
const SWEEP_ABOVE = 5_000

export function createRateWindows(now: () => number): RateWindows {
  const windows = new Map<string, { times: number[]; periodMs: number }>()

  function sweep(): void {
    for (const [key, { times, periodMs }] of windows) {
      if ((times.at(-1) ?? 0) <= now() - periodMs) windows.delete(key)
    }
  }

  return {
    take(key, limit, periodMs) {
      const window = windows.get(key) ?? { times: [], periodMs }
      if (windows.size > SWEEP_ABOVE) sweep()
      windows.set(key, window)
      const since = now() - periodMs
      while (window.times.length > 0 && (window.times[0] ?? 0) <= since) window.times.shift()
      if (window.times.length >= limit) return false
      window.times.push(now())
      return true
    },
  }
}

/** The messaging limit's error: 613 with subcode 2534040 (Messenger error codes, 2026-06-25). */
export function messagingLimitError(status: number): GraphError {
  return new GraphError('Calls to this api have exceeded the rate limit.', {
    code: 613,
    subcode: 2_534_040,
    status,
  })
}
