import type { GraphCall } from '../graph/graph-call.ts'
import type { MessageRecord } from '../state/simulator-state.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
/** Threads among the requests vanish from the list after so long without a message. */
const REQUESTS_LAST_MS = 30 * DAY_MS

export type Thread = { id: string; customerId: string; messages: readonly MessageRecord[] }

/** A thread's id: opaque for clients, and always the same for two people. */
export function conversationId(igUserId: string, customerId: string): string {
  return `aWdfZAG06${btoa(`${igUserId}:${customerId}`).replaceAll('=', '')}`
}

/** The thread of an id, undefined when the call's account has none such. */
export function threadOf(id: string, call: GraphCall): Thread | undefined {
  if (!id.startsWith('aWdfZAG06')) return undefined
  try {
    const [igUserId, customerId = ''] = atob(id.slice('aWdfZAG06'.length)).split(':')
    if (igUserId !== call.demo.igUserId) return undefined
    const messages = call.simulation.messages.thread(call.demo.key, customerId)
    return messages.length === 0 ? undefined : { id, customerId, messages }
  } catch {
    return undefined
  }
}

/**
 * The threads that the Conversations API lists, the latest first. In development mode, people
 * without a role are left out; old requests that nobody answered are, too.
 */
export function listThreads(call: GraphCall, customerId: string | undefined): Thread[] {
  const { messages, messagingSettings, now } = call.simulation
  if (messagingSettings.developmentMode) return []
  return messages.people(call.demo.key)
    .filter((person) => customerId === undefined || person === customerId)
    .map((person) => ({
      id: conversationId(call.demo.igUserId, person),
      customerId: person,
      messages: messages.thread(call.demo.key, person),
    }))
    .filter(({ messages }) =>
      messages.some(({ direction }) => direction === 'outbound') ||
      (messages.at(-1)?.timestamp ?? 0) > now() - REQUESTS_LAST_MS
    )
    .sort((one, other) => latest(other) - latest(one))
}

/** Whether a message is among those of its thread that can still be read. */
export function isReadable(message: MessageRecord, { simulation }: GraphCall): boolean {
  if (message.isDeleted) return false
  const thread = simulation.messages.thread(message.account, message.customerId)
  return thread.slice(-simulation.messagingSettings.readableMessages).includes(message)
}

function latest({ messages }: Thread): number {
  return messages.at(-1)?.timestamp ?? 0
}
