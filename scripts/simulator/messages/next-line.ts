import type { SimulatorState } from '../state/simulator-state.ts'
import type { DemoCustomer } from '../world/demo-customers.ts'

export type Line = { text: string; isReply: boolean }

const REPLY_MARK = '> '

/**
 * The next line of a customer's little conversations, and moves on by one; after the last topic
 * the first comes again.
 *
 * @param wanted `any` for whoever's turn it is, else the next line of that side.
 */
export function nextLine(
  state: SimulatorState,
  customer: DemoCustomer,
  wanted: 'any' | 'customer' | 'business',
): Line {
  const lineCount = customer.topics.flat().length
  for (let tries = 0; tries < lineCount; tries += 1) {
    const line = takeLine(state, customer)
    if (wanted === 'any' || line.isReply === (wanted === 'business')) return line
  }
  throw new Error(`The customer "${customer.username}" has no line of the ${wanted}.`)
}

/** Whether the customer's current topic has begun and still has lines. */
export function isMidTopic(state: SimulatorState, customer: DemoCustomer): boolean {
  return (state.conversations[customer.id]?.line ?? 0) > 0
}

function takeLine(state: SimulatorState, customer: DemoCustomer): Line {
  const place = state.conversations[customer.id] ?? { topic: 0, line: 0 }
  const lines = customer.topics[place.topic % customer.topics.length] ?? []
  const text = lines[place.line] ?? ''
  state.conversations[customer.id] = place.line + 1 < lines.length
    ? { topic: place.topic, line: place.line + 1 }
    : { topic: (place.topic + 1) % customer.topics.length, line: 0 }
  return text.startsWith(REPLY_MARK)
    ? { text: text.slice(REPLY_MARK.length), isReply: true }
    : { text, isReply: false }
}
