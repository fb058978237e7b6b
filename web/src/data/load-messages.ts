import { loadRows } from './load-rows.ts'
import { type MessageRow, messageRow } from './rows.ts'
import { supabase } from './supabase-client.ts'

/** A place in a thread: the message there and all after it are loaded. */
export type ThreadCursor = { sent_at: string; provider_message_id: string }

/**
 * A conversation's newest messages, newest first.
 *
 * @param page.before Only those before this place, by keyset.
 */
export function loadMessages(
  conversationId: string,
  page: { limit: number; before?: ThreadCursor },
): Promise<MessageRow[]> {
  let select = supabase
    .from('messages')
    .select(Object.keys(messageRow.shape).join(','))
    .eq('conversation_id', conversationId)
  if (page.before) {
    const { sent_at, provider_message_id } = page.before
    // Opaque, so it is quoted, whatever it may contain.
    const mid = `"${provider_message_id.replace(/["\\]/g, '\\$&')}"`
    select = select.or(
      `sent_at.lt."${sent_at}",and(sent_at.eq."${sent_at}",provider_message_id.lt.${mid})`,
    )
  }
  return loadRows(
    messageRow,
    select
      .order('sent_at', { ascending: false })
      .order('provider_message_id', { ascending: false })
      .limit(page.limit),
  )
}
