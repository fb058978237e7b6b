import { instant } from '../data/instant.ts'
import type { HandoverRow } from '../data/rows.ts'
import type { LiveEvent } from '../live/parse-live-event.ts'

/** What an open conversation shows beside its messages and its row of the list. */
export type ConversationFacts = {
  /** State of `public.conversation_history`; undefined while nobody has asked. */
  history: string | undefined
  handover: HandoverRow | undefined
}

/** Applies a live event to the facts of one conversation. */
export function applyToFacts(
  facts: ConversationFacts,
  { event, conversationId }: { event: LiveEvent; conversationId: string },
): ConversationFacts {
  if (event.kind !== 'conversations') return facts
  const history = event.histories.findLast((row) => row.conversation_id === conversationId)?.state
  const handover = event.conversations
    .filter(({ id, version }) => id === conversationId && version > (facts.handover?.version ?? 0))
    .sort((a, b) => a.version - b.version)
    .at(-1)
  if (!handover && (history === undefined || history === facts.history)) return facts
  return { history: history ?? facts.history, handover: handover ?? facts.handover }
}

/** Whether another app that shares the conversation answers it now. */
export function isAnsweredElsewhere(handover: HandoverRow | undefined): boolean {
  if (!handover?.standby_at) return false
  return !handover.messaging_at || instant(handover.standby_at) > instant(handover.messaging_at)
}
