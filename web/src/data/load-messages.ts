import { loadRows } from './load-rows.ts'
import { loadAttachments, loadReactions } from './load-message-parts.ts'
import { type MessageRow, plainMessageRow } from './rows.ts'
import { supabase } from './supabase-client.ts'

/** A place in a thread: the message there and all after it are loaded. */
export type ThreadCursor = { sent_at: string; provider_message_id: string }

/**
 * A conversation's newest messages with their attachments and reactions, newest first.
 *
 * @param page.before Only those before this place, by keyset.
 */
export async function loadMessages(
  conversationId: string,
  page: { limit: number; before?: ThreadCursor },
): Promise<MessageRow[]> {
  let select = supabase
    .from('messages')
    .select(Object.keys(plainMessageRow.shape).join(','))
    .eq('conversation_id', conversationId)
  if (page.before) {
    const { sent_at, provider_message_id } = page.before
    // Opaque, so it is quoted, whatever it may contain.
    const mid = `"${provider_message_id.replace(/["\\]/g, '\\$&')}"`
    // The alternative alone gives the index no place to begin; the bound does.
    select = select.lte('sent_at', sent_at).or(
      `sent_at.lt."${sent_at}",and(sent_at.eq."${sent_at}",provider_message_id.lt.${mid})`,
    )
  }
  const messages = await loadRows(
    plainMessageRow,
    select
      .order('sent_at', { ascending: false })
      .order('provider_message_id', { ascending: false })
      .limit(page.limit),
  )
  const [attachments, reactions] = await Promise.all([
    loadAttachments(messages),
    loadReactions(conversationId, messages),
  ])
  return messages.map((message) => ({
    ...message,
    attachments: attachments.get(message.id) ?? [],
    reactions: reactions.get(message.provider_message_id) ?? [],
  }))
}
