import { errorCode } from '../errors/error-code.ts'
import { drain, type QueueDeps, type QueuedJob, type QueueSettings } from './drain.ts'

/**
 * Lets one drain at a time run in an isolate: nudges that come meanwhile find it at work.
 *
 * @returns A function that starts a drain, or joins the one under way. It never rejects.
 */
export function drainOnce(
  deps: QueueDeps,
  settings: QueueSettings,
  run: (job: QueuedJob) => Promise<unknown>,
): () => Promise<void> {
  let underWay: Promise<void> | undefined
  const start = async () => {
    try {
      const taken = await drain(deps, settings, run)
      deps.log('info', 'drained', { jobs: taken })
    } catch (error) {
      deps.log('error', 'drain_failed', { error: errorCode(error) })
    } finally {
      underWay = undefined
    }
  }
  return () => underWay ??= start()
}
