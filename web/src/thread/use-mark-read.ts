import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type RefObject, useEffect, useEffectEvent, useState } from 'react'
import { markConversationRead } from '../data/mark-conversation-read.ts'
import type { InboxRow } from '../data/rows.ts'
import { applyToInbox, type InboxState, unreadOf } from '../inbox/inbox-state.ts'
import { queryKeys } from '../live/query-keys.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'

const SEEN_AFTER_MS = 1_000
const TRY_AGAIN_MS = 10_000

/**
 * Marks a conversation as read once its end has been on screen for a second, in a tab that is
 * visible. A message that comes meanwhile begins the second anew. Once the member has marked it as
 * unread, here or on another screen, it stays so until it is opened anew.
 *
 * @param view.end The element behind the last message.
 */
export function useMarkRead(
  row: InboxRow,
  view: { scroller: RefObject<HTMLElement | null>; end: RefObject<HTMLElement | null> },
): void {
  const { id: workspaceId, userId } = useWorkspace()
  const client = useQueryClient()
  const onScreen = useOnScreen(view)
  const [epoch] = useState(row.read_epoch)
  const mark = useMutation({
    mutationFn: (readCount: number) => markConversationRead(row.id, { readCount, epoch }),
    retry: 3,
    retryDelay: TRY_AGAIN_MS,
    onSuccess: (read_count) => {
      const reads = [{ conversation_id: row.id, user_id: userId, read_count, epoch }]
      client.setQueryData<InboxState>(
        queryKeys.inbox(workspaceId),
        (state) =>
          state && applyToInbox(state, {
            event: { kind: 'conversations', conversations: [], reads, histories: [] },
            userId,
          }),
      )
    },
  })
  const markAsShown = useEffectEvent((count: number) => mark.mutate(count))

  const hasUnread = unreadOf(row) > 0
  const wasMarkedUnread = row.read_epoch !== epoch
  useEffect(() => {
    if (!hasUnread || wasMarkedUnread || !onScreen) return
    const timer = setTimeout(() => markAsShown(row.inbound_count), SEEN_AFTER_MS)
    return () => clearTimeout(timer)
  }, [hasUnread, wasMarkedUnread, onScreen, row.inbound_count])
}

function useOnScreen(
  { scroller, end }: Parameters<typeof useMarkRead>[1],
): boolean {
  const [inView, setInView] = useState(false)
  const [tabVisible, setTabVisible] = useState(document.visibilityState === 'visible')
  useEffect(() => {
    if (!end.current) return
    const observer = new IntersectionObserver(
      (entries) => setInView(entries.at(-1)?.isIntersecting ?? false),
      { root: scroller.current, rootMargin: '8px' },
    )
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [scroller, end])
  useEffect(() => {
    const changed = () => setTabVisible(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', changed)
    return () => document.removeEventListener('visibilitychange', changed)
  }, [])
  return inView && tabVisible
}
