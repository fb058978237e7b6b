import type { Session } from '@supabase/supabase-js'
import { useEffect, useMemo } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { NotFound } from '../app/not-found.tsx'
import { PageTitle } from '../app/page-title.tsx'
import { DashboardPage } from '../dashboard/dashboard-page.tsx'
import type { WorkspaceRow } from '../data/rows.ts'
import { InboxPage } from '../inbox/inbox-page.tsx'
import { LiveProvider } from '../live/live-provider.tsx'
import { Banner } from './banner.tsx'
import { rememberWorkspace } from './last-workspace.ts'
import { Rail } from './rail.tsx'
import { WorkspaceContext } from './workspace-context.ts'

/** One workspace: the rail, and the screen that the address names, followed live. */
export function WorkspaceShell(
  { workspace, workspaces, session }: {
    workspace: WorkspaceRow
    workspaces: WorkspaceRow[]
    session: Session
  },
) {
  const userId = session.user.id
  const current = useMemo(() => ({ ...workspace, userId }), [workspace, userId])
  const home = `/w/${workspace.id}`
  useEffect(() => rememberWorkspace(workspace.id), [workspace.id])
  return (
    <WorkspaceContext value={current}>
      <LiveProvider workspaceId={workspace.id} userId={userId}>
        <PageTitle />
        <div className='shell'>
          <Rail workspaces={workspaces} email={session.user.email} />
          <div className='screen'>
            <Banner />
            <Switch>
              <Route path={home}>
                <Redirect to={`${home}/inbox`} replace />
              </Route>
              <Route path={`${home}/inbox/:conversationId?`}>
                {({ conversationId }) => <InboxPage conversationId={conversationId} />}
              </Route>
              <Route path={`${home}/dashboard`}>
                <DashboardPage />
              </Route>
              <Route>
                <NotFound home={`${home}/inbox`} />
              </Route>
            </Switch>
          </div>
        </div>
      </LiveProvider>
    </WorkspaceContext>
  )
}
