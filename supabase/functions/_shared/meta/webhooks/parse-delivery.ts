import { z } from 'zod'
import type { Json } from '../parse-meta-json.ts'
import type { DeliveryEvent, Effect } from './delivery-event.ts'
import { idOf, itemsOf, objectOf } from './json-readers.ts'
import { LIMITS } from './limits.ts'
import { parseChange } from './parse-change.ts'
import { parseMessagingItem } from './parse-messaging-item.ts'

/** Raised with each change of what becomes of an event, so that older ones can be parsed again. */
export const PARSER_VERSION = 2

/**
 * More than a body of 3 MB has of any real events, of which the shortest has 90 bytes. What has more
 * is of another kind, and taken apart it would not fit into a function's memory.
 */
export const MAX_EVENTS = 40_000

const DELIVERY = z.object({ object: z.string(), entry: z.array(z.unknown()).min(1) })

type Source = Pick<DeliveryEvent, 'provider' | 'provider_account_id'>

/**
 * Takes a delivery apart into its events, in the order in which they stand in it. Every event is
 * read on its own: one of an unknown shape is kept as it is and does not touch its neighbours. All
 * three envelopes are understood (messaging[] and standby[], changes[], and field and value in the
 * entry itself). Never throws, whatever the body.
 *
 * @returns One event for each item; one of kind `entry:unknown` for an entry without items, and a
 * single one of kind `unknown` for a body without entries, or `too_many_events` without payload for
 * one that has more than `MAX_EVENTS`.
 */
export function parseDelivery(body: Json): DeliveryEvent[] {
  const events: DeliveryEvent[] = []
  const delivery = DELIVERY.safeParse(body)
  if (!delivery.success) {
    keep(events, { provider: 'unknown', provider_account_id: null }, 'unknown', undefined, body)
    return events
  }
  const provider = providerOf(delivery.data.object)
  const entries = delivery.data.entry as Json[]
  if (entries.reduce((sum: number, entry) => sum + sizeOf(entry), 0) > MAX_EVENTS) {
    // It stands in the delivery's own body.
    keep(events, { provider, provider_account_id: null }, 'too_many_events', undefined, null)
    return events
  }
  for (const entry of entries) parseEntry(entry, provider, events)
  return events
}

/** How many events an entry has, or one more. */
function sizeOf(entry: Json): number {
  const lists = objectOf(entry)
  const items = [lists?.messaging, lists?.standby, lists?.changes].map(itemsOf)
  return items.reduce((sum, list) => sum + list.length, 1)
}

function parseEntry(
  rawEntry: Json,
  provider: DeliveryEvent['provider'],
  events: DeliveryEvent[],
): void {
  const entry = objectOf(rawEntry)
  const account = idOf(entry?.id, LIMITS.accountId)
  const source: Source = { provider, provider_account_id: account ?? null }
  if (!entry || account === undefined) {
    keep(events, source, 'entry:unknown', undefined, rawEntry)
    return
  }
  const surroundings = { account, entryTime: entry.time }
  const before = events.length

  const keepChange = (change: Json) => {
    const { kind, effect } = parseChange(
      change,
      provider === 'facebook' ? 'facebook' : 'instagram',
      surroundings,
    )
    keep(events, source, kind, provider === 'unknown' ? undefined : effect, change)
  }
  for (const name of Object.keys(entry)) {
    if (name === 'messaging' || name === 'standby') {
      const standby = name === 'standby'
      const about = { ...surroundings, standby }
      for (const item of itemsOf(entry[name])) {
        const { kind, effect } = parseMessagingItem(item, about)
        // A Page's messages are Messenger's, which nothing here shows yet.
        const known = provider === 'instagram' ? effect : undefined
        keep(events, source, standby ? `standby:${kind}` : kind, known, item)
      }
    } else if (name === 'changes') {
      for (const change of itemsOf(entry.changes)) keepChange(change)
    } else if (name === 'field' && typeof entry.field === 'string') keepChange(rawEntry)
  }
  if (events.length === before) keep(events, source, 'entry:unknown', undefined, rawEntry)
}

function keep(
  events: DeliveryEvent[],
  { provider, provider_account_id }: Source,
  kind: string,
  effect: Effect | undefined,
  payload: Json,
): void {
  const event: DeliveryEvent = { position: events.length, provider, provider_account_id, kind }
  if (effect) event.effect = effect
  if (!effect || isPlaceholder(effect)) event.payload = payload
  events.push(event)
}

/** Shown as something, but a later parser may make more of it. */
function isPlaceholder(effect: Effect): boolean {
  return effect.type === 'message' && (effect.kind === 'unknown' || effect.kind === 'unsupported')
}

function providerOf(object: string): DeliveryEvent['provider'] {
  if (object === 'instagram') return 'instagram'
  return object === 'page' ? 'facebook' : 'unknown'
}
