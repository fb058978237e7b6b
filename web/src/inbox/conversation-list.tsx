import { useRef } from 'react'
import { useAccounts } from '../workspace/use-accounts.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { PaneError } from '../ui/pane-error.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useNow } from '../ui/use-now.ts'
import { ConversationRowLink } from './conversation-row.tsx'
import { EmptyInbox } from './empty-inbox.tsx'
import { HistoryEnd } from './history-end.tsx'
import { listedRows } from './inbox-state.ts'
import { ListEnd } from './list-end.tsx'
import { useHeldRows } from './use-held-rows.ts'
import { useInbox } from './use-inbox.ts'
import { useRovingFocus } from './use-roving-focus.ts'

const RENEW_TIMES_MS = 20_000

/** The conversations, newest first, growing at the end while one scrolls. */
export function ConversationList({ selectedId }: { selectedId: string | undefined }) {
  const inbox = useInbox()
  const { id: workspaceId, name } = useWorkspace()
  const { data: accounts = [] } = useAccounts()
  const now = useNow(RENEW_TIMES_MS)
  const scroller = useRef<HTMLDivElement>(null)
  const { rows, waiting, refresh, handlers } = useHeldRows(inbox.data ? listedRows(inbox.data) : [])
  const roving = useRovingFocus(rows.map((row) => row.id), selectedId)
  const accountNames = new Map(
    accounts.map((
      account,
    ) => [account.id, account.username ? `@${account.username}` : account.name]),
  )

  return (
    <section className='list-pane' aria-label='Conversations'>
      <header className='pane-header'>
        <h1>Inbox</h1>
        <span className='muted'>{name}</span>
      </header>
      <div className='list-body' {...handlers}>
        {waiting > 0 && (
          <button
            type='button'
            className='updates-button'
            onClick={() => {
              refresh()
              scroller.current?.scrollTo({ top: 0 })
            }}
          >
            <span role='status'>{waiting === 1 ? '1 update' : `${waiting} updates`}</span>
          </button>
        )}
        <div ref={scroller} className='list-scroll' {...roving.listProps}>
          {inbox.isPending && <Skeleton shape='row' count={8} />}
          {inbox.isError && !inbox.data && <PaneError what='The inbox' onRetry={inbox.refetch} />}
          {inbox.data && rows.length === 0 && <EmptyInbox />}
          {rows.length > 0 && (
            <ul className='conversations'>
              {rows.map((row) => (
                <li key={row.id}>
                  <ConversationRowLink
                    tabIndex={roving.tabIndexOf(row.id)}
                    row={row}
                    href={`/w/${workspaceId}/inbox/${row.id}`}
                    now={now}
                    selected={row.id === selectedId}
                    accountName={accounts.length > 1
                      ? accountNames.get(row.account_id) ?? undefined
                      : undefined}
                  />
                </li>
              ))}
            </ul>
          )}
          {inbox.data && (inbox.data.cursor ? <ListEnd scroller={scroller} /> : <HistoryEnd />)}
        </div>
      </div>
    </section>
  )
}
