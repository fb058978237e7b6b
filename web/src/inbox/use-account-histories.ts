import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { loadAccountHistories, requestOlderConversations } from '../data/load-histories.ts'
import type { AccountHistoryRow } from '../data/rows.ts'
import { queryKeys } from '../live/query-keys.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'

/** How much of each account's conversations is here; read again when an event tells of a change. */
export function useAccountHistories() {
  const { id: workspaceId } = useWorkspace()
  return useQuery({
    queryKey: queryKeys.accountHistories(workspaceId),
    queryFn: () => loadAccountHistories(workspaceId),
  })
}

/** Asks Instagram, through the database, for an account's next page of conversations. */
export function useRequestOlderConversations() {
  const { id: workspaceId } = useWorkspace()
  const client = useQueryClient()
  const queryKey = queryKeys.accountHistories(workspaceId)
  return useMutation({
    mutationFn: async (account_id: string): Promise<AccountHistoryRow> => ({
      account_id,
      state: await requestOlderConversations(account_id),
    }),
    onSuccess: (answer) => {
      client.setQueryData<AccountHistoryRow[]>(
        queryKey,
        (rows) => rows?.map((row) => row.account_id === answer.account_id ? answer : row),
      )
      // The page may have come before the answer did.
      client.invalidateQueries({ queryKey })
    },
  })
}
