import { QueryClientProvider } from '@tanstack/react-query'
import { useMemo } from 'react'
import { SignInPage } from '../auth/sign-in-page.tsx'
import { useSession } from '../auth/use-session.ts'
import { createQueryClient } from './query-client.ts'
import { Routes } from './routes.tsx'

/** The whole app: signing in, then the workspaces. The address stays, so a link survives it. */
export function App() {
  const session = useSession()
  const userId = session?.user.id
  // A cache a person: nothing of the last one's is ever shown to the next.
  const client = useMemo(createQueryClient, [userId])
  if (session === undefined) return null
  return (
    <QueryClientProvider client={client} key={userId ?? 'nobody'}>
      {session ? <Routes session={session} /> : <SignInPage />}
    </QueryClientProvider>
  )
}
