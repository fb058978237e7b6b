import { supabase } from '../data/supabase-client.ts'
import { Icon } from '../ui/icon.tsx'

/** Ends the session in this browser only, with or without a connection. */
export function SignOutButton() {
  return (
    <button
      type='button'
      className='rail-item'
      onClick={() => supabase.auth.signOut({ scope: 'local' })}
    >
      <Icon name='sign-out' />
      <span>Sign out</span>
    </button>
  )
}
