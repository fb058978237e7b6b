import { loadAccountMetrics, loadSnapshots } from '../data/load-metrics.ts'
import { queryKeys } from '../live/query-keys.ts'
import { useFollowingQuery } from '../live/use-following-query.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { WINDOW_MS } from './metric-delta.ts'
import {
  type AccountMetric,
  applyToMetrics,
  type MetricHistory,
  type MetricsState,
} from './metrics-state.ts'

/** An account's metrics and their changes of the last seven days, live. */
export function useAccountMetrics(accountId: string) {
  const { id: workspaceId } = useWorkspace()
  return useFollowingQuery<MetricsState>({
    queryKey: queryKeys.metrics(workspaceId, accountId),
    load: () => loadMetricsState(accountId),
    apply: (state, event) =>
      event.kind === 'metrics' && event.update.account_id === accountId
        ? applyToMetrics(state, event.update)
        : state,
  })
}

async function loadMetricsState(accountId: string): Promise<MetricsState> {
  const since = new Date(Date.now() - WINDOW_MS).toISOString()
  const [current, followers, follows, media] = await Promise.all([
    loadAccountMetrics(accountId),
    loadSnapshots({ accountId, metric: 'followers', since }),
    loadSnapshots({ accountId, metric: 'follows', since }),
    loadSnapshots({ accountId, metric: 'media', since }),
  ])
  const history = (metric: AccountMetric, snapshots: Snapshots): MetricHistory => ({
    current: current.find((row) => row.metric === metric),
    snapshots: snapshots.rows,
    hasGap: !snapshots.complete,
  })
  return {
    followers: history('followers', followers),
    follows: history('follows', follows),
    media: history('media', media),
  }
}

type Snapshots = Awaited<ReturnType<typeof loadSnapshots>>
