import { z } from 'zod'
import {
  type ConversationHistoryRow,
  conversationHistoryRow,
  conversationRow,
  handoverRow,
  mediaRow,
  type MessageRow,
  messageRow,
  reading,
  type ReadRow,
  readRow,
} from '../data/rows.ts'

const readings = z.record(z.string(), reading)

const metricsPayload = z.object({
  account_id: z.string(),
  observed_at: z.string(),
  account_metrics: readings,
  media: z.array(mediaRow),
  media_metrics: z.array(z.object({ media_id: z.string(), metrics: readings })),
})
export type MetricsUpdate = z.infer<typeof metricsPayload>

const accountPayload = z.object({
  account_id: z.string(),
  status: z.string(),
  status_reason: z.string().nullable(),
  last_synced_at: z.string().nullable(),
})
export type AccountUpdate = z.infer<typeof accountPayload>

const messagesPayload = z.object({ messages: z.array(messageRow) })
/** Events carry the conversation's whole row; the list's view has no handover. */
const liveConversationRow = conversationRow.extend(handoverRow.shape)
export type LiveConversationRow = z.infer<typeof liveConversationRow>
const insertedPayload = messagesPayload.extend({ conversations: z.array(liveConversationRow) })
const conversationsPayload = z.object({
  conversations: z.array(liveConversationRow).default([]),
  reads: z.array(readRow).default([]),
  histories: z.array(conversationHistoryRow).default([]),
})

/** What the workspace's channel tells, checked. */
export type LiveEvent =
  | { kind: 'messages'; messages: MessageRow[] }
  /** What is known now of messages that were there already. */
  | { kind: 'changed-messages'; messages: MessageRow[] }
  | {
    kind: 'conversations'
    conversations: LiveConversationRow[]
    reads: ReadRow[]
    histories: ConversationHistoryRow[]
  }
  | { kind: 'metrics'; update: MetricsUpdate }
  | { kind: 'account'; update: AccountUpdate }

/**
 * Checks a broadcast.
 *
 * @returns What it tells, nothing for an event that these screens don't show; `unreadable` for one
 *   whose payload is not as agreed: then the rows have to be read. `refresh` says that too much
 *   happened at once to be told, which comes to the same.
 */
export function parseLiveEvent(
  event: string,
  payload: unknown,
): LiveEvent[] | 'unreadable' | 'refresh' {
  switch (event) {
    case 'message:insert': {
      const { data } = insertedPayload.safeParse(payload)
      if (!data) return 'unreadable'
      const { messages, conversations } = data
      return [
        { kind: 'messages', messages },
        { kind: 'conversations', conversations, reads: [], histories: [] },
      ]
    }
    case 'message:update': {
      const { data } = messagesPayload.safeParse(payload)
      return data ? [{ kind: 'changed-messages', ...data }] : 'unreadable'
    }
    case 'conversation:update': {
      const { data } = conversationsPayload.safeParse(payload)
      return data ? [{ kind: 'conversations', ...data }] : 'unreadable'
    }
    case 'metrics:update': {
      const { data } = metricsPayload.safeParse(payload)
      return data ? [{ kind: 'metrics', update: data }] : 'unreadable'
    }
    case 'account:update': {
      const { data } = accountPayload.safeParse(payload)
      return data ? [{ kind: 'account', update: data }] : 'unreadable'
    }
    case 'inbox:refresh':
      return 'refresh'
    default:
      return []
  }
}
