import { memo } from 'react'
import { Link } from 'wouter'
import type { InboxRow } from '../data/rows.ts'
import { previewText } from '../thread/preview-text.ts'
import { Avatar } from '../ui/avatar.tsx'
import { relativeTime } from '../ui/format-time.ts'
import { TimeText } from '../ui/time-text.tsx'
import { contactName } from './contact-name.ts'
import { StatusChip } from './status-chip.tsx'
import { unreadOf } from './inbox-state.ts'

/** One conversation in the list: who, what was said last, when, and how much is unread. */
export const ConversationRowLink = memo(function ConversationRowLink(
  { row, href, now, selected, accountName, tabIndex }: {
    row: InboxRow
    href: string
    now: number
    selected: boolean
    /** Given when the workspace has several accounts. */
    accountName: string | undefined
    tabIndex: number
  },
) {
  const name = contactName(row)
  const unread = unreadOf(row)
  const text = previewText(row.last_message_kind, row.last_message_text)
  return (
    <Link
      href={href}
      tabIndex={tabIndex}
      data-row-id={row.id}
      className='conversation'
      data-unread={unread > 0}
      aria-current={selected ? 'true' : undefined}
    >
      <Avatar name={name} seed={row.contact_id} />
      <span className='conversation-name' dir='auto'>
        <bdi title={row.contact_username ? `@${row.contact_username}` : undefined}>{name}</bdi>
      </span>
      {row.last_message_at && (
        <TimeText
          className='conversation-time'
          at={row.last_message_at}
          text={relativeTime(Date.parse(row.last_message_at), now)}
        />
      )}
      <span className='conversation-text'>
        {row.last_message_direction === 'outbound' && <span className='muted'>You:</span>}
        <bdi>{text}</bdi>
      </span>
      {unread > 0 && (
        <span className='count'>
          {unread}
          <span className='visually-hidden'>unread</span>
        </span>
      )}
      {(accountName || row.status !== 'open') && (
        <span className='conversation-account'>
          <StatusChip row={row} now={now} />
          {accountName && <span>to {accountName}</span>}
        </span>
      )}
    </Link>
  )
})
