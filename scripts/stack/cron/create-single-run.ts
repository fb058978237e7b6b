/** Starts one piece of work on demand, never twice at a time. */
export type SingleRun = {
  /** Starts the work; while it runs, asks for one more run after it, and no more than one. */
  trigger(): void
  /** Settles when nothing runs and nothing waits. */
  idle(): Promise<void>
  /** A run that waits is dropped; the one that runs goes on. */
  stop(): void
}

/**
 * Keeps the runs of one job apart, with pg_cron's rule for jobs that overrun: one late run starts
 * right after, then the schedule goes on.
 *
 * @param work Must not reject.
 */
export function createSingleRun(work: () => Promise<void>): SingleRun {
  let running: Promise<void> | undefined
  let waiting = false
  let stopped = false

  async function run(): Promise<void> {
    do {
      waiting = false
      await work()
    } while (waiting && !stopped)
    running = undefined
  }

  return {
    trigger() {
      if (stopped) return
      if (running) waiting = true
      else running = run()
    },
    idle: () => running ?? Promise.resolve(),
    stop() {
      stopped = true
    },
  }
}
