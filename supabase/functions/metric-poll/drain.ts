import { errorCode } from '../_shared/errors/error-code.ts'
import type { QueuedJob } from './poll-job.ts'
import { type PollDeps, runPoll } from './run-poll.ts'

const BATCH = 5
/** Longer than the slowest batch: a Graph call's 20 s limit, and the database's part. */
const VISIBILITY_SECONDS = 60
/** Below the platform's wall clock of 150 s, with room for the batch under way. */
const DRAIN_MS = 100_000

/**
 * Works through the queue until nothing is visible or time is up. Whatever is left, or dies with
 * this process, is visible again after a minute and found by the next nudge.
 *
 * @returns How many jobs were taken.
 */
export async function drain(deps: PollDeps): Promise<number> {
  const deadline = deps.now().getTime() + DRAIN_MS
  let taken = 0
  while (deps.now().getTime() < deadline) {
    const jobs = await deps.sql<QueuedJob[]>`
      select job_id, read_count, payload
      from private.read_jobs('metric_poll', ${VISIBILITY_SECONDS}, ${BATCH})`
    if (jobs.length === 0) break
    taken += jobs.length
    await Promise.all(jobs.map(async (job) => {
      try {
        await runPoll(deps, job)
      } catch (error) {
        // A lost lease, a lost database: either way the job is not ours to end.
        deps.log('error', 'poll_not_ended', { job: job.job_id, error: errorCode(error) })
      }
    }))
  }
  return taken
}
