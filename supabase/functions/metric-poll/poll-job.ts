import { z } from 'zod'

/** A job of the queue `metric_poll`: ids and intent, never a token. */
export const POLL_JOB = z.object({
  poll_id: z.uuid(),
  account_id: z.uuid(),
  kind: z.enum(['overview']),
  attempts: z.number().int().nonnegative().default(0),
})

export type PollJob = z.infer<typeof POLL_JOB>
