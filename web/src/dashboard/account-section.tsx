import type { AccountRow } from '../data/rows.ts'
import { PaneError } from '../ui/pane-error.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useNow } from '../ui/use-now.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { describeFreshness } from './freshness.ts'
import { MetricCard } from './metric-card.tsx'
import { WINDOW_MS } from './metric-delta.ts'
import { PostsPanel } from './posts-panel.tsx'
import { Sparkline } from './sparkline.tsx'
import { useAccountMetrics } from './use-account-metrics.ts'

/** One account: how fresh its numbers are, the numbers, and its newest posts. */
export function AccountSection({ account }: { account: AccountRow }) {
  const { time_zone: timeZone } = useWorkspace()
  const metrics = useAccountMetrics(account.id)
  const now = useNow(30_000)
  const freshness = describeFreshness(account, { now, timeZone })
  const name = account.name ?? account.username ?? 'Instagram account'
  const syncedAt = account.last_synced_at ? Date.parse(account.last_synced_at) : now
  return (
    <section className='account-section' aria-label={name}>
      <header className='account-header'>
        <div>
          <h2 dir='auto'>{name}</h2>
          {account.username && <p className='muted'>@{account.username}</p>}
        </div>
        <p className='freshness' data-tone={freshness.tone}>{freshness.text}</p>
      </header>
      {metrics.isPending && <Skeleton shape='card' count={3} />}
      {metrics.isError && !metrics.data && (
        <PaneError what='The numbers' onRetry={metrics.refetch} />
      )}
      {metrics.data && (
        <div className='metric-cards'>
          <MetricCard
            label='Followers'
            history={metrics.data.followers}
            now={now}
            timeZone={timeZone}
          >
            <Sparkline
              history={metrics.data.followers}
              from={now - WINDOW_MS}
              // The last value is known to hold until the account was last read, and no longer.
              to={syncedAt}
              label='Followers over the last seven days'
            />
          </MetricCard>
          <MetricCard
            label='Following'
            history={metrics.data.follows}
            now={now}
            timeZone={timeZone}
          />
          <MetricCard label='Posts' history={metrics.data.media} now={now} timeZone={timeZone} />
        </div>
      )}
      <PostsPanel accountId={account.id} />
    </section>
  )
}
