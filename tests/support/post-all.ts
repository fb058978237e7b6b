import { postSigned } from './webhooks.ts'

/**
 * Calls meta-webhook with each body, several at a time.
 *
 * @returns The statuses, in the bodies' order.
 */
export async function postAll(
  bodies: (string | Uint8Array)[],
  sideBySide = bodies.length,
): Promise<number[]> {
  const statuses: number[] = []
  const rest = bodies.entries()
  const poster = async () => {
    // All posters take from the one iterator.
    for (const [index, body] of rest) {
      const response = await postSigned(body)
      await response.body?.cancel()
      statuses[index] = response.status
    }
  }
  await Promise.all(Array.from({ length: sideBySide }, poster))
  return statuses
}
