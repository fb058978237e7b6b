import { memo } from 'react'
import type { MessageRow } from '../data/rows.ts'
import { timeOfDay } from '../ui/format-time.ts'
import { TimeText } from '../ui/time-text.tsx'
import { messageText, splitLinks, UNKNOWN_MESSAGE } from './message-text.ts'

/** One message: its words, and under the last of a group its author's mark and time. */
export const MessageBubble = memo(function MessageBubble(
  { message, startsGroup, endsGroup }: {
    message: MessageRow
    startsGroup: boolean
    endsGroup: boolean
  },
) {
  const text = messageText(message.kind, message.text)
  const mark = message.direction === 'outbound' ? authorMark(message.author) : undefined
  return (
    <div
      className='message'
      data-message-id={message.id}
      data-direction={message.direction}
      data-starts={startsGroup}
      data-ends={endsGroup}
    >
      <p className='bubble' dir='auto' data-placeholder={text === UNKNOWN_MESSAGE}>
        {splitLinks(text).map((part, index) =>
          part.href
            ? (
              <a key={index} href={part.href} target='_blank' rel='noopener noreferrer nofollow'>
                {part.text}
              </a>
            )
            : part.text
        )}
      </p>
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
