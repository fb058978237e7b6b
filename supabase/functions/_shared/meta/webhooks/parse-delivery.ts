import { z } from 'zod'
import type { Json } from '../parse-meta-json.ts'
import type { DeliveryEvent } from './delivery-event.ts'
import { parseMessage } from './parse-message.ts'

/** Raised with each change of what becomes of an event, so that older ones can be parsed again. */
export const PARSER_VERSION = 1

const DELIVERY = z.object({ object: z.string(), entry: z.array(z.unknown()) })
const ENTRY = z.looseObject({
  id: z.union([z.string(), z.number().transform(String)]).pipe(z.string().min(1).max(64)),
})
const PROVIDERS: Record<string, string> = { instagram: 'instagram', page: 'facebook' }

/** The parts of a messaging item that name its kind, most telling first. */
const MESSAGING_KINDS = [
  'message',
  'message_edit',
  'reaction',
  'read',
  'postback',
  'referral',
  'optin',
  'pass_thread_control',
  'take_thread_control',
  'request_thread_control',
]

/**
 * Takes a delivery apart into its events, in the order in which they stand in it. Every event is
 * read on its own: one of an unknown shape is kept as it is and does not touch its neighbours. All
 * three envelopes are understood (messaging[], changes[], and field and value in the entry itself).
 *
 * @returns One event for each item; a single one of kind `unknown` for a body without entries.
 */
export function parseDelivery(body: Json): DeliveryEvent[] {
  const events: DeliveryEvent[] = []
  const keep = (event: Omit<DeliveryEvent, 'position'>) => {
    events.push({ position: events.length, ...event })
  }

  const delivery = DELIVERY.safeParse(body)
  if (!delivery.success) {
    keep({ provider: 'unknown', provider_account_id: null, kind: 'unknown', payload: body })
    return events
  }
  const provider = PROVIDERS[delivery.data.object] ?? 'unknown'

  for (const rawEntry of delivery.data.entry as Json[]) {
    const entry = ENTRY.safeParse(rawEntry)
    if (!entry.success) {
      keep({ provider, provider_account_id: null, kind: 'entry:unknown', payload: rawEntry })
      continue
    }
    const about = { provider, provider_account_id: entry.data.id }
    const { messaging, standby, changes, field } = entry.data
    const before = events.length
    for (const item of arrayOf(messaging)) {
      const message = provider === 'instagram'
        ? parseMessage(item, { position: events.length, provider_account_id: entry.data.id })
        : undefined
      keep({ ...about, kind: messagingKind(item), payload: item, ...(message && { message }) })
    }
    for (const item of arrayOf(standby)) {
      keep({ ...about, kind: `standby:${messagingKind(item)}`, payload: item })
    }
    for (const item of arrayOf(changes)) {
      keep({ ...about, kind: `changes:${fieldOf(item)}`, payload: item })
    }
    if (typeof field === 'string') keep({ ...about, kind: `changes:${field}`, payload: rawEntry })
    if (events.length === before) keep({ ...about, kind: 'entry:unknown', payload: rawEntry })
  }
  return events
}

function arrayOf(value: unknown): Json[] {
  return Array.isArray(value) ? value : []
}

function messagingKind(item: Json): string {
  if (item === null || typeof item !== 'object' || Array.isArray(item)) return 'unknown'
  const kind = MESSAGING_KINDS.find((name) => name in item) ?? 'unknown'
  if (kind !== 'message') return kind
  const message = item.message
  if (message === null || typeof message !== 'object' || Array.isArray(message)) return 'unknown'
  if (message.is_deleted === true) return 'message_deleted'
  return message.is_echo === true ? 'message_echo' : 'message'
}

function fieldOf(item: Json): string {
  if (item === null || typeof item !== 'object' || Array.isArray(item)) return 'unknown'
  return typeof item.field === 'string' ? item.field.slice(0, 60) : 'unknown'
}
