import { z } from 'zod'

const milliseconds = z.number().int()

/** What messaging remembers beside the messages. Threads are named by `threadKey`. */
export const messagingStateSchema = z.object({
  /** By thread: when the customer last did what opens the 24-hour window. Doubles as consent. */
  windows: z.record(z.string(), milliseconds),
  /** By comment id: the message that answered it in private. */
  privateReplies: z.record(z.string(), z.string()),
  /** Uploaded files by attachment id. */
  attachments: z.record(z.string(), z.object({ type: z.string(), url: z.string() })),
  /** By account: its ice breakers and persistent menu, as they were set. */
  profiles: z.record(z.string(), z.record(z.string(), z.unknown())),
})

export type MessagingState = z.infer<typeof messagingStateSchema>

export function createMessagingState(): MessagingState {
  return { windows: {}, privateReplies: {}, attachments: {}, profiles: {} }
}

/** The name of the thread between an account and a person. */
export function threadKey(account: string, customerId: string): string {
  return `${account}:${customerId}`
}
