const CONNECTION_ERRORS = /^(ECONN|EPIPE|CONNECTION_|57P0)/

/**
 * Keeps the process alive when a connection to the database breaks at a moment for which postgres.js
 * has no handler: while it fetches types on a new connection (3.4.9, `fetchArrayTypes`). The query
 * that needed the connection fails by itself. Any other unhandled rejection still ends the process.
 */
export function surviveLostConnections(log: (line: string) => void): { stop(): void } {
  const listener = (event: PromiseRejectionEvent) => {
    const code = (event.reason as { code?: unknown } | undefined)?.code
    if (typeof code !== 'string' || !CONNECTION_ERRORS.test(code)) return
    event.preventDefault()
    log(`A connection to the database broke (${code}).`)
  }
  globalThis.addEventListener('unhandledrejection', listener)
  return { stop: () => globalThis.removeEventListener('unhandledrejection', listener) }
}
