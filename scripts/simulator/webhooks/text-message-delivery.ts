import { type MessageDelivery, messageDelivery, type MessageParts } from './message-delivery.ts'

/**
 * A delivery with one text that a contact wrote to the account: the sender is the contact.
 *
 * @returns The body as a value; `serializeAsMeta` makes the bytes that `signBody` signs.
 */
export function textMessageDelivery(parts: MessageParts): MessageDelivery {
  return messageDelivery({
    ...parts,
    senderId: parts.customerId,
    recipientId: parts.igUserId,
    isEcho: false,
  })
}
