import { threadKey } from '../messaging/messaging-state.ts'
import type { Simulation } from '../simulation.ts'
import type { MessageRecord } from '../state/simulator-state.ts'
import { createMid } from '../webhooks/create-mid.ts'
import { messagingEntry } from '../webhooks/payloads/envelope.ts'
import type { MessageContent } from '../webhooks/payloads/message-content.ts'
import { messagePayload } from '../webhooks/payloads/message-payload.ts'
import type { AccountProfile } from '../world/account-profile.ts'
import { messageLinks } from './message-links.ts'

/** By how much an edit came before its message (captured 2026-09-06). */
const EDIT_AHEAD_MS = 700

export type NewMessage = {
  account: string
  customerId: string
  /** Empty for none. */
  text: string
  direction: MessageRecord['direction']
  /** A plain text when left out. */
  content?: MessageContent
  /** Of an API send: what stands in the message beside its text. Replaces `content`. */
  payload?: Record<string, unknown>
  /** A message to oneself: an echo that says so. */
  isSelf?: boolean
  /** A new one when left out. One that was used before is sent again under that id. */
  mid?: string
  /** Milliseconds; now when left out. */
  timestamp?: number
  /** How often the same delivery is sent, byte for byte; Meta repeats deliveries too. */
  copies?: number
  /** Whether the webhook hears of it; it does when left out. */
  isTold?: boolean
}

/**
 * Writes a message in the world: records it, and delivers it to the webhook as Meta does, signed
 * with the secret of the account's login.
 *
 * @returns The message as recorded, and the ids of its deliveries.
 */
export function sendMessage(
  simulation: Simulation,
  message: NewMessage,
): { message: MessageRecord; deliveryIds: string[] } {
  const { state, messages, world, now, random } = simulation
  const profile = world.profile(message.account)
  state.sequence += 1
  const { account, customerId, text, direction, timestamp = now() } = message
  const mid = message.mid ?? createMid({
    igUserId: profile.igUserId,
    customerId,
    nowMs: timestamp,
    sequence: state.sequence,
    random,
  })
  const links = messageLinks(simulation, profile, customerId)
  const payload = message.payload ??
    (message.content === undefined ? {} : messagePayload(message.content, links))
  const record: MessageRecord = {
    mid,
    account,
    customerId,
    text,
    timestamp,
    direction,
    ...(Object.keys(payload).length === 0 ? {} : { payload }),
  }
  if (message.mid === undefined || messages.byMid(mid) === undefined) messages.add(record)
  if (direction === 'inbound') openWindow(simulation, account, customerId, timestamp)
  simulation.changed()
  const deliveryIds = message.isTold === false ? [] : tell(simulation, profile, record, message)
  return { message: record, deliveryIds }
}

/** Notes that a customer did something that lets the business answer for a day. */
export function openWindow(
  { state }: Simulation,
  account: string,
  customerId: string,
  timeMs: number,
): void {
  const key = threadKey(account, customerId)
  const { windows } = state.messaging
  windows[key] = Math.max(windows[key] ?? 0, timeMs)
}

/** Tells the webhook of a recorded message: of the business's as an echo. */
export function tell(
  { webhooks, webhookSettings, now }: Simulation,
  profile: AccountProfile,
  record: MessageRecord,
  { copies, isSelf }: { copies?: number; isSelf?: boolean } = {},
): string[] {
  const isEcho = record.direction === 'outbound'
  const own = { id: profile.igUserId }
  const other = { id: isSelf ? `16${profile.igUserId.slice(-14)}` : record.customerId }
  const people = isEcho ? { sender: own, recipient: other } : { sender: other, recipient: own }
  const asEdit = isEcho ? 'no' : webhookSettings.newMessageAsEdit
  const emit = (field: string, item: unknown, summary: string) =>
    webhooks.emit({
      profile,
      kind: isEcho ? 'echo' : 'message',
      field,
      summary,
      entry: messagingEntry(profile, item, now()),
      ...(copies === undefined ? {} : { copies }),
      ...(field === 'messages' && asEdit === 'before' ? { laterMs: EDIT_AHEAD_MS } : {}),
    })

  const ids: string[] = []
  if (asEdit !== 'no') {
    const named = webhookSettings.editNamesSender ? people : {}
    const edit = { mid: record.mid, num_edit: 0 }
    const item = { ...named, timestamp: record.timestamp, message_edit: edit }
    ids.push(...emit('message_edit', item, '(edit 0)'))
  }
  if (asEdit === 'instead') return ids
  const message = {
    mid: record.mid,
    ...(record.text === '' ? {} : { text: record.text }),
    ...record.payload,
    ...(isEcho ? { is_echo: true } : {}),
    ...(isSelf ? { is_self: true } : {}),
  }
  const summary = record.text || `(${Object.keys(record.payload ?? {}).join(', ')})`
  const item = { ...people, timestamp: record.timestamp, message }
  // With Instagram Login echoes have a field of their own, but come with `messages` as well.
  return [...ids, ...emit('messages', item, summary.slice(0, 80))]
}
