import { Cron } from 'croner'
import postgres from 'postgres'
import { createSessions } from './create-sessions.ts'
import { createSingleRun, type SingleRun } from './create-single-run.ts'
import { parseSchedule } from './parse-schedule.ts'
import { type Job, runJob } from './run-job.ts'

type ScheduledJob = { job: Job; schedule: string; runs: SingleRun; stopTimer: () => void }

const SECONDS = 1000

/**
 * Runs the jobs of cron.job, as the background worker of pg_cron does: times are UTC, each run acts
 * as the job's user, and the runs of one job never overlap.
 *
 * The database may be away at any time: the jobs are read again when it is back, and runs that were
 * cut off are marked as failed. Without the extension there are no jobs, until it is created and
 * the first one scheduled.
 *
 * @param options.adminUrl The database as a superuser.
 */
export async function startCron(
  options: { adminUrl: string; log: (line: string) => void },
): Promise<{ stop(): Promise<void> }> {
  const { adminUrl, log } = options
  const sql = postgres(adminUrl, {
    max: 2,
    // A connection that breaks while types are fetched would end the process (postgres.js 3.4.9).
    fetch_types: false,
    idle_timeout: 30,
    connect_timeout: 5,
    backoff: () => 0.25,
    onnotice: () => {},
    // These rows are a record of what ran; a crash may cost the last ones.
    connection: { application_name: 'pg_cron scheduler', synchronous_commit: 'off' },
  })
  const sessions = createSessions(adminUrl)
  const scheduled = new Map<string, ScheduledJob>()
  let stopped = false
  let isAway = false
  let ready: Promise<void> | undefined

  function schedule(job: Job, text: string): void {
    const entry: ScheduledJob = {
      job,
      schedule: text,
      stopTimer: () => {},
      runs: createSingleRun(() =>
        runJob(entry.job, sql, sessions).then(() => {
          isAway = false
        }, reportAway)
      ),
    }
    scheduled.set(job.jobid, entry)
    try {
      entry.stopTimer = startTimer(text, entry.runs.trigger)
    } catch (error) {
      log(`cron: job ${job.jobid} never runs (${(error as Error).message})`)
    }
  }

  function unschedule(entry: ScheduledJob): void {
    entry.stopTimer()
    entry.runs.stop()
    scheduled.delete(entry.job.jobid)
  }

  async function readJobs(): Promise<void> {
    const rows = await sql<(Job & { schedule: string })[]>`
      select jobid, schedule, command, database, username from cron.job where active
    `
    const present = new Map(rows.map((row) => [row.jobid, row]))
    for (const entry of [...scheduled.values()]) {
      const row = present.get(entry.job.jobid)
      // An interval goes on counting when only the command has changed.
      if (row?.schedule === entry.schedule) entry.job = row
      else unschedule(entry)
    }
    if (stopped) return
    for (const row of rows) if (!scheduled.has(row.jobid)) schedule(row, row.schedule)
  }

  async function failCutOffRuns(): Promise<void> {
    await sql`
      update cron.job_run_details
      set status = 'failed', return_message = 'server restarted', end_time = clock_timestamp()
      where status in ('starting', 'running', 'sending', 'connecting')
    `
  }

  const reading = createSingleRun(() => readJobs().catch(reportAway))
  const connected = () => {
    isAway = false
    ready = failCutOffRuns().catch(reportAway).then(reading.trigger)
  }

  function reportAway(error: { code?: string; message: string }): void {
    if (stopped || isAway || isWithoutExtension(error)) return
    isAway = true
    log(`cron: no jobs until the database is back (${error.message})`)
  }

  // When this fails, postgres.js goes on trying and calls `connected` later.
  await sql.listen('cron_job_changed', reading.trigger, connected).catch(reportAway)
  await ready
  await reading.idle()
  return {
    async stop() {
      stopped = true
      reading.stop()
      for (const entry of [...scheduled.values()]) unschedule(entry)
      await sessions.stop()
      await sql.end({ timeout: 1 })
    },
  }
}

function startTimer(text: string, trigger: () => void): () => void {
  const schedule = parseSchedule(text)
  if (schedule.kind === 'interval') {
    const timer = setInterval(trigger, schedule.seconds * SECONDS)
    return () => clearInterval(timer)
  }
  const { pattern, domAndDow } = schedule
  const timer = new Cron(pattern, { timezone: 'UTC', mode: '5-part', domAndDow }, trigger)
  return () => timer.stop()
}

/** The schema or table is not there: the project does not use the extension, or not yet. */
function isWithoutExtension(error: { code?: string }): boolean {
  return error.code === '3F000' || error.code === '42P01'
}
