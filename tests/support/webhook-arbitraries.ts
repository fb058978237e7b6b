import fc from 'fast-check'
import { commentItems, feedCommentItems } from './comment-arbitraries.ts'
import { messageItems } from './message-arbitraries.ts'
import type { ScenarioItem } from './scenario-item.ts'
import { threadItems } from './thread-arbitraries.ts'

/** Whose scenario it is. No id may be longer than 50 characters. */
export type ScenarioAccounts = {
  instagram: string
  /** Adds comments on a Facebook Page, which can be edited, hidden and removed. */
  page?: string
}

/**
 * Everything that happens to an account over a while, as Meta would tell it, each event once and in
 * no particular order. It is consistent: one message or comment id has one content, one author, one
 * thread and one time; edits of a message rise in number and time; events at the same time do tie,
 * also contradicting ones (reactions, handovers, hide and unhide). Some edits, unsends, reactions and
 * seens are of messages that never come.
 *
 * With `splitIntoDeliveries` it says how the same may arrive in any order.
 */
export function webhookScenario(accounts: ScenarioAccounts): fc.Arbitrary<ScenarioItem[]> {
  const { instagram, page } = accounts
  return fc.tuple(
    messageItems(instagram),
    threadItems(instagram),
    commentItems(instagram),
    page === undefined ? fc.constant([]) : feedCommentItems(page),
  ).map((parts) => parts.flat())
}
