import { z } from 'zod'

const common = {
  account_id: z.uuid(),
  attempts: z.number().int().nonnegative().default(0),
}

/** A job of the queue `conversation_sync`: ids and intent, never a token. */
export const SYNC_JOB = z.discriminatedUnion('kind', [
  /** Heals what webhooks missed. */
  z.object({ ...common, kind: z.literal('recent') }),
  /** Brings the next pages of the list of conversations. */
  z.object({ ...common, kind: z.literal('import') }),
  /** Brings what can be read of one conversation. */
  z.object({ ...common, kind: z.literal('older'), conversation_id: z.uuid() }),
  /** Reads a message that a webhook named without its content. */
  z.object({ ...common, kind: z.literal('message'), mid: z.string().min(1) }),
])

export type SyncJob = z.infer<typeof SYNC_JOB>
