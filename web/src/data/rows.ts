import { z } from 'zod'

/**
 * The rows as the Data API and the live events give them. Events are objects of the same columns,
 * so one schema serves both; columns that the screens don't use are dropped.
 */

// bigint columns may come as text.
const count = z.coerce.number()

export const workspaceRow = z.object({ id: z.string(), name: z.string(), time_zone: z.string() })
export type WorkspaceRow = z.infer<typeof workspaceRow>

export const accountRow = z.object({
  id: z.string(),
  provider: z.string(),
  username: z.string().nullable(),
  name: z.string().nullable(),
  status: z.string(),
  status_reason: z.string().nullable(),
  last_synced_at: z.string().nullable(),
})
export type AccountRow = z.infer<typeof accountRow>

/** A row of `public.conversations` with its contact's names: all of it that every member shares. */
export const conversationRow = z.object({
  id: z.string(),
  account_id: z.string(),
  contact_id: z.string(),
  version: count,
  inbound_count: count,
  last_message_at: z.string().nullable(),
  last_message_text: z.string().nullable(),
  last_message_kind: z.string().nullable(),
  last_message_direction: z.string().nullable(),
  provider_contact_id: z.string(),
  contact_username: z.string().nullable(),
  contact_name: z.string().nullable(),
  status: z.string(),
  snoozed_until: z.string().nullable(),
  blocked: z.boolean(),
  window_opened_at: z.string().nullable(),
  window_cause: z.string().nullable(),
})
export type ConversationRow = z.infer<typeof conversationRow>

/** A row of `public.inbox_conversations`: a conversation as the signed-in member sees it. */
export const inboxRow = conversationRow.extend({ read_count: count, read_epoch: count })
export type InboxRow = z.infer<typeof inboxRow>

/** A file, share or story that a message carries. */
export const attachmentRow = z.object({
  id: z.string(),
  message_id: z.string(),
  position: count,
  kind: z.string(),
  source_url: z.string().nullable(),
  title: z.string().nullable(),
  expires_at: z.string().nullable(),
  state: z.string(),
})
export type AttachmentRow = z.infer<typeof attachmentRow>

/** A side's one reaction on a message; without emoji and reaction it was taken back. */
export const reactionRow = z.object({
  conversation_id: z.string(),
  provider_message_id: z.string(),
  actor: z.string(),
  emoji: z.string().nullable(),
  reaction: z.string().nullable(),
  reacted_at: z.string(),
})
export type ReactionRow = z.infer<typeof reactionRow>

/** A row of `public.messages` alone. */
export const plainMessageRow = z.object({
  id: z.string(),
  provider_message_id: z.string(),
  conversation_id: z.string(),
  direction: z.string(),
  author: z.string(),
  kind: z.string(),
  text: z.string().nullable(),
  sent_at: z.string(),
  context: z.record(z.string(), z.unknown()),
  edit_count: count,
  unsent_at: z.string().nullable(),
})

/** A message with what hangs on it, as the live events give it. */
export const messageRow = plainMessageRow.extend({
  attachments: z.array(attachmentRow),
  reactions: z.array(reactionRow),
})
export type MessageRow = z.infer<typeof messageRow>

/** A member's position: how much they have read, and how often they moved it back. */
export const readRow = z.object({
  conversation_id: z.string(),
  user_id: z.string(),
  read_count: count,
  epoch: count,
})
export type ReadRow = z.infer<typeof readRow>

/** Whether a conversation is here from its start; see "Healing" in docs/lifecycle.md. */
export const conversationHistoryRow = z.object({ conversation_id: z.string(), state: z.string() })
export type ConversationHistoryRow = z.infer<typeof conversationHistoryRow>

/** How much of an account's list of conversations is here. */
export const accountHistoryRow = z.object({ account_id: z.string(), state: z.string() })
export type AccountHistoryRow = z.infer<typeof accountHistoryRow>

/** Which of the apps that share a conversation answers it: the later of the two times says so. */
export const handoverRow = z.object({
  id: z.string(),
  version: count,
  messaging_at: z.string().nullable(),
  standby_at: z.string().nullable(),
})
export type HandoverRow = z.infer<typeof handoverRow>

/** A number, or the reason why there is none. */
export const reading = z.object({
  value: count.nullable(),
  absence: z.string().nullable(),
})
export type Reading = z.infer<typeof reading>

/** A reading and when this value was first seen. */
export const observedReading = reading.extend({ observed_at: z.string() })
export type ObservedReading = z.infer<typeof observedReading>

export const metricRow = observedReading.extend({ metric: z.string() })
export type MetricRow = z.infer<typeof metricRow>

export const mediaRow = z.object({
  id: z.string(),
  account_id: z.string(),
  media_type: z.string(),
  product_type: z.string().nullable(),
  caption: z.string().nullable(),
  permalink: z.string().nullable(),
  posted_at: z.string(),
  updated_at: z.string(),
})
export type MediaRow = z.infer<typeof mediaRow>
