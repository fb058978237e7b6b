import { loadRows } from './load-rows.ts'
import { type InboxRow, inboxRow } from './rows.ts'
import { supabase } from './supabase-client.ts'

/** A place in the conversation list: the row there and all before it are loaded. */
export type InboxCursor = { last_message_at: string; id: string }

const COLUMNS = Object.keys(inboxRow.shape).join(',')
/** More unread conversations than this are counted as this many. */
const MOST_UNREAD = 500

const inWorkspace = (workspaceId: string) =>
  supabase.from('inbox_conversations').select(COLUMNS).eq('workspace_id', workspaceId)

/**
 * The conversations with the latest messages, newest first.
 *
 * @param page.after Only those behind this place, by keyset, so that deep pages cost no more.
 */
export function loadConversations(
  workspaceId: string,
  page: { limit: number; after?: InboxCursor },
): Promise<InboxRow[]> {
  // A conversation gets its time with its first message; without one there is nothing to list.
  let select = inWorkspace(workspaceId).not('last_message_at', 'is', null)
  if (page.after) {
    const { last_message_at, id } = page.after
    select = select.or(
      `last_message_at.lt."${last_message_at}",` +
        `and(last_message_at.eq."${last_message_at}",id.lt.${id})`,
    )
  }
  return loadRows(
    inboxRow,
    select
      .order('last_message_at', { ascending: false })
      .order('id', { ascending: false })
      .limit(page.limit),
  )
}

/** The conversations with unread messages, wherever they are in the list: for the total. */
export function loadUnreadConversations(workspaceId: string): Promise<InboxRow[]> {
  return loadRows(
    inboxRow,
    inWorkspace(workspaceId)
      .gt('unread_count', 0)
      .order('last_message_at', { ascending: false })
      .limit(MOST_UNREAD),
  )
}

/** Those of the named conversations that are in the workspace. */
export function loadConversationsById(workspaceId: string, ids: string[]): Promise<InboxRow[]> {
  return loadRows(inboxRow, inWorkspace(workspaceId).in('id', ids))
}
