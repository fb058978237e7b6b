import { useMutation, useQueryClient } from '@tanstack/react-query'
import { loadMessages } from '../data/load-messages.ts'
import { useLive } from '../live/live-context.ts'
import { queryKeys } from '../live/query-keys.ts'
import { useFollowingQuery } from '../live/use-following-query.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'
import {
  addOlderMessages,
  applyToThread,
  cursorBefore,
  insertMessages,
  type ThreadState,
} from './thread-state.ts'

const PAGE_SIZE = 30
const MOST_RELOADED = 500

/**
 * The messages of a conversation from the newest back to where they were loaded, live.
 *
 * @param options.enabled Whether to load it; an id from the address may be no id at all.
 */
export function useThread(conversationId: string, { enabled }: { enabled: boolean }) {
  const { id: workspaceId } = useWorkspace()
  return useFollowingQuery<ThreadState>({
    queryKey: queryKeys.thread(workspaceId, conversationId),
    enabled,
    load: async (cached) => {
      const loadedBefore = cached?.messages.length ?? 0
      const limit = Math.min(Math.max(loadedBefore, PAGE_SIZE), MOST_RELOADED)
      const page = await loadMessages(conversationId, { limit })
      return insertMessages({ messages: [], cursor: cursorBefore(page, limit) }, page)
    },
    apply: (state, event) => applyToThread(state, { event, conversationId }),
  })
}

/** Loads the page of messages before those on screen into the cached state. */
export function useOlderMessages(conversationId: string) {
  const { id: workspaceId } = useWorkspace()
  const client = useQueryClient()
  const { log } = useLive()
  const key = queryKeys.thread(workspaceId, conversationId)
  return useMutation({
    mutationFn: async () => {
      const before = client.getQueryData<ThreadState>(key)?.cursor
      if (!before) return
      const mark = log.mark()
      const messages = await loadMessages(conversationId, { limit: PAGE_SIZE, before })
      client.setQueryData<ThreadState>(key, (state) =>
        // A reload meanwhile moved the cursor; its messages must not get a hole.
        state?.cursor?.provider_message_id === before.provider_message_id
          // What became of these messages while they were read.
          ? log.since(mark).reduce(
            (thread, event) => applyToThread(thread, { event, conversationId }),
            addOlderMessages(state, { messages, limit: PAGE_SIZE }),
          )
          : state)
    },
  })
}
