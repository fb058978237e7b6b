/// <reference path="../edge-runtime.d.ts" />
import { requireSecretKey } from '../http/require-secret-key.ts'

/**
 * Makes the handler of a worker function: a nudge with one of the project's secret keys is answered
 * 202 at once, and the work goes on behind it.
 *
 * @param work Starts the work, or joins what is under way; must not reject.
 * @returns A handler for Deno.serve; it answers 401 to a nudge without a secret key.
 */
export function answerNudge(
  secretKeys: string,
  work: () => Promise<void>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const refusal = await requireSecretKey(request, secretKeys)
    if (refusal) return refusal
    EdgeRuntime.waitUntil(work())
    return new Response(null, { status: 202 })
  }
}
