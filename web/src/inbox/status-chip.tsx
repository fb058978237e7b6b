import type { InboxRow } from '../data/rows.ts'
import { shortMoment } from '../ui/format-time.ts'

/** Says that a conversation is closed or sleeps; nothing for an open one. */
export function StatusChip({ row, now }: { row: InboxRow; now: number }) {
  if (row.status === 'open') return null
  const until = row.snoozed_until && shortMoment(Date.parse(row.snoozed_until), now)
  return (
    <span className='chip'>
      {row.status === 'closed' ? 'Closed' : until ? `Snoozed until ${until}` : 'Snoozed'}
    </span>
  )
}
