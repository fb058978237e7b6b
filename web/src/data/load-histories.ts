import { LoadError, loadRows } from './load-rows.ts'
import { accountHistoryRow, conversationHistoryRow, handoverRow } from './rows.ts'
import type { AccountHistoryRow, HandoverRow } from './rows.ts'
import { supabase } from './supabase-client.ts'

/** How much of each account's list of conversations was imported. */
export function loadAccountHistories(workspaceId: string): Promise<AccountHistoryRow[]> {
  return loadRows(
    accountHistoryRow,
    supabase.from('account_history').select('account_id,state').eq('workspace_id', workspaceId),
  )
}

/** How much of a conversation is here; undefined while nobody has asked. */
export async function loadConversationHistory(conversationId: string): Promise<string | undefined> {
  const rows = await loadRows(
    conversationHistoryRow,
    supabase
      .from('conversation_history')
      .select('conversation_id,state')
      .eq('conversation_id', conversationId),
  )
  return rows[0]?.state
}

/** Which app answers a conversation. */
export async function loadHandover(conversationId: string): Promise<HandoverRow | undefined> {
  const rows = await loadRows(
    handoverRow,
    supabase
      .from('conversations')
      .select(Object.keys(handoverRow.shape).join(','))
      .eq('id', conversationId),
  )
  return rows[0]
}

/**
 * Asks for a conversation's messages from before what is here. Asking again does no harm: it is
 * read once.
 *
 * @returns requested, complete, limited (Instagram shows no more) or failed.
 */
export async function requestOlderMessages(conversationId: string): Promise<string> {
  const { data, error, status } = await supabase.rpc('request_older_messages', {
    p_conversation_id: conversationId,
  })
  if (error) throw new LoadError(error.message, status)
  return String(data)
}

/**
 * Asks for the next page of an account's conversations.
 *
 * @returns requested, complete or failed.
 */
export async function requestOlderConversations(accountId: string): Promise<string> {
  const { data, error, status } = await supabase.rpc('request_older_conversations', {
    p_account_id: accountId,
  })
  if (error) throw new LoadError(error.message, status)
  return String(data)
}
