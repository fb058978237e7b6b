import { useLive } from '../live/live-context.ts'
import { shortMoment } from '../ui/format-time.ts'
import { useAccounts } from './use-accounts.ts'
import { useWorkspace } from './workspace-context.ts'

/** The one thing that everybody should know now: an account to reconnect, else no live updates. */
export function Banner() {
  const { time_zone } = useWorkspace()
  const { lost } = useLive()
  const { data: accounts } = useAccounts()
  const broken = accounts?.filter(({ status }) => status === 'needs_reconnect') ?? []
  if (broken.length > 0) {
    const names = broken.map(({ username, name }) => username ? `@${username}` : name).join(', ')
    const since = broken[0]?.last_synced_at
    return (
      <p className='banner' role='status'>
        <strong>{names} must be reconnected.</strong> No new numbers
        {since && ` since ${shortMoment(Date.parse(since), Date.now(), time_zone)}`}; messages still
        arrive.
      </p>
    )
  }
  if (!lost) return null
  return (
    <p className='banner' role='status'>
      <strong>No live connection.</strong> What you see may be out of date; Sandpiper keeps trying.
    </p>
  )
}
