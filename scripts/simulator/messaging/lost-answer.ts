import { GraphError } from '../graph/graph-error.ts'
import { knownGraphError } from '../graph/known-graph-errors.ts'
import type { Simulation } from '../simulation.ts'

/** By then every client has stopped waiting. */
const HANGS_MS = 120_000

/**
 * Ends a send that succeeded in a way that hides it: there is no idempotency key, so a client that
 * just tries again writes twice. Also holds the answer back for as long as is set.
 *
 * @returns The answer of the edge; undefined when the send may end as it should.
 * @throws GraphError 1/1357046 or 2/1545133, after which messages were seen to arrive all the same.
 */
export async function lostAnswer(
  { messagingSettings, timers }: Simulation,
): Promise<Response | undefined> {
  const pause = (milliseconds: number) =>
    new Promise<void>((wake) => void timers.after(milliseconds, wake))
  if (messagingSettings.answerDelayMs > 0) await pause(messagingSettings.answerDelayMs)
  const fault = messagingSettings.sendFault
  if (fault === 'none' || messagingSettings.sendFaultTimes <= 0) return undefined
  messagingSettings.sendFaultTimes -= 1
  if (fault === 'unknown_error') {
    throw new GraphError('An unknown error occurred', { code: 1, subcode: 1_357_046, status: 500 })
  }
  if (fault === 'transient_error') throw knownGraphError({ code: 2, subcode: 1_545_133 })
  if (fault === 'no_answer') await pause(HANGS_MS)
  return new Response(null, { status: 504 })
}
