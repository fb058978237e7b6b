import type { Database } from '../_shared/db/connect.ts'
import { withTimeout } from '../_shared/db/with-timeout.ts'
import type { DeliveryEvent } from '../_shared/meta/webhooks/delivery-event.ts'
import { PARSER_VERSION } from '../_shared/meta/webhooks/parse-delivery.ts'

/** What `private.ingest_webhook` says it did: the number of events by state. */
export type IngestResult = {
  delivery_id: number
  repeated: boolean
  applied?: number
  known?: number
  kept?: number
  unaddressed?: number
  failed?: number
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
 * Stores a delivery and its effects in one SQL call.
 *
 * @throws Error when the database could not commit; nothing is stored then.
 */
export async function ingestDelivery(sql: Database, delivery: Delivery): Promise<IngestResult> {
  const { body, signedWith, events, error } = delivery
  const [row] = await withTimeout(
    sql<{ result: IngestResult }[]>`
      select private.ingest_webhook(
        ${body}, ${signedWith}, ${PARSER_VERSION}::smallint, ${sql.json(events)}, ${error ?? null}
      ) as result`,
    TIMEOUT_MS,
  )
  return row!.result
}
