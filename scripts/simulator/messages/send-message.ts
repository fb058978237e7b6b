import type { Simulation } from '../simulation.ts'
import type { DeliveryRecord, MessageRecord } from '../state/simulator-state.ts'
import { demoAccount } from '../world/demo-accounts.ts'
import { createMid } from '../webhooks/create-mid.ts'
import { echoDelivery } from '../webhooks/echo-delivery.ts'
import { serializeAsMeta } from '../webhooks/serialize-as-meta.ts'
import { textMessageDelivery } from '../webhooks/text-message-delivery.ts'

export type NewMessage = {
  account: MessageRecord['account']
  customerId: string
  text: string
  direction: MessageRecord['direction']
  /** A new one when left out. One that was used before is sent again under that id. */
  mid?: string
  /** Milliseconds; now when left out. */
  timestamp?: number
  /** How often the same delivery is sent, byte for byte; Meta repeats deliveries too. */
  copies?: number
}

/**
 * Writes a message in the world: records it, and delivers it to the webhook as Meta does, signed
 * with the secret of the account's login.
 *
 * @returns The message as recorded, and a delivery for each copy.
 */
export function sendMessage(
  simulation: Simulation,
  message: NewMessage,
): { message: MessageRecord; deliveries: DeliveryRecord[] } {
  const { state, now, random } = simulation
  const demo = demoAccount(message.account)
  state.sequence += 1
  const mid = message.mid ?? createMid({
    igUserId: demo.igUserId,
    customerId: message.customerId,
    nowMs: now(),
    sequence: state.sequence,
    random,
  })
  const record: MessageRecord = {
    mid,
    account: message.account,
    customerId: message.customerId,
    text: message.text,
    timestamp: message.timestamp ?? now(),
    direction: message.direction,
  }
  const isRepeated = message.mid !== undefined && state.messages.some((known) => known.mid === mid)
  if (!isRepeated) state.messages.push(record)

  const parts = { ...record, igUserId: demo.igUserId, time: now() }
  const isEcho = message.direction === 'outbound'
  const body = serializeAsMeta(isEcho ? echoDelivery(parts) : textMessageDelivery(parts))
  const deliveries = Array.from({ length: message.copies ?? 1 }, () =>
    simulation.deliveries.add({
      kind: isEcho ? 'echo' : 'message',
      account: message.account,
      summary: message.text.slice(0, 80),
      body,
      secret: demo.login === 'instagram' ? 'instagram' : 'meta',
      retry: true,
    }))
  return { message: record, deliveries }
}
