import type postgres from 'postgres'

/**
 * Gives up on a query, and asks the server to, when it takes too long. A database that hangs then
 * looks to the caller like one that is down.
 *
 * @throws Error with code database_timeout after `timeoutMs`; otherwise what the query throws.
 */
export async function withTimeout<T>(
  query: postgres.PendingQuery<T & postgres.MaybeRow[]>,
  timeoutMs: number,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      query.cancel()
      reject(new Error(`database_timeout: no answer within ${timeoutMs} ms`))
    }, timeoutMs)
  })
  try {
    return await Promise.race([query, timeout]) as T
  } finally {
    clearTimeout(timer)
    // After a timeout nobody waits for the query any more; its own failure is no news then.
    query.catch(() => {})
  }
}
