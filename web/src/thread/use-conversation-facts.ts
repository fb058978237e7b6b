import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  loadConversationHistory,
  loadHandover,
  requestOlderMessages,
} from '../data/load-histories.ts'
import { queryKeys } from '../live/query-keys.ts'
import { useFollowingQuery } from '../live/use-following-query.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { applyToFacts, type ConversationFacts } from './conversation-facts.ts'

/** How much of a conversation is here and which app answers it, live. */
export function useConversationFacts(conversationId: string) {
  const { id: workspaceId } = useWorkspace()
  return useFollowingQuery<ConversationFacts>({
    queryKey: queryKeys.conversationFacts(workspaceId, conversationId),
    load: async () => {
      const [history, handover] = await Promise.all([
        loadConversationHistory(conversationId),
        loadHandover(conversationId),
      ])
      return { history, handover }
    },
    apply: (facts, event) => applyToFacts(facts, { event, conversationId }),
  })
}

/** Asks Instagram, through the database, for what was said before the messages that are here. */
export function useRequestOlderMessages(conversationId: string) {
  const { id: workspaceId } = useWorkspace()
  const client = useQueryClient()
  const key = queryKeys.conversationFacts(workspaceId, conversationId)
  return useMutation({
    mutationFn: async () => {
      const before = client.getQueryData<ConversationFacts>(key)?.history
      return { before, answer: await requestOlderMessages(conversationId) }
    },
    onSuccess: ({ before, answer }) =>
      client.setQueryData<ConversationFacts>(
        key,
        // An event that came before the answer is younger than it.
        (facts) => facts?.history === before && facts ? { ...facts, history: answer } : facts,
      ),
  })
}
