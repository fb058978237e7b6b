import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { loadFollowing } from './load-following.ts'
import type { LiveEvent } from './parse-live-event.ts'
import { useLive } from './live-context.ts'

/**
 * A query whose rows then change by live events only.
 *
 * @param options.load Reads the rows; gets what is cached, to read as much again.
 * @param options.apply The reducer that applyLiveEvent uses for these rows.
 */
export function useFollowingQuery<Data>(options: {
  queryKey: readonly unknown[]
  load: (cached: Data | undefined) => Promise<Data>
  apply: (data: Data, event: LiveEvent) => Data
  enabled?: boolean
}): UseQueryResult<Data> {
  const client = useQueryClient()
  const { log } = useLive()
  const { queryKey, load, apply } = options
  return useQuery<Data>({
    queryKey,
    enabled: options.enabled ?? true,
    queryFn: () =>
      loadFollowing({
        log,
        load: () => load(client.getQueryData<Data>(queryKey)),
        apply,
        // Later, when this load has ended: a running one can't be asked to run again.
        reloadSoon: () => setTimeout(() => client.invalidateQueries({ queryKey, exact: true })),
      }),
  })
}
