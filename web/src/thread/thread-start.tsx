import type { ReactNode } from 'react'

/** What stands above the first message: what is loading, or why there is nothing before it. */
export function ThreadStart(
  { hasOlderPage, pageFailed, history, requestFailed, onRetry }: {
    /** Whether the database has messages before the loaded ones. */
    hasOlderPage: boolean
    pageFailed: boolean
    /** State of `public.conversation_history`; undefined while it is not known. */
    history: string | undefined
    requestFailed: boolean
    onRetry: () => void
  },
) {
  return (
    <p className='thread-start'>
      {hasOlderPage
        ? pageFailed
          ? <Retry what='Older messages can’t be loaded.' onRetry={onRetry} />
          : 'Loading older messages …'
        : requestFailed
        ? <Retry what='Older messages can’t be asked for.' onRetry={onRetry} />
        : HISTORY_TEXTS[history ?? '']}
    </p>
  )
}

const HISTORY_TEXTS: Record<string, ReactNode> = {
  requested: <span role='status'>Loading older messages from Instagram …</span>,
  complete: 'This is where the conversation begins.',
  limited: 'Instagram shows nothing older here: only the newest 20 messages of a conversation.',
  failed: 'Instagram did not give older messages. They can be asked for again in an hour.',
}

function Retry({ what, onRetry }: { what: string; onRetry: () => void }) {
  return (
    <>
      {what} <button type='button' className='link-button' onClick={onRetry}>Retry</button>
    </>
  )
}
