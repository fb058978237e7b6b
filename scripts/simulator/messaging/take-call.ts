import type { GraphCall } from '../graph/graph-call.ts'
import { messagingLimitError } from '../limits/rate-windows.ts'

const SECOND_MS = 1_000

/**
 * Counts a call of the Conversations API: two a second for an account (rate limits, 2026-03-23).
 *
 * @throws GraphError 613 above that.
 */
export function takeConversationCall({ simulation, demo }: GraphCall): void {
  const { rates, behaviour } = simulation
  const key = `conversations:${demo.igUserId}`
  if (rates.take(key, behaviour.conversationCallsPerSecond, SECOND_MS)) return
  throw messagingLimitError(behaviour.throttledStatus)
}

/**
 * Counts a send: a hundred a second, ten with audio or video.
 *
 * @throws GraphError 613 above that.
 */
export function takeSend({ simulation, demo }: GraphCall, isHeavy: boolean): void {
  const { rates, behaviour } = simulation
  const [name, limit] = isHeavy
    ? ['media', behaviour.mediaSendsPerSecond] as const
    : ['sends', behaviour.sendsPerSecond] as const
  if (rates.take(`${name}:${demo.igUserId}`, limit, SECOND_MS)) return
  throw messagingLimitError(behaviour.throttledStatus)
}
