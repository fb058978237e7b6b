import { createHmac } from 'node:crypto'
import type { SigningSecret, Timers } from '../simulation.ts'

/** Meta's Messenger documentation asks for an answer within five seconds. */
const ANSWER_WITHIN_MS = 5_000

export type DeliveryOutcome = {
  /** The answer's HTTP status, null when there was no answer. */
  status: number | null
  /** Why it does not count as delivered, null when it does. */
  error: string | null
}

export type DeliverOnce = (
  body: string,
  secret: SigningSecret,
  stopped: AbortSignal,
) => Promise<DeliveryOutcome>

/**
 * Makes the function that performs one webhook call as Meta performs it. It never throws; only
 * the status 200 counts as accepted.
 *
 * @param options.secrets The keys by name; `wrong` belongs to nobody.
 */
export function createDeliverOnce(
  { webhookUrl, secrets, fetch, timers }: {
    webhookUrl: string
    secrets: Record<SigningSecret, string>
    fetch: typeof globalThis.fetch
    timers: Timers
  },
): DeliverOnce {
  return async function deliverOnce(body, secret, stopped) {
    const bytes = new TextEncoder().encode(body)
    // At once, unlike `signBody`: deliveries leave in the order in which they were begun.
    const signature = createHmac('sha256', secrets[secret]).update(bytes).digest('hex')
    const timeout = new AbortController()
    const cancelTimeout = timers.after(ANSWER_WITHIN_MS, () => timeout.abort())
    try {
      const answer = await fetch(webhookUrl, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'User-Agent': 'facebookexternalua',
          'X-Hub-Signature-256': `sha256=${signature}`,
        },
        body: bytes,
        redirect: 'manual',
        signal: AbortSignal.any([timeout.signal, stopped]),
      })
      await answer.body?.cancel()
      const error = answer.status === 200 ? null : `answered ${answer.status}`
      return { status: answer.status, error }
    } catch (error) {
      if (timeout.signal.aborted) {
        return { status: null, error: `no answer within ${ANSWER_WITHIN_MS / 1_000} s` }
      }
      return { status: null, error: error instanceof Error ? error.message : String(error) }
    } finally {
      cancelTimeout()
    }
  }
}
