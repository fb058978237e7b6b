import { applyToAccounts } from '../dashboard/accounts-state.ts'
import { loadAccounts } from '../data/load-accounts.ts'
import { queryKeys } from '../live/query-keys.ts'
import { useFollowingQuery } from '../live/use-following-query.ts'
import { useWorkspace } from './workspace-context.ts'

/** The workspace's connected accounts, live. */
export function useAccounts() {
  const { id } = useWorkspace()
  return useFollowingQuery({
    queryKey: queryKeys.accounts(id),
    load: () => loadAccounts(id),
    apply: applyToAccounts,
  })
}
