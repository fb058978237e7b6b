import { Link, useLocation } from 'wouter'
import type { WorkspaceRow } from '../data/rows.ts'
import { totalUnread } from '../inbox/inbox-state.ts'
import { useInbox } from '../inbox/use-inbox.ts'
import { useLive } from '../live/live-context.ts'
import { Icon } from '../ui/icon.tsx'
import { Logo } from '../ui/logo.tsx'
import { SignOutButton } from './sign-out-button.tsx'
import { useWorkspace } from './workspace-context.ts'

/** The navigation: which workspace, which screen, and the way out. */
export function Rail(
  { workspaces, email }: { workspaces: WorkspaceRow[]; email: string | undefined },
) {
  const [location, navigate] = useLocation()
  const { id } = useWorkspace()
  const { data } = useInbox()
  const { following } = useLive()
  const unread = data ? totalUnread(data) : 0
  const screen = location.endsWith('/dashboard') ? 'dashboard' : 'inbox'
  const item = (name: typeof screen) => ({
    href: `/w/${id}/${name}`,
    className: 'rail-item',
    'aria-current': screen === name ? 'page' as const : undefined,
  })
  return (
    <nav className='rail' aria-label='Main'>
      <div className='rail-brand'>
        <Logo />
        <strong>Sandpiper</strong>
      </div>
      <select
        className='workspace-switch'
        aria-label='Workspace'
        value={id}
        onChange={(event) => navigate(`/w/${event.target.value}/${screen}`)}
      >
        {workspaces.map((workspace) => (
          <option key={workspace.id} value={workspace.id}>{workspace.name}</option>
        ))}
      </select>
      <Link {...item('inbox')}>
        <Icon name='inbox' />
        <span>Inbox</span>
        {unread > 0 && (
          <span className='count'>
            {unread}
            <span className='visually-hidden'>unread</span>
          </span>
        )}
      </Link>
      <Link {...item('dashboard')}>
        <Icon name='dashboard' />
        <span>Dashboard</span>
      </Link>
      <div className='rail-end'>
        <p className='live-state' data-following={following}>
          {following ? 'Live' : 'Connecting …'}
        </p>
        <p className='rail-email' title={email}>{email}</p>
        <SignOutButton />
      </div>
    </nav>
  )
}
