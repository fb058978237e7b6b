import type { QueryClient } from '@tanstack/react-query'
import { applyToAccounts } from '../dashboard/accounts-state.ts'
import { applyToMetrics } from '../dashboard/metrics-state.ts'
import { applyToPosts } from '../dashboard/posts-state.ts'
import { loadConversationsById } from '../data/load-conversations.ts'
import type { AccountRow } from '../data/rows.ts'
import type { MetricsState } from '../dashboard/metrics-state.ts'
import type { PostsState } from '../dashboard/posts-state.ts'
import { applyToInbox, type InboxState, missingIds, upsertRows } from '../inbox/inbox-state.ts'
import { applyToFacts, type ConversationFacts } from '../thread/conversation-facts.ts'
import { applyToThread, type ThreadState } from '../thread/thread-state.ts'
import type { LiveEvent } from './parse-live-event.ts'
import { queryKeys } from './query-keys.ts'

/** Applies one event to every cached query of the workspace that it concerns. */
export function applyLiveEvent(
  client: QueryClient,
  { workspaceId, userId, event }: { workspaceId: string; userId: string; event: LiveEvent },
): void {
  // A query that was never loaded stays so: its load will see the event.
  function update<State>(key: readonly unknown[], apply: (state: State) => State) {
    client.setQueryData<State>(key, (state) => state && apply(state))
  }

  if (event.kind === 'messages' || event.kind === 'changed-messages') {
    for (const id of new Set(event.messages.map((message) => message.conversation_id))) {
      update<ThreadState>(
        queryKeys.thread(workspaceId, id),
        (state) => applyToThread(state, { event, conversationId: id }),
      )
    }
  } else if (event.kind === 'conversations') {
    const key = queryKeys.inbox(workspaceId)
    update<InboxState>(key, (state) => applyToInbox(state, { event, userId }))
    const state = client.getQueryData<InboxState>(key)
    if (state) addMissing(client, { workspaceId, ids: missingIds(state, [event]) })
    const told = [
      ...event.conversations.map((row) => row.id),
      ...event.histories.map((row) => row.conversation_id),
    ]
    for (const id of new Set(told)) {
      update<ConversationFacts>(
        queryKeys.conversationFacts(workspaceId, id),
        (facts) => applyToFacts(facts, { event, conversationId: id }),
      )
    }
  } else {
    update<AccountRow[]>(queryKeys.accounts(workspaceId), (rows) => applyToAccounts(rows, event))
    if (event.kind === 'account') {
      // The event doesn't say it, but may mean that a page of old conversations has come.
      client.invalidateQueries({ queryKey: queryKeys.accountHistories(workspaceId) })
      return
    }
    const accountId = event.update.account_id
    update<MetricsState>(
      queryKeys.metrics(workspaceId, accountId),
      (state) => applyToMetrics(state, event.update),
    )
    update<PostsState>(
      queryKeys.posts(workspaceId, accountId),
      (state) => applyToPosts(state, event.update),
    )
  }
}

/**
 * Reads conversations that the list doesn't know: an event can't say what this member has read of
 * them.
 */
async function addMissing(
  client: QueryClient,
  { workspaceId, ids }: { workspaceId: string; ids: string[] },
): Promise<void> {
  if (ids.length === 0) return
  const key = queryKeys.inbox(workspaceId)
  try {
    const rows = await loadConversationsById(workspaceId, ids)
    client.setQueryData<InboxState>(key, (state) => state && upsertRows(state, rows))
  } catch {
    // The list must not lack them for good.
    client.invalidateQueries({ queryKey: key })
  }
}
