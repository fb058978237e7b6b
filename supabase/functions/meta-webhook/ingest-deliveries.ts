import { createHash } from 'node:crypto'
import type { Database } from '../_shared/db/connect.ts'
import { withTimeout } from '../_shared/db/with-timeout.ts'
import type { DeliveryEvent } from '../_shared/meta/webhooks/delivery-event.ts'
import { PARSER_VERSION } from '../_shared/meta/webhooks/parse-delivery.ts'

/** What `private.ingest_webhooks` says it did with a delivery: the number of events by state. */
export type IngestResult = {
  delivery_id: number
  repeated: boolean
  applied?: number
  known?: number
  placeholder?: number
  kept?: number
  unaddressed?: number
  failed?: number
  /** Its events, when there are so many that they are applied later. */
  deferred?: number
}

export type Delivery = {
  body: Uint8Array
  signedWith: 'instagram' | 'meta'
  events: DeliveryEvent[]
  /** Why the body could not be read, with a code; it is kept raw then. */
  error?: string
}

/** Meta waits about 5 s for an answer. */
const TIMEOUT_MS = 4_500
/**
 * Meta sends at most 1,000 updates at a time. More would not be applied before it gives up waiting,
 * and then never, however often it is sent.
 */
export const MAX_EVENTS_AT_ONCE = 2_000

/**
 * Stores deliveries and their effects in one SQL call. One with more events than
 * `MAX_EVENTS_AT_ONCE` is stored without effects, as a job for the function webhook-replay, which
 * has more time.
 *
 * @returns What became of each, in the same order.
 * @throws Error when the database could not commit; nothing is stored then.
 */
export async function ingestDeliveries(
  sql: Database,
  deliveries: Delivery[],
): Promise<IngestResult[]> {
  const bodies = new Uint8Array(deliveries.reduce((sum, { body }) => sum + body.length, 0))
  let offset = 0
  const told = deliveries.map((delivery) => {
    const { body, signedWith, error } = delivery
    const deferred = isDeferred(delivery)
    const events = deferred ? [] : delivery.events
    bodies.set(body, offset)
    // A delivery that comes again is known by it.
    const sha256 = createHash('sha256').update(body).digest('hex')
    const one = {
      sha256,
      offset,
      bytes: body.length,
      signed_with: signedWith,
      events,
      ...(error && { error }),
      ...(deferred && { deferred }),
    }
    offset += body.length
    return one
  })
  const [row] = await withTimeout(
    sql<{ results: IngestResult[] }[]>`
      select private.ingest_webhooks(
        ${bodies}, ${JSON.stringify(told)}::text::jsonb, ${PARSER_VERSION}::smallint
      ) as results`,
    TIMEOUT_MS,
  )
  return row!.results.map((result, index) => {
    const delivery = deliveries[index]!
    const isNew = isDeferred(delivery) && !result.repeated
    return isNew ? { ...result, deferred: delivery.events.length } : result
  })
}

function isDeferred({ events }: Delivery): boolean {
  return events.length > MAX_EVENTS_AT_ONCE
}
