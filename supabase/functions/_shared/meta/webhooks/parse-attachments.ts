import type { Json } from '../parse-meta-json.ts'
import type { IncomingAttachment } from './delivery-event.ts'
import { cutText, idOf, itemsOf, type JsonObject, objectOf, textOf, urlOf } from './json-readers.ts'
import { LIMITS } from './limits.ts'
import { isoTime } from './parse-time.ts'

/** Meta's attachment types and our words for them. The doc also lists `media`: never seen. */
const KINDS = new Map([
  ['image', 'image'],
  ['video', 'video'],
  ['audio', 'audio'],
  ['file', 'file'],
  ['share', 'share'],
  ['ig_post', 'post'],
  ['post', 'post'],
  ['ig_reel', 'reel'],
  ['reel', 'reel'],
  ['ig_story', 'story'],
  ['story', 'story'],
  ['story_mention', 'story_mention'],
  ['template', 'template'],
  ['ephemeral', 'view_once'],
])

/** Instagram's word for what it does not tell: the message is then `unsupported`, as a whole. */
const WITHHELD = 'unsupported_type'
const DAY_MS = 24 * 60 * 60 * 1000

export type ParsedAttachments = {
  attachments: IncomingAttachment[]
  /** Whether one of them is of a type that this parser does not know. */
  unknown: boolean
  /** Whether Instagram withholds one of them. */
  withheld: boolean
}

const NONE: ParsedAttachments = { attachments: [], unknown: false, withheld: false }

/**
 * Reads `message.attachments`, and the story that a message replies to, which counts as one.
 *
 * @param sentAt The message's time in ms: a story can be seen for 24 hours at most from then on.
 */
export function parseAttachments(
  list: Json | undefined,
  story: JsonObject | undefined,
  sentAt: number,
): ParsedAttachments {
  if (list === undefined && !story) return NONE
  const parsed: ParsedAttachments = { attachments: [], unknown: false, withheld: false }
  if (story) {
    parsed.attachments.push({
      kind: 'story_reply',
      url: urlOf(story.url, LIMITS.url) ?? null,
      title: null,
      media_id: idOf(story.id, LIMITS.objectId) ?? null,
      expires_at: isoTime(sentAt + DAY_MS),
    })
  }
  for (const item of itemsOf(list)) {
    if (parsed.attachments.length === LIMITS.attachments) break
    const attachment = objectOf(item)
    const type = attachment && typeof attachment.type === 'string' ? attachment.type : ''
    const kind = KINDS.get(type)
    if (type === WITHHELD) parsed.withheld = true
    else if (!kind) parsed.unknown = true
    parsed.attachments.push(readAttachment(
      kind ?? (cutText(type, LIMITS.attachmentKind) || 'unknown'),
      objectOf(attachment?.payload) ?? {},
      sentAt,
    ))
  }
  return parsed
}

function readAttachment(kind: string, payload: JsonObject, sentAt: number): IncomingAttachment {
  const url = urlOf(payload.url ?? payload.story_media_url, LIMITS.url) ?? null
  const mediaId = payload.ig_post_media_id ?? payload.reel_video_id ?? payload.story_media_id
  return {
    kind,
    url,
    title: textOf(payload.title ?? firstElement(payload)?.title, LIMITS.title) ?? null,
    media_id: idOf(mediaId, LIMITS.objectId) ?? null,
    expires_at: kind === 'story' || kind === 'story_mention'
      ? isoTime(sentAt + DAY_MS)
      : url && expiryOf(url),
  }
}

/** A template's first card. A shared comment comes as one, its elements may be empty. */
function firstElement(payload: JsonObject): JsonObject | undefined {
  if (payload.generic === undefined) return undefined
  return objectOf(itemsOf(objectOf(payload.generic)?.elements)[0])
}

/** Addresses at Meta's CDN say when they end: `oe` is that time in seconds, in hex. */
function expiryOf(url: string): string | null {
  const hex = url.includes('oe=') ? /[?&]oe=([0-9a-f]{8})(?:&|$)/i.exec(url)?.[1] : undefined
  return hex ? isoTime(parseInt(hex, 16) * 1000) : null
}
