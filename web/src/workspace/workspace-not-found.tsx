import { Link } from 'wouter'
import type { WorkspaceRow } from '../data/rows.ts'
import { PaneMessage } from '../ui/pane-message.tsx'
import { SignOutButton } from './sign-out-button.tsx'

/** For a workspace that doesn't exist or is not the member's: the two look alike on purpose. */
export function WorkspaceNotFound({ workspaces }: { workspaces: WorkspaceRow[] }) {
  return (
    <main className='lone-pane'>
      <PaneMessage title='Workspace not found'>
        <p>It doesn’t exist, or you are not a member of it. Yours are:</p>
        <ul className='plain-list'>
          {workspaces.map(({ id, name }) => (
            <li key={id}>
              <Link href={`/w/${id}/inbox`} className='button'>{name}</Link>
            </li>
          ))}
        </ul>
        <SignOutButton />
      </PaneMessage>
    </main>
  )
}
