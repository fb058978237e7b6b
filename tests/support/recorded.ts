import { createHash } from 'node:crypto'
import type postgres from 'postgres'

/** A delivery as it was recorded, and how many of its events are in which state. */
export type RecordedDelivery = {
  state: string
  error: string | null
  times_received: number
  events: number
  failed: { kind: string; error: string; position: number }[]
  states: string[]
}

export function hashOf(body: string | Uint8Array): Uint8Array {
  return createHash('sha256').update(body).digest()
}

/** Looks up what was recorded of a delivery by its body; undefined when nothing was. */
export async function recordedDelivery(
  sql: postgres.Sql,
  body: string | Uint8Array,
): Promise<RecordedDelivery | undefined> {
  const [row] = await sql<RecordedDelivery[]>`
    select deliveries.state, deliveries.error, times_received,
      count(events.state)::int as events,
      coalesce(
        jsonb_agg(to_jsonb(events) - 'payload') filter (where events.state = 'failed'), '[]'
      ) as failed,
      coalesce(array_agg(events.state order by events.position), '{}') as states
    from private.webhook_deliveries as deliveries
    left join private.webhook_events as events on events.delivery_id = deliveries.id
    where body_hash = ${hashOf(body)}
    group by deliveries.id`
  return row
}
