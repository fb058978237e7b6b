import type { GraphFailure } from '../_shared/meta/graph/graph-get.ts'
import {
  type ConversationPage,
  type ConversationQuery,
  readConversations,
} from '../_shared/meta/graph/read-conversations.ts'
import type { SyncContext } from './sync-context.ts'

/** Each conversation comes with up to 20 messages. */
const CONVERSATIONS = 10
/** Graph's word for an answer that would be too large, among other things. */
const TOO_MUCH_DATA = 1

/**
 * Reads a page of conversations at the account's pace; a smaller one where Graph won't give it.
 *
 * @returns The page and the calls that it took.
 */
export async function readPage(
  { deps, subject, target }: SyncContext,
  query: Pick<ConversationQuery, 'after' | 'contact'>,
): Promise<({ page: ConversationPage } | { failure: GraphFailure }) & { calls: number }> {
  let limit = CONVERSATIONS
  for (let calls = 1;; calls++) {
    await deps.pace(subject.provider_account_id)
    const result = await readConversations(deps, target, { account: subject, limit, ...query })
    if ('failure' in result && result.failure.code === TOO_MUCH_DATA && limit > 1) {
      limit = Math.floor(limit / 2)
      continue
    }
    if ('page' in result && result.page.unreadable > 0) {
      deps.log('warn', 'conversations_unreadable', {
        account: subject.account_id,
        count: result.page.unreadable,
      })
    }
    return { ...result, calls }
  }
}
