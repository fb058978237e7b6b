import { useRef, useState } from 'react'
import type { InboxRow, MessageRow } from '../data/rows.ts'
import { contactName } from '../inbox/contact-name.ts'
import { unreadOf } from '../inbox/inbox-state.ts'
import { dayName } from '../ui/format-time.ts'
import { Icon } from '../ui/icon.tsx'
import { TimeText } from '../ui/time-text.tsx'
import { useNow } from '../ui/use-now.ts'
import { MessageBubble } from './message-bubble.tsx'
import { firstUnreadId, inboundAfter, threadItems } from './thread-items.ts'
import { ThreadStart } from './thread-start.tsx'
import type { ThreadState } from './thread-state.ts'
import { useMarkRead } from './use-mark-read.ts'
import { useConversationFacts, useRequestOlderMessages } from './use-conversation-facts.ts'
import { useOlderMessages } from './use-thread.ts'
import { useThreadScroll } from './use-thread-scroll.ts'

/** The messages of an open conversation, at their end until the reader scrolls up. */
export function MessageLog({ row, thread }: { row: InboxRow; thread: ThreadState }) {
  const { messages, cursor } = thread
  const older = useOlderMessages(row.id)
  const request = useRequestOlderMessages(row.id)
  const { data: facts } = useConversationFacts(row.id)
  const { scroller, onScroll, atEnd, scrollToEnd } = useThreadScroll({
    version: thread,
    // Not before it is known what was asked for: then a reading would be asked for needlessly.
    ready: facts !== undefined,
    onNearStart: () => {
      if (cursor && !older.isPending && !older.isError) older.mutate()
      // Whether it may be asked for again after a failure is the database's to say.
      const isOpen = facts && (facts.history === undefined || facts.history === 'failed')
      if (!cursor && isOpen && request.isIdle) request.mutate()
    },
  })
  const end = useRef<HTMLDivElement>(null)
  useMarkRead(row, { scroller, end })
  const now = useNow(60_000)
  const firstNewId = useFirstNewId(row, messages)
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
          <ThreadStart
            hasOlderPage={cursor !== undefined}
            pageFailed={older.isError}
            history={facts?.history}
            requestFailed={request.isError}
            onRetry={() => cursor ? older.mutate() : request.mutate()}
          />
          {threadItems(messages, firstNewId).map((item) =>
            item.kind === 'message'
              ? (
                <MessageBubble
                  key={item.key}
                  message={item.message}
                  contactName={contactName(row)}
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

/**
 * Where "new" began when the thread was opened, or when the member marked it as unread; it stays
 * there until the thread is left.
 */
function useFirstNewId(row: InboxRow, messages: MessageRow[]): string | undefined {
  const now = () => ({ epoch: row.read_epoch, id: firstUnreadId(messages, unreadOf(row)) })
  const [first, setFirst] = useState(now)
  if (first.epoch !== row.read_epoch) setFirst(now())
  return first.id
}

/** The message that was the last one when the reader was last at the end. */
function useLastAtEnd(atEnd: boolean, lastId: string | undefined): string | undefined {
  const [lastSeen, setLastSeen] = useState(lastId)
  if (atEnd && lastSeen !== lastId) setLastSeen(lastId)
  return lastSeen
}
