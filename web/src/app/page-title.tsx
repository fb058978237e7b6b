import { useEffect } from 'react'
import { totalUnread } from '../inbox/inbox-state.ts'
import { useInbox } from '../inbox/use-inbox.ts'

/** Keeps the tab's title: the unread messages of all conversations, then the name. */
export function PageTitle() {
  const { data } = useInbox()
  const unread = data ? totalUnread(data) : 0
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) Sandpiper` : 'Sandpiper'
  }, [unread])
  return null
}
