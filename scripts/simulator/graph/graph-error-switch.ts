import type { GraphError } from './graph-error.ts'
import { knownGraphError } from './known-graph-errors.ts'

export type PlannedError = { code: number; subcode?: number; status?: number; times: number }

export type GraphErrorSwitch = {
  /** Replaces what was planned before; `times: 0` ends it. */
  plan(error: PlannedError): void
  planned(): PlannedError | undefined
  /** The error that the next call gets; counts down. */
  take(): GraphError | undefined
}

/** Makes Graph fail on request, a given number of times, for every path and token. */
export function createGraphErrorSwitch(): GraphErrorSwitch {
  let current: PlannedError | undefined

  return {
    plan(error) {
      current = error.times > 0 ? { ...error } : undefined
    },
    planned: () => current,
    take() {
      if (current === undefined) return undefined
      const { times, ...details } = current
      current = times > 1 ? { ...details, times: times - 1 } : undefined
      return knownGraphError(details)
    },
  }
}
