import { loadRows } from './load-rows.ts'
import { type AccountRow, accountRow } from './rows.ts'
import { supabase } from './supabase-client.ts'

/** The accounts that are connected in a workspace, oldest first. */
export function loadAccounts(workspaceId: string): Promise<AccountRow[]> {
  return loadRows(
    accountRow,
    supabase
      .from('accounts')
      .select(Object.keys(accountRow.shape).join(','))
      .eq('workspace_id', workspaceId)
      .order('created_at')
      .order('id'),
  )
}
