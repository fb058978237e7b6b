import { LoadError } from './load-rows.ts'
import { supabase } from './supabase-client.ts'

/**
 * Tells the database that the member has seen the first `readCount` inbound messages.
 *
 * @returns The read position, which is further on when another screen was faster.
 */
export async function markConversationRead(
  conversationId: string,
  readCount: number,
): Promise<number> {
  const { data, error, status } = await supabase.rpc('mark_conversation_read', {
    p_conversation_id: conversationId,
    p_read_count: readCount,
  })
  if (error) throw new LoadError(error.message, status)
  return Number(data)
}
