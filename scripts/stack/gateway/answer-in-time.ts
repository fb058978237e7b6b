/** Kong's own limit on how long a service may take (its `read_timeout`). No query takes a quarter of it. */
const PATIENCE_MS = 60_000

/** An answer that would otherwise never come, and how to end the wait for it. */
export type Waiting = { answer(work: Promise<Response>): Promise<Response>; giveUp(): void }

/**
 * Keeps requests from waiting for ever: postgres.js (3.4.9) may leave a query unsettled whose
 * connection broke, so whoever throws the pool away gives up on what waits in it.
 */
export function createWaiting(): Waiting {
  const waiting = new Set<(response: Response) => void>()
  return {
    async answer(work) {
      const { promise, resolve } = Promise.withResolvers<Response>()
      waiting.add(resolve)
      const timer = setTimeout(() => resolve(refusal(504)), PATIENCE_MS)
      work.then(resolve, () => resolve(refusal(500)))
      const response = await promise
      clearTimeout(timer)
      waiting.delete(resolve)
      return response
    },
    giveUp() {
      for (const resolve of waiting) resolve(refusal(503))
    },
  }
}

function refusal(status: number): Response {
  const message = 'The database went away before it answered.'
  return Response.json({ code: 'PGRST001', message, details: null, hint: null }, { status })
}
