import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { loadConversations, loadConversationsById } from '../data/load-conversations.ts'
import { useLive } from '../live/live-context.ts'
import { queryKeys } from '../live/query-keys.ts'
import { useFollowingQuery } from '../live/use-following-query.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { addOlderRows, applyToInbox, type InboxState, upsertRows } from './inbox-state.ts'
import { loadInbox, PAGE_SIZE } from './load-inbox.ts'

/** The workspace's conversations, live. */
export function useInbox() {
  const { id: workspaceId, userId } = useWorkspace()
  const { log } = useLive()
  return useFollowingQuery<InboxState>({
    queryKey: queryKeys.inbox(workspaceId),
    load: (cached) => loadInbox({ workspaceId, userId, cached, log }),
    apply: (state, event) => applyToInbox(state, { event, userId }),
  })
}

/** Loads the list's next page into the cached state. */
export function useOlderConversations() {
  const { id: workspaceId } = useWorkspace()
  const client = useQueryClient()
  const key = queryKeys.inbox(workspaceId)
  return useMutation({
    mutationFn: async () => {
      const after = client.getQueryData<InboxState>(key)?.cursor
      if (!after) return
      const rows = await loadConversations(workspaceId, { limit: PAGE_SIZE, after })
      client.setQueryData<InboxState>(key, (state) =>
        // A reload meanwhile moved the cursor; its list must not get a hole.
        state?.cursor?.id === after.id ? addOlderRows(state, { rows, limit: PAGE_SIZE }) : state)
    },
  })
}

/**
 * One conversation of the workspace, read by its id when the list doesn't have it.
 *
 * @returns `row` undefined and `isPending` false when there is no such conversation here.
 */
export function useConversation(id: string) {
  const { id: workspaceId } = useWorkspace()
  const client = useQueryClient()
  const inbox = useInbox()
  const row = inbox.data?.rows.find((candidate) => candidate.id === id)
  const isId = UUID.test(id)
  const lookup = useQuery({
    queryKey: queryKeys.conversation(workspaceId, id),
    enabled: isId && inbox.isSuccess && !row,
    queryFn: async () => {
      const rows = await loadConversationsById(workspaceId, [id])
      client.setQueryData<InboxState>(
        queryKeys.inbox(workspaceId),
        (state) => state && upsertRows(state, rows),
      )
      return rows.length > 0
    },
  })
  return {
    row,
    isPending: isId && !row && (inbox.isPending || lookup.isPending),
    error: row ? null : inbox.error ?? lookup.error,
    retry: () => inbox.isError ? inbox.refetch() : lookup.refetch(),
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
