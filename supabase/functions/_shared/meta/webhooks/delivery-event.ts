import type { Json } from '../parse-meta-json.ts'

/** A message, as `private.incoming_message` takes it. */
export type IncomingMessage = {
  position: number
  provider: 'instagram'
  provider_account_id: string
  provider_contact_id: string
  provider_message_id: string
  direction: 'inbound' | 'outbound'
  author: 'contact' | 'unknown'
  kind: 'text' | 'unknown'
  text: string | null
  /** ISO 8601, the provider's time. */
  sent_at: string
}

/** One event of a delivery, as `private.ingest_webhook` takes it. Without `message` it is kept. */
export type DeliveryEvent = {
  /** Its place in the delivery, from 0. */
  position: number
  provider: string
  provider_account_id: string | null
  /** What it is, for whoever looks through what was kept. */
  kind: string
  /** The event as it came. */
  payload: Json
  message?: IncomingMessage
}
