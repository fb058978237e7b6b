/** A call that a client made, for people and tests to look at. */
export type LoggedCall = {
  id: number
  /** The simulator's time. */
  at: number
  method: string
  host: string
  /** Without the host; with the query, but never with a token or a secret. */
  path: string
  /** The first 16 digits of the token's SHA-256 in hexadecimal, null without one. */
  token: string | null
  /** The account that it reaches, as far as it is one. */
  account: string | null
  status: number
  /** How many calls it counts as. */
  cost: number
  milliseconds: number
}

export type CallLog = {
  add(call: Omit<LoggedCall, 'id'>): void
  /** @param options.after Only calls with a higher id. */
  list(options?: { after?: number }): LoggedCall[]
  clear(): void
}

const MOST_KEPT = 2_000

/** Remembers the last calls. */
export function createCallLog(): CallLog {
  let calls: LoggedCall[] = []
  let count = 0
  return {
    add(call) {
      count += 1
      calls.push({ id: count, ...call })
      if (calls.length >= 2 * MOST_KEPT) calls = calls.slice(-MOST_KEPT)
    },
    list: ({ after = 0 } = {}) => calls.slice(-MOST_KEPT).filter(({ id }) => id > after),
    clear() {
      calls = []
    },
  }
}
