import { Thread } from '../thread/thread.tsx'
import { PaneMessage } from '../ui/pane-message.tsx'
import { ConversationList } from './conversation-list.tsx'
import { useInbox } from './use-inbox.ts'

/** The list and, beside it, one conversation. On a narrow screen only one of the two. */
export function InboxPage({ conversationId }: { conversationId: string | undefined }) {
  return (
    <main className='inbox' data-open={conversationId !== undefined}>
      <ConversationList selectedId={conversationId} />
      {conversationId === undefined
        ? <NoConversationOpen />
        : <Thread key={conversationId} conversationId={conversationId} />}
    </main>
  )
}

function NoConversationOpen() {
  const { data } = useInbox()
  return (
    <section className='thread-pane' aria-label='Conversation'>
      {data && data.rows.length > 0 && (
        <PaneMessage title='No conversation open'>
          <p>Choose one from the list.</p>
        </PaneMessage>
      )}
    </section>
  )
}
