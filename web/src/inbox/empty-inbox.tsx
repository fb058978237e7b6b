import { PaneMessage } from '../ui/pane-message.tsx'
import { useAccounts } from '../workspace/use-accounts.ts'

/** An inbox without a conversation, and why. */
export function EmptyInbox() {
  const { data: accounts } = useAccounts()
  if (accounts?.length === 0) {
    return (
      <PaneMessage title='No account yet'>
        <p>Messages appear here once an Instagram account is connected to this workspace.</p>
      </PaneMessage>
    )
  }
  return (
    <PaneMessage title='No conversations yet'>
      <p>New messages appear here by themselves.</p>
    </PaneMessage>
  )
}
