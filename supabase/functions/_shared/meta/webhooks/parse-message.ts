import { z } from 'zod'
import type { DeliveryEvent, IncomingMessage } from './delivery-event.ts'

const ID = z.union([z.string(), z.number().int().nonnegative().transform(String)])
  .pipe(z.string().min(1).max(64))

const MESSAGE_ITEM = z.object({
  sender: z.object({ id: ID }),
  recipient: z.object({ id: ID }),
  timestamp: z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]),
  message: z.object({
    mid: z.string().min(1),
    text: z.string().max(20_000).optional(),
    is_echo: z.boolean().optional(),
    is_self: z.boolean().optional(),
    is_deleted: z.boolean().optional(),
  }),
})

/** Meta's times are milliseconds here and seconds there; 1e11 ms is in 1973, 1e11 s in the year 5138. */
const SMALLEST_MILLISECONDS = 1e11
const LARGEST_TIME_MS = Date.UTC(9999, 11, 31)

/**
 * Reads one item of `messaging[]` as a message or an echo.
 *
 * A message without text (an attachment, a share, something newer) becomes a placeholder, so that
 * the conversation shows that something was said.
 *
 * @returns undefined for anything else, and for an unsend, which is no message of its own.
 */
export function parseMessage(
  item: unknown,
  at: Pick<DeliveryEvent, 'position'> & { provider_account_id: string },
): IncomingMessage | undefined {
  const parsed = MESSAGE_ITEM.safeParse(item)
  if (!parsed.success) return undefined
  const { sender, recipient, timestamp, message } = parsed.data
  // A note to self has the account on both sides: nobody to converse with.
  if (message.is_deleted || message.is_self) return undefined

  const milliseconds = timestamp < SMALLEST_MILLISECONDS ? timestamp * 1000 : timestamp
  if (!(milliseconds > 0 && milliseconds < LARGEST_TIME_MS)) return undefined

  const isEcho = message.is_echo === true
  return {
    position: at.position,
    provider: 'instagram',
    provider_account_id: at.provider_account_id,
    provider_contact_id: isEcho ? recipient.id : sender.id,
    provider_message_id: message.mid,
    direction: isEcho ? 'outbound' : 'inbound',
    author: isEcho ? 'unknown' : 'contact',
    kind: message.text === undefined ? 'unknown' : 'text',
    text: message.text ?? null,
    sent_at: new Date(milliseconds).toISOString(),
  }
}
