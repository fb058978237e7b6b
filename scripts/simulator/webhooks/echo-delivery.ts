import { type MessageDelivery, messageDelivery, type MessageParts } from './message-delivery.ts'

/**
 * A delivery with one text that the business wrote, for example in the Instagram app: the sender
 * is the account, and the message says `is_echo`.
 *
 * @returns The body as a value; `serializeAsMeta` makes the bytes that `signBody` signs.
 */
export function echoDelivery(parts: MessageParts): MessageDelivery {
  return messageDelivery({
    ...parts,
    senderId: parts.igUserId,
    recipientId: parts.customerId,
    isEcho: true,
  })
}
