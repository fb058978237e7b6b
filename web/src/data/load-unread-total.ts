import { z } from 'zod'
import { LoadError } from './load-rows.ts'
import { supabase } from './supabase-client.ts'

const totals = z.object({ all: z.object({ messages: z.coerce.number() }) })

/** How many messages in open conversations the member has not read. */
export async function loadUnreadTotal(workspaceId: string): Promise<number> {
  const { data, error, status } = await supabase.rpc('unread_totals', {
    p_workspace_id: workspaceId,
  })
  if (error) throw new LoadError(error.message, status)
  const parsed = totals.safeParse(data)
  if (!parsed.success) throw new LoadError('The database answered in an unknown form.', status)
  return parsed.data.all.messages
}
