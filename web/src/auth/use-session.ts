import type { Session } from '@supabase/supabase-js'
import { useEffect, useState } from 'react'
import { supabase } from '../data/supabase-client.ts'

/**
 * The signed-in member's session, kept over reloads and followed over tabs.
 *
 * @returns Undefined while it is not known yet, null when nobody is signed in.
 */
export function useSession(): Session | null | undefined {
  const [session, setSession] = useState<Session | null>()
  useEffect(() => {
    // Begins with INITIAL_SESSION, so no separate read is needed.
    const { data } = supabase.auth.onAuthStateChange((_event, current) => setSession(current))
    return () => data.subscription.unsubscribe()
  }, [])
  return session
}
