import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { InboxRow } from '../data/rows.ts'
import { contactName } from '../inbox/contact-name.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Icon } from '../ui/icon.tsx'
import { useAccounts } from '../workspace/use-accounts.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { ThreadFacts } from './thread-facts.tsx'

/** Who the conversation is with, and the way back to the list on a narrow screen. */
export function ThreadHeader({ row }: { row: InboxRow | undefined }) {
  const { id } = useWorkspace()
  const { data: accounts } = useAccounts()
  const account = accounts?.find((candidate) => candidate.id === row?.account_id)
  const title = useRef<HTMLHeadingElement>(null)
  const name = row ? contactName(row) : 'Conversation'
  useEffect(() => {
    // On a narrow screen the list, and the focus in it, has just gone.
    if (!document.activeElement?.checkVisibility()) title.current?.focus()
  }, [])
  return (
    <header className='pane-header thread-header'>
      <Link href={`/w/${id}/inbox`} className='back-link' aria-label='Back to the list'>
        <Icon name='back' />
      </Link>
      {row && <Avatar name={name} seed={row.contact_id} />}
      <div className='thread-title'>
        <h2 ref={title} tabIndex={-1} dir='auto'>{name}</h2>
        {row && (
          <p className='muted'>
            {row.contact_username && row.contact_name && `@${row.contact_username} · `}
            {account?.username ? `writes to @${account.username}` : 'Instagram'}
          </p>
        )}
      </div>
      {row && <ThreadFacts row={row} />}
    </header>
  )
}
