import type { QueueSettings } from '../_shared/queue/drain.ts'

/** How long a job begins new calls. */
export const JOB_MS = 20_000

export const CONVERSATION_SYNC_QUEUE: QueueSettings = {
  queue: 'conversation_sync',
  // Longer than the slowest job: JOB_MS, a last call's 20 s limit, and the database's part.
  visibilitySeconds: 60,
  batch: 5,
  // With a batch of jobs below the wall clock of 150 s.
  drainMs: 60_000,
}
