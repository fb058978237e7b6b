import { signBody } from '../../scripts/simulator/webhooks/sign-body.ts'
import { stack } from './stack.ts'

/**
 * Posts deliveries side by side, as Meta does.
 *
 * @returns Those that did not get 200, whatever the reason: Meta sends them again.
 */
export async function postOnce(url: string, bodies: string[]): Promise<string[]> {
  const accepted = await Promise.all(bodies.map(async (body) => {
    const bytes = new TextEncoder().encode(body)
    const signature = await signBody(stack.instagramAppSecret, bytes)
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
        body: bytes,
      })
      await response.body?.cancel()
      return response.status === 200
    } catch {
      // The connection broke or was refused.
      return false
    }
  }))
  return bodies.filter((_, index) => !accepted[index])
}

/**
 * Posts deliveries again and again until each has got 200.
 *
 * @throws Error when that takes longer than `timeoutMs`.
 */
export async function postUntilAccepted(
  url: string,
  bodies: string[],
  timeoutMs = 30_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs
  let pending = bodies
  while (pending.length > 0) {
    if (Date.now() > deadline) throw new Error(`${pending.length} deliveries are still refused.`)
    const tried = Date.now()
    pending = await postOnce(url, pending)
    // A refusal may come at once; a server that starts needs the machine for itself.
    const early = 100 - (Date.now() - tried)
    if (pending.length > 0 && early > 0) await new Promise((wake) => setTimeout(wake, early))
  }
}
