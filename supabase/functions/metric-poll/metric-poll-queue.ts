import type { QueueSettings } from '../_shared/queue/drain.ts'

export const METRIC_POLL_QUEUE: QueueSettings = {
  queue: 'metric_poll',
  // Longer than the slowest batch: a Graph call's 20 s limit, and the database's part.
  visibilitySeconds: 60,
  batch: 5,
  drainMs: 100_000,
}
