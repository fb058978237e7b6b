import type { Session } from '@supabase/supabase-js'
import { useQuery } from '@tanstack/react-query'
import { Redirect, Route, Switch } from 'wouter'
import { loadWorkspaces } from '../data/load-workspaces.ts'
import { PaneError } from '../ui/pane-error.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { lastWorkspaceId } from '../workspace/last-workspace.ts'
import { NoWorkspace } from '../workspace/no-workspace.tsx'
import { WorkspaceNotFound } from '../workspace/workspace-not-found.tsx'
import { WorkspaceShell } from '../workspace/workspace-shell.tsx'
import { NotFound } from './not-found.tsx'

/** Which screen an address means, for somebody who is signed in. */
export function Routes({ session }: { session: Session }) {
  const workspaces = useQuery({ queryKey: ['workspaces'], queryFn: loadWorkspaces })
  if (workspaces.isPending) {
    return (
      <main className='lone-pane'>
        <Skeleton shape='line' count={3} />
      </main>
    )
  }
  if (workspaces.isError) {
    return (
      <main className='lone-pane'>
        <PaneError what='Your workspaces' onRetry={workspaces.refetch} />
      </main>
    )
  }
  const rows = workspaces.data
  const first = rows.find(({ id }) => id === lastWorkspaceId()) ?? rows[0]
  if (!first) return <NoWorkspace email={session.user.email} />
  return (
    <Switch>
      <Route path='/'>
        <Redirect to={`/w/${first.id}/inbox`} replace />
      </Route>
      <Route path='/w/:workspaceId/*?'>
        {({ workspaceId }) => {
          const workspace = rows.find(({ id }) => id === workspaceId)
          if (!workspace) return <WorkspaceNotFound workspaces={rows} />
          return (
            <WorkspaceShell
              // A new one for each, so that nothing of one workspace shows in another.
              key={workspace.id}
              workspace={workspace}
              workspaces={rows}
              session={session}
            />
          )
        }}
      </Route>
      <Route>
        <NotFound home={`/w/${first.id}/inbox`} />
      </Route>
    </Switch>
  )
}
