import type { InboxRow, MessageRow } from '../data/rows.ts'
import type { LiveConversationRow } from '../live/parse-live-event.ts'

/** An inbound text for tests, at ten past eight. */
export function sampleMessage(values: Partial<MessageRow> = {}): MessageRow {
  return {
    id: 'message',
    provider_message_id: 'mid',
    conversation_id: 'conversation',
    direction: 'inbound',
    author: 'contact',
    kind: 'text',
    text: 'Moin',
    sent_at: '2026-11-22T08:10:00+00:00',
    context: {},
    edit_count: 0,
    unsent_at: null,
    attachments: [],
    reactions: [],
    ...values,
  }
}

/** An open conversation without a message, as events have it. */
export function sampleConversation(
  values: Partial<LiveConversationRow> = {},
): LiveConversationRow {
  return {
    id: 'conversation',
    account_id: 'account',
    contact_id: 'contact',
    version: 1,
    inbound_count: 0,
    last_message_at: null,
    last_message_text: null,
    last_message_kind: null,
    last_message_direction: null,
    provider_contact_id: '123456789',
    contact_username: null,
    contact_name: null,
    status: 'open',
    snoozed_until: null,
    blocked: false,
    window_opened_at: null,
    window_cause: null,
    messaging_at: null,
    standby_at: null,
    ...values,
  }
}

/** The same, as a member has it in the list who has read nothing. */
export function sampleInboxRow(values: Partial<InboxRow> = {}): InboxRow {
  return { ...sampleConversation(), read_count: 0, read_epoch: 0, ...values }
}
