/** What a delivery with one text message says; ids are decimal strings, times milliseconds. */
export type MessageParts = {
  /** The account's professional id (`user_id` of `/me`), which webhooks use everywhere. */
  igUserId: string
  /** The contact's id for this account (IGSID). */
  customerId: string
  mid: string
  text: string
  /** When the message was written. */
  timestamp: number
  /** When Meta sends the delivery (`entry.time`); the message's own time when left out. */
  time?: number
}

/** The body of a delivery as Meta builds it, before it is serialised. */
export type MessageDelivery = {
  object: 'instagram'
  entry: {
    time: number
    id: string
    messaging: {
      sender: { id: string }
      recipient: { id: string }
      timestamp: number
      message: { mid: string; text: string; is_echo?: true }
    }[]
  }[]
}

/**
 * The envelope both directions share. Keys stand in the order of captured deliveries: time, id,
 * messaging. For `messaging` entries Meta gives `entry.time` in milliseconds, for `changes` in
 * seconds.
 */
export function messageDelivery(
  parts: MessageParts & { senderId: string; recipientId: string; isEcho: boolean },
): MessageDelivery {
  const { mid, text, timestamp } = parts
  return {
    object: 'instagram',
    entry: [{
      time: parts.time ?? timestamp,
      id: parts.igUserId,
      messaging: [{
        sender: { id: parts.senderId },
        recipient: { id: parts.recipientId },
        timestamp,
        message: parts.isEcho ? { mid, text, is_echo: true } : { mid, text },
      }],
    }],
  }
}
