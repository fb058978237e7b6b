import { LoadError } from './load-rows.ts'
import { supabase } from './supabase-client.ts'

/**
 * Tells the database that the member has seen the first `readCount` inbound messages.
 *
 * @param position.epoch The epoch that was on screen: a position moved back since then stays.
 * @returns The read position, which is further on when another screen was faster.
 */
export async function markConversationRead(
  conversationId: string,
  position: { readCount: number; epoch: number },
): Promise<number> {
  const { data, error, status } = await supabase.rpc('mark_conversation_read', {
    p_conversation_id: conversationId,
    p_read_count: position.readCount,
    p_epoch: position.epoch,
  })
  if (error) throw new LoadError(error.message, status)
  return Number(data)
}
