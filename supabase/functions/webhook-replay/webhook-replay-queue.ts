import type { QueueSettings } from '../_shared/queue/drain.ts'

/** A replay is one call to the database, however many events the delivery has. */
export const WEBHOOK_REPLAY_QUEUE: QueueSettings = {
  queue: 'webhook_replay',
  visibilitySeconds: 60,
  batch: 5,
  drainMs: 60_000,
}
