import { Link } from 'wouter'
import { useConversation } from '../inbox/use-inbox.ts'
import { PaneError } from '../ui/pane-error.tsx'
import { PaneMessage } from '../ui/pane-message.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { MessageLog } from './message-log.tsx'
import { ThreadHeader } from './thread-header.tsx'
import { useThread } from './use-thread.ts'

/** The pane of one conversation. */
export function Thread({ conversationId }: { conversationId: string }) {
  const { id: workspaceId } = useWorkspace()
  const conversation = useConversation(conversationId)
  const thread = useThread(conversationId, { enabled: conversation.row !== undefined })
  const { row } = conversation
  const failed = conversation.error ?? (thread.data ? null : thread.error)
  return (
    <section className='thread-pane' aria-label='Conversation'>
      <ThreadHeader row={row} />
      {failed
        ? (
          <PaneError
            what='This conversation'
            onRetry={conversation.error ? conversation.retry : thread.refetch}
          />
        )
        : !row && !conversation.isPending
        ? (
          <PaneMessage title='Conversation not found'>
            <p>It doesn’t exist, or it belongs to another workspace.</p>
            <Link href={`/w/${workspaceId}/inbox`} className='button'>Back to the inbox</Link>
          </PaneMessage>
        )
        : row && thread.data
        ? (
          <>
            <MessageLog row={row} thread={thread.data} />
            <p className='thread-foot'>
              Replying from here comes with a later version; answers typed in the Instagram app
              appear here.
            </p>
          </>
        )
        : <Skeleton shape='bubble' count={5} />}
    </section>
  )
}
