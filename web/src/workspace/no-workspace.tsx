import { PaneMessage } from '../ui/pane-message.tsx'
import { SignOutButton } from './sign-out-button.tsx'

/** For somebody who can sign in and belongs nowhere yet. */
export function NoWorkspace({ email }: { email: string | undefined }) {
  return (
    <main className='lone-pane'>
      <PaneMessage title='You are not in a workspace yet'>
        <p>Ask the owner of a workspace to add {email ?? 'your email address'}, then reload.</p>
        <SignOutButton />
      </PaneMessage>
    </main>
  )
}
