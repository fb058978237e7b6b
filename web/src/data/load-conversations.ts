import { loadRows } from './load-rows.ts'
import { type InboxRow, inboxRow } from './rows.ts'
import { supabase } from './supabase-client.ts'

/** A place in the conversation list: the row there and all before it are loaded. */
export type InboxCursor = { last_message_at: string; id: string }

const COLUMNS = Object.keys(inboxRow.shape).join(',')
/** The most that one call of `list_conversations` gives. */
export const MOST_UNREAD = 200

function list(
  workspaceId: string,
  page: { filter: Record<string, unknown>; limit: number; after?: InboxCursor },
): Promise<InboxRow[]> {
  return loadRows(
    inboxRow,
    supabase.rpc('list_conversations', {
      p_workspace_id: workspaceId,
      p_filter: page.filter,
      p_limit: page.limit,
      p_before_at: page.after?.last_message_at,
      p_before_id: page.after?.id,
    }).select(COLUMNS),
  )
}

/**
 * The conversations with the latest messages, newest first. Blocked ones are kept apart.
 *
 * @param page.after Only those behind this place, by keyset, so that deep pages cost no more.
 * @param page.limit At most 200.
 */
export function loadConversations(
  workspaceId: string,
  page: { limit: number; after?: InboxCursor },
): Promise<InboxRow[]> {
  return list(workspaceId, { filter: {}, ...page })
}

/** The open conversations with unread messages, wherever they are in the list: for the total. */
export function loadUnreadConversations(workspaceId: string): Promise<InboxRow[]> {
  return list(workspaceId, { filter: { unread: true, status: ['open'] }, limit: MOST_UNREAD })
}

const inWorkspace = (workspaceId: string) =>
  supabase.from('inbox_conversations').select(COLUMNS).eq('workspace_id', workspaceId)

/** Those of the named conversations that are in the workspace. */
export function loadConversationsById(workspaceId: string, ids: string[]): Promise<InboxRow[]> {
  return loadRows(inboxRow, inWorkspace(workspaceId).in('id', ids))
}
