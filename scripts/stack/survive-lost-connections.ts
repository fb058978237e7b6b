const CONNECTION_ERRORS = /^(ECONN|EPIPE|CONNECTION_|57P0)/
const RENEW_AFTER_MS = 250

/**
 * Keeps the process alive when a connection to the database breaks at a moment for which postgres.js
 * (3.4.9) has no handler: while it fetches types on a new connection (`fetchArrayTypes`), and when
 * it rolls back on one whose socket is gone (`nextWrite`). Then a query never settles and the pool
 * has lost a connection for good, so the pools must be renewed. Any other unhandled error still ends
 * the process.
 *
 * @param renew Called a moment later, once for all connections that broke together.
 */
export function surviveLostConnections(
  log: (line: string) => void,
  renew: () => void,
): { stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const onRejection = (event: PromiseRejectionEvent) => {
    const code = (event.reason as { code?: unknown } | undefined)?.code
    if (typeof code !== 'string' || !CONNECTION_ERRORS.test(code)) return
    event.preventDefault()
    renewSoon()
  }
  const onError = (event: ErrorEvent) => {
    const stack = String((event.error as Error | undefined)?.stack)
    if (!/nextWrite.*\/postgres\//s.test(stack)) return
    event.preventDefault()
    renewSoon()
  }
  function renewSoon(): void {
    if (timer !== undefined) return
    log('Connections to the database broke; the services make new ones.')
    timer = setTimeout(() => {
      timer = undefined
      renew()
    }, RENEW_AFTER_MS)
  }
  globalThis.addEventListener('unhandledrejection', onRejection)
  globalThis.addEventListener('error', onError)
  return {
    stop() {
      clearTimeout(timer)
      globalThis.removeEventListener('unhandledrejection', onRejection)
      globalThis.removeEventListener('error', onError)
    },
  }
}
