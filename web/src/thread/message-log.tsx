import { useRef, useState } from 'react'
import type { InboxRow } from '../data/rows.ts'
import { contactName } from '../inbox/contact-name.ts'
import { unreadOf } from '../inbox/inbox-state.ts'
import { dayName } from '../ui/format-time.ts'
import { Icon } from '../ui/icon.tsx'
import { TimeText } from '../ui/time-text.tsx'
import { useNow } from '../ui/use-now.ts'
import { MessageBubble } from './message-bubble.tsx'
import { firstUnreadId, inboundAfter, threadItems } from './thread-items.ts'
import type { ThreadState } from './thread-state.ts'
import { useMarkRead } from './use-mark-read.ts'
import { useOlderMessages } from './use-thread.ts'
import { useThreadScroll } from './use-thread-scroll.ts'

/** The messages of an open conversation, at their end until the reader scrolls up. */
export function MessageLog({ row, thread }: { row: InboxRow; thread: ThreadState }) {
  const { messages, cursor } = thread
  const older = useOlderMessages(row.id)
  const { scroller, onScroll, atEnd, scrollToEnd } = useThreadScroll({
    version: messages,
    onNearStart: () => {
      if (cursor && !older.isPending && !older.isError) older.mutate()
    },
  })
  const end = useRef<HTMLDivElement>(null)
  useMarkRead(row, { scroller, end })
  const now = useNow(60_000)
  // Where "new" began when the thread was opened; it stays there until the thread is left.
  const [firstNewId] = useState(() => firstUnreadId(messages, unreadOf(row)))
  const lastAtEnd = useLastAtEnd(atEnd, messages.at(-1)?.id)
  const unseen = atEnd ? 0 : inboundAfter(messages, lastAtEnd)

  return (
    <div className='thread-body'>
      <div
        ref={scroller}
        className='thread-scroll'
        onScroll={onScroll}
        role='log'
        aria-live='polite'
        // History that is put in above is no news to read out.
        aria-busy={older.isPending}
        aria-label={`Messages with ${contactName(row)}`}
        tabIndex={0}
      >
        <div className='messages'>
          <p className='thread-start'>
            {!cursor ? 'This is where the conversation begins for Sandpiper.' : older.isError
              ? (
                <>
                  Older messages can’t be loaded.{' '}
                  <button type='button' className='link-button' onClick={() => older.mutate()}>
                    Retry
                  </button>
                </>
              )
              : 'Loading older messages …'}
          </p>
          {threadItems(messages, firstNewId).map((item) =>
            item.kind === 'message'
              ? (
                <MessageBubble
                  key={item.key}
                  message={item.message}
                  startsGroup={item.startsGroup}
                  endsGroup={item.endsGroup}
                />
              )
              : item.kind === 'new'
              ? (
                <p key={item.key} className='separator new'>
                  <span>New</span>
                </p>
              )
              : (
                <p key={item.key} className='separator'>
                  <TimeText at={item.at} text={dayName(Date.parse(item.at), now)} />
                </p>
              )
          )}
          <div ref={end} className='thread-end' />
        </div>
      </div>
      {!atEnd && (
        <button
          type='button'
          className='jump-button'
          onClick={() => scrollToEnd('smooth')}
        >
          <Icon name='down' size={16} />
          Jump to latest
          {unseen > 0 && <span className='count'>{unseen} new</span>}
        </button>
      )}
    </div>
  )
}

/** The message that was the last one when the reader was last at the end. */
function useLastAtEnd(atEnd: boolean, lastId: string | undefined): string | undefined {
  const [lastSeen, setLastSeen] = useState(lastId)
  if (atEnd && lastSeen !== lastId) setLastSeen(lastId)
  return lastSeen
}
