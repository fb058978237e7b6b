import type { InboxRow } from '../data/rows.ts'
import { StatusChip } from '../inbox/status-chip.tsx'
import { useNow } from '../ui/use-now.ts'
import { isAnsweredElsewhere } from './conversation-facts.ts'
import { messagingWindow } from './messaging-window.ts'
import { useConversationFacts } from './use-conversation-facts.ts'

/** Whether the contact can be answered, and by whom. */
export function ThreadFacts({ row }: { row: InboxRow }) {
  const now = useNow(30_000)
  const { data: facts } = useConversationFacts(row.id)
  const replies = messagingWindow(row, now)
  return (
    <p className='thread-facts'>
      <StatusChip row={row} now={now} />
      <span className='chip' data-window={replies.state} title={replies.reason}>
        {replies.text}
      </span>
      {isAnsweredElsewhere(facts?.handover) && (
        <span className='chip' data-window='human_agent'>Answered by another app</span>
      )}
    </p>
  )
}
