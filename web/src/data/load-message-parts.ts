import { loadRows } from './load-rows.ts'
import { type AttachmentRow, attachmentRow, type ReactionRow, reactionRow } from './rows.ts'
import { supabase } from './supabase-client.ts'

/** Ids go into the address, and servers refuse long ones; a provider's can have 200 characters. */
const IDS_AT_ONCE = 50
/** Kinds that never have one, as `message:insert` knows, too. */
const WITHOUT_ATTACHMENTS = ['text', 'quick_reply', 'postback', 'referral']

/** The attachments of the given messages in their order, by message. */
export async function loadAttachments(
  messages: { id: string; kind: string }[],
): Promise<Map<string, AttachmentRow[]>> {
  const ids = messages.filter(({ kind }) => !WITHOUT_ATTACHMENTS.includes(kind)).map(({ id }) => id)
  const rows = await inParts(ids, (some) =>
    loadRows(
      attachmentRow,
      supabase
        .from('attachments')
        .select(Object.keys(attachmentRow.shape).join(','))
        .in('message_id', some)
        .order('position')
        .order('message_id'),
    ))
  return Map.groupBy(rows, ({ message_id }) => message_id)
}

/** The reactions on the given messages of one conversation, by the message's provider id. */
export async function loadReactions(
  conversationId: string,
  messages: { provider_message_id: string }[],
): Promise<Map<string, ReactionRow[]>> {
  const ids = messages.map(({ provider_message_id }) => provider_message_id)
  const rows = await inParts(ids, (some) =>
    loadRows(
      reactionRow,
      supabase
        .from('reactions')
        .select(Object.keys(reactionRow.shape).join(','))
        .eq('conversation_id', conversationId)
        .in('provider_message_id', some)
        .order('actor'),
    ))
  return Map.groupBy(rows, ({ provider_message_id }) => provider_message_id)
}

async function inParts<Row>(
  ids: string[],
  load: (some: string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const parts: string[][] = []
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    parts.push(ids.slice(from, from + IDS_AT_ONCE))
  }
  return (await Promise.all(parts.map(load))).flat()
}
