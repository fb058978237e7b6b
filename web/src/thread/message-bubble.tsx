import { memo } from 'react'
import type { MessageRow } from '../data/rows.ts'
import { timeOfDay } from '../ui/format-time.ts'
import { TimeText } from '../ui/time-text.tsx'
import { MessageContent } from './message-content.tsx'
import { MessageReactions } from './message-reactions.tsx'
import { UNSENT_MESSAGE } from './preview-text.ts'

/** One message, and under the last of a group its author's mark and time. */
export const MessageBubble = memo(function MessageBubble(
  { message, contactName, startsGroup, endsGroup }: {
    message: MessageRow
    contactName: string
    startsGroup: boolean
    endsGroup: boolean
  },
) {
  const isOwn = message.direction === 'outbound'
  const mark = isOwn ? authorMark(message.author) : undefined
  return (
    <div
      className='message'
      data-message-id={message.id}
      data-kind={message.unsent_at ? 'unsent' : message.kind}
      data-direction={message.direction}
      data-starts={startsGroup}
      data-ends={endsGroup}
    >
      {message.unsent_at
        ? (
          <p className='bubble' data-placeholder='true'>
            {UNSENT_MESSAGE} ·{' '}
            <TimeText at={message.unsent_at} text={timeOfDay(Date.parse(message.unsent_at))} />
          </p>
        )
        : (
          <>
            <MessageContent message={message} from={isOwn ? 'your account' : contactName} />
            <MessageReactions reactions={message.reactions} contactName={contactName} />
          </>
        )}
      {message.edit_count > 0 && !message.unsent_at && <p className='message-foot'>Edited</p>}
      {endsGroup && (
        <p className='message-foot'>
          {mark && <span>{mark} ·</span>}
          <TimeText at={message.sent_at} text={timeOfDay(Date.parse(message.sent_at))} />
        </p>
      )}
    </div>
  )
})

function authorMark(author: string): string {
  if (author === 'unknown') return 'Sent outside Sandpiper'
  if (author === 'automation') return 'Automation'
  return 'Your team'
}
