import { loadRows } from './load-rows.ts'
import { type WorkspaceRow, workspaceRow } from './rows.ts'
import { supabase } from './supabase-client.ts'

/** The workspaces of the signed-in member, by name. */
export function loadWorkspaces(): Promise<WorkspaceRow[]> {
  return loadRows(
    workspaceRow,
    supabase.from('workspaces').select('id,name,time_zone').order('name').order('id'),
  )
}
