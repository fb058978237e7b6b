import { PaneError } from '../ui/pane-error.tsx'
import { PaneMessage } from '../ui/pane-message.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useAccounts } from '../workspace/use-accounts.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { AccountSection } from './account-section.tsx'

/** The numbers of all accounts of the workspace. */
export function DashboardPage() {
  const { name, time_zone } = useWorkspace()
  const accounts = useAccounts()
  return (
    <main className='dashboard'>
      <header className='dashboard-header'>
        <h1>Dashboard</h1>
        <p className='muted'>{name} · times in {time_zone.replaceAll('_', ' ')}</p>
      </header>
      {accounts.isPending && <Skeleton shape='card' count={3} />}
      {accounts.isError && !accounts.data && (
        <PaneError what='The accounts' onRetry={accounts.refetch} />
      )}
      {accounts.data?.length === 0 && (
        <PaneMessage title='No account yet'>
          <p>Numbers appear here once an Instagram account is connected to this workspace.</p>
        </PaneMessage>
      )}
      {accounts.data?.map((account) => <AccountSection key={account.id} account={account} />)}
    </main>
  )
}
