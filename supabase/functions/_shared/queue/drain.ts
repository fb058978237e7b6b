import type { Database } from '../db/connect.ts'
import { errorCode } from '../errors/error-code.ts'
import type { Log } from '../log/log.ts'

/** A job as `private.read_jobs` hands it out. job_id is a bigint, which comes as text. */
export type QueuedJob = { job_id: string; read_count: number; payload: unknown }

export type QueueDeps = {
  sql: Database
  now: () => Date
  log: Log
  /** Whether this process is about to end, so that nothing new should begin. */
  isEnding: () => boolean
}

export type QueueSettings = {
  queue: string
  /** How long a job that was taken stays hidden: longer than the slowest job may last. */
  visibilitySeconds: number
  /** How many jobs are taken, and run, at a time. */
  batch: number
  /** How long new batches are begun. With the slowest batch below the wall clock of 150 s. */
  drainMs: number
}

/**
 * Works through a queue until nothing is visible, time is up, or this process is about to end.
 * Whatever is left, or dies with this process, is visible again after a while and found by the next
 * nudge.
 *
 * @param run Does one job and ends it in the database. What it throws is logged: a lost lease, a
 * lost database; either way the job is not ours to end.
 * @returns How many jobs were taken.
 */
export async function drain(
  deps: QueueDeps,
  settings: QueueSettings,
  run: (job: QueuedJob) => Promise<unknown>,
): Promise<number> {
  const deadline = deps.now().getTime() + settings.drainMs
  let taken = 0
  while (deps.now().getTime() < deadline && !deps.isEnding()) {
    const jobs = await deps.sql<QueuedJob[]>`
      select job_id, read_count, payload
      from private.read_jobs(${settings.queue}, ${settings.visibilitySeconds}, ${settings.batch})`
    if (jobs.length === 0) break
    taken += jobs.length
    await Promise.all(jobs.map(async (job) => {
      try {
        await run(job)
      } catch (error) {
        deps.log('error', 'job_not_ended', { job: job.job_id, error: errorCode(error) })
      }
    }))
  }
  return taken
}
