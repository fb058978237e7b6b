import { errorCode } from '../_shared/errors/error-code.ts'
import { drain } from './drain.ts'
import type { PollDeps } from './run-poll.ts'

/**
 * Lets one drain at a time run in an isolate: nudges that come meanwhile find it at work.
 *
 * @returns A function that starts a drain, or joins the one under way. It never rejects.
 */
export function drainOnce(deps: PollDeps): () => Promise<void> {
  let underWay: Promise<void> | undefined
  const run = async () => {
    try {
      const taken = await drain(deps)
      deps.log('info', 'drained', { jobs: taken })
    } catch (error) {
      deps.log('error', 'drain_failed', { error: errorCode(error) })
    } finally {
      underWay = undefined
    }
  }
  return () => underWay ??= run()
}
