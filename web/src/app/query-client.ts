import { QueryClient } from '@tanstack/react-query'
import { LoadError } from '../data/load-rows.ts'

/** Makes the cache of rows. It changes by live events and own actions, never by itself. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // A pane says what is wrong; waiting for the browser's word that it is online says nothing.
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && mayPass(error),
        retryDelay: (failures) => 500 * 2 ** failures,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

/** A refused request stays refused; no answer or a server's error may pass. */
function mayPass(error: unknown): boolean {
  return !(error instanceof LoadError) || error.status === 0 || error.status >= 500
}
