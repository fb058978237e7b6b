import { threadKey } from '../messaging/messaging-state.ts'
import type { MessageRecord, SimulatorState } from '../state/simulator-state.ts'

/** More would fill the memory of a long, fast run; the oldest go first. */
const MOST_KEPT = 10_000

/** The messages of a world, found without looking through all of them. */
export type MessageStore = {
  add(message: MessageRecord): void
  byMid(mid: string): MessageRecord | undefined
  /** The messages with one person, oldest first. */
  thread(account: string, customerId: string): readonly MessageRecord[]
  /** Whom an account has messages with, the latest message's person first. */
  people(account: string): string[]
}

/** @param state Its `messages` are the record; the store keeps it within bounds. */
export function createMessageStore(state: SimulatorState): MessageStore {
  const byMid = new Map<string, MessageRecord>()
  const threads = new Map<string, MessageRecord[]>()
  const people = new Map<string, Set<string>>()
  state.messages.forEach(index)

  function index(message: MessageRecord): void {
    const key = threadKey(message.account, message.customerId)
    const thread = threads.get(key) ?? []
    thread.push(message)
    // Deliveries may be told late, but a thread is shown by the time of writing.
    for (let at = thread.length - 1; at > 0; at -= 1) {
      const before = thread[at - 1]
      if (before === undefined || before.timestamp <= message.timestamp) break
      thread[at] = before
      thread[at - 1] = message
    }
    threads.set(key, thread)
    byMid.set(message.mid, message)
    const known = people.get(message.account) ?? new Set()
    // Put at the end, so that the set's order tells who wrote last.
    known.delete(message.customerId)
    people.set(message.account, known.add(message.customerId))
  }

  function forgetOldest(): void {
    for (const old of state.messages.splice(0, state.messages.length - MOST_KEPT)) {
      byMid.delete(old.mid)
      const key = threadKey(old.account, old.customerId)
      const rest = (threads.get(key) ?? []).filter((message) => message !== old)
      if (rest.length > 0) threads.set(key, rest)
      else {
        threads.delete(key)
        people.get(old.account)?.delete(old.customerId)
      }
    }
  }

  return {
    add(message) {
      state.messages.push(message)
      index(message)
      if (state.messages.length > MOST_KEPT * 1.1) forgetOldest()
    },
    byMid: (mid) => byMid.get(mid),
    thread: (account, customerId) => threads.get(threadKey(account, customerId)) ?? [],
    people: (account) => [...people.get(account) ?? []].reverse(),
  }
}
