import type { MessageContent } from './message-content.ts'

export type MessageLinks = {
  /** An address at the CDN for direct messages, for a file of a type. */
  attachment(type: 'image' | 'video' | 'audio' | 'file', index: number): string
  /** A story's picture. */
  story(): string
  /** Where a post is seen in the browser. */
  permalink(kind: 'p' | 'reel'): string
  /** An id of somebody else's post, which no token can read. */
  foreignMediaId(): string
  /** The message that a reply without a target answers. */
  lastMid(): string
}

/**
 * What stands in `message` beside the mid for a content, without the text.
 *
 * Sources: Meta's Instagram webhook pages (overview 2026-09-16, examples 2025-11-24), captured
 * deliveries of 2026, and for `ephemeral` and `unsupported_type` what clients guard against.
 */
export function messagePayload(
  content: MessageContent,
  links: MessageLinks,
): Record<string, unknown> {
  const one = (type: string, payload: unknown) => ({ attachments: [{ type, payload }] })
  switch (content.kind) {
    case 'text':
      return {}
    case 'image':
    case 'video':
    case 'audio':
    case 'file':
      return {
        attachments: Array.from({ length: content.count }, (_, index) => ({
          type: content.kind,
          payload: { url: content.url ?? links.attachment(content.kind, index) },
        })),
      }
    case 'share':
      return one('share', { url: content.url ?? links.permalink('p') })
    case 'ig_post':
      return one('ig_post', {
        ig_post_media_id: content.mediaId ?? links.foreignMediaId(),
        title: content.title,
        url: content.url ?? links.attachment('image', 0),
      })
    case 'ig_reel':
    case 'reel':
      return one(content.kind, {
        reel_video_id: content.mediaId ?? links.foreignMediaId(),
        title: content.title,
        url: content.url ?? links.attachment('video', 0),
      })
    case 'ig_story':
      // The only share without a key named `url`.
      return one('ig_story', {
        story_media_id: content.mediaId ?? links.foreignMediaId(),
        story_media_url: content.url ?? links.story(),
      })
    case 'story_mention':
      return one('story_mention', { url: content.url ?? links.story() })
    case 'story_reply': {
      const { linkStickerUrl } = content
      const story = {
        id: content.mediaId ?? links.foreignMediaId(),
        url: content.url ?? links.story(),
        ...(linkStickerUrl === undefined ? {} : { link_sticker_url: linkStickerUrl }),
      }
      return { reply_to: { story } }
    }
    case 'reply':
      return { reply_to: { mid: content.to ?? links.lastMid() } }
    case 'quick_reply':
      return { quick_reply: { payload: content.payload } }
    case 'shared_comment':
      return one('template', { generic: { elements: [{}] } })
    case 'ephemeral':
      return { attachments: [{ type: 'ephemeral' }] }
    case 'unsupported':
      return { is_unsupported: true }
    case 'unsupported_type':
      return { attachments: [{ type: 'unsupported_type' }] }
    case 'ad':
      return {
        referral: {
          ref: content.ref,
          ad_id: content.adId,
          source: 'ADS',
          type: 'OPEN_THREAD',
          ads_context_data: { ad_title: content.title, photo_url: links.attachment('image', 0) },
        },
      }
    case 'referred':
      return { referral: { ref: content.ref, source: 'IGME-SOURCE-LINK', type: 'OPEN_THREAD' } }
    case 'product':
      return { referral: { product: { id: content.productId } } }
  }
}
