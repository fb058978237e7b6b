import { findComment } from '../graph/comments/comments-of.ts'
import type { GraphCall } from '../graph/graph-call.ts'
import { messagingLimitError } from '../limits/rate-windows.ts'
import { messagingError, parameterError } from './messaging-error.ts'
import { threadKey } from './messaging-state.ts'
import type { SendRequest } from './send-request.ts'

const HOUR_MS = 60 * 60 * 1_000
const DAY_MS = 24 * HOUR_MS
/** How long the business may answer: anything, what a person wrote, and a comment in private. */
const WINDOW_MS = DAY_MS
const HUMAN_AGENT_MS = 7 * DAY_MS
const PRIVATE_REPLY_MS = 7 * DAY_MS

export type Recipient = { customerId: string; commentId?: string }

/**
 * Finds out who a message goes to, and whether the business may write now.
 *
 * @throws GraphError for an unknown person, a closed window, or a comment that can't be answered.
 */
export function checkRecipient(request: SendRequest, call: GraphCall): Recipient {
  const { id, comment_id: commentId } = request.recipient
  if (commentId !== undefined) return checkComment(commentId, call)
  if (id === undefined) throw parameterError('The parameter recipient is required')
  const fault = call.simulation.messagingSettings.customers[id]
  if (fault === 'gone') throw messagingError('no_such_person', call)
  if (fault !== undefined) throw messagingError(fault, call)
  const { messages, state } = call.simulation
  const lastAct = state.messaging.windows[threadKey(call.demo.key, id)]
  const isKnown = lastAct !== undefined || messages.thread(call.demo.key, id).length > 0
  if (!isKnown) throw messagingError('no_such_person', call)
  // Looking at a thread or typing in it is no message.
  if (request.message !== undefined) checkWindow(request, lastAct ?? -Infinity, call)
  return { customerId: id }
}

function checkWindow({ tag }: SendRequest, lastAct: number, call: GraphCall): void {
  const { now, messagingSettings } = call.simulation
  const passed = now() - lastAct
  // Since 2026-04-27 no other tag is accepted.
  if (tag !== undefined && tag !== 'HUMAN_AGENT') {
    throw parameterError('The tag is not supported')
  }
  if (passed <= WINDOW_MS) return
  if (tag === undefined) throw messagingError('outside_window', call)
  if (!messagingSettings.humanAgent) throw messagingError('no_human_agent', call)
  if (passed > HUMAN_AGENT_MS) throw messagingError('outside_window', call)
}

function checkComment(commentId: string, call: GraphCall): Recipient {
  const { now, state, rates, behaviour } = call.simulation
  const comment = findComment(commentId, call)
  const isLate = comment !== undefined && now() - comment.at > PRIVATE_REPLY_MS
  const isAnswered = state.messaging.privateReplies[commentId] !== undefined
  if (comment === undefined || comment.authorId === null || isLate || isAnswered) {
    throw messagingError('comment_invalid', call)
  }
  const key = `private-replies:${call.demo.igUserId}`
  if (!rates.take(key, behaviour.privateRepliesPerHour, HOUR_MS)) {
    throw messagingLimitError(behaviour.throttledStatus)
  }
  return { customerId: comment.authorId, commentId }
}
