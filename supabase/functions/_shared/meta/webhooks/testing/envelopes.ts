import { type Json, parseMetaJson } from '../../parse-meta-json.ts'
import type { DeliveryEvent } from '../delivery-event.ts'
import { parseDelivery } from '../parse-delivery.ts'

export const ACCOUNT = '17841470348340237'
export const CONTACT = '1602510301006188'
export const MID = 'aWdfZAG1faXRlbToxOklHTWVzc2FnZAUlEOjE3ODQxNDcwMzQ4MzQwMjM3OjM0MDI4MjM2NjgZD'
export const SENT_MS = 1_788_700_000_123
export const SENT_AT = '2026-09-06T13:06:40.123Z'
export const DAY_LATER = '2026-09-07T13:06:40.123Z'
/** `entry.time` of a change: seconds. */
export const ENTRY_S = 1_788_700_000
export const ENTRY_AT = '2026-09-06T13:06:40.000Z'

/** An item of `messaging[]` from the contact, with its distinctive part. */
export function fromContact(part: { [key: string]: Json }): { [key: string]: Json } {
  return {
    sender: { id: CONTACT },
    recipient: { id: ACCOUNT },
    timestamp: SENT_MS,
    ...part,
  }
}

/** The same from the account: an echo. */
export function fromAccount(part: { [key: string]: Json }): { [key: string]: Json } {
  return { ...fromContact(part), sender: { id: ACCOUNT }, recipient: { id: CONTACT } }
}

export function messagingBody(...items: Json[]): Json {
  return { object: 'instagram', entry: [{ time: SENT_MS + 333, id: ACCOUNT, messaging: items }] }
}

export function changesBody(...changes: Json[]): Json {
  return { object: 'instagram', entry: [{ time: ENTRY_S, id: ACCOUNT, changes }] }
}

/** Parses a body from its bytes. Serialised by JSON.stringify unless a test does it as Meta does. */
export function receive(
  body: Json,
  serialize: (body: Json) => string = JSON.stringify,
): DeliveryEvent[] {
  const parsed = parseMetaJson(new TextEncoder().encode(serialize(body)))
  if (!('json' in parsed)) throw new Error(parsed.error)
  return parseDelivery(parsed.json)
}
