import { z } from 'zod'

const url = z.string().max(4_000)

/**
 * What a message can hold, in the words of the control API. Each kind becomes the payload that
 * Meta's webhook pages (examples of 2025-11-24) and captured deliveries show for it.
 */
export const messageContentSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text') }),
  z.strictObject({
    kind: z.enum(['image', 'video', 'audio', 'file']),
    url: url.optional(),
    /** A multi-photo message has several items. */
    count: z.int().min(1).max(10).default(1),
  }),
  z.strictObject({ kind: z.literal('share'), url: url.optional() }),
  z.strictObject({
    kind: z.enum(['ig_post', 'ig_reel', 'reel']),
    mediaId: z.string().optional(),
    title: z.string().default('A post'),
    url: url.optional(),
  }),
  z.strictObject({
    kind: z.literal('ig_story'),
    mediaId: z.string().optional(),
    url: url.optional(),
  }),
  z.strictObject({ kind: z.literal('story_mention'), url: url.optional() }),
  z.strictObject({
    kind: z.literal('story_reply'),
    mediaId: z.string().optional(),
    url: url.optional(),
    linkStickerUrl: url.optional(),
  }),
  z.strictObject({ kind: z.literal('reply'), to: z.string().optional() }),
  z.strictObject({ kind: z.literal('quick_reply'), payload: z.string().default('YES') }),
  z.strictObject({ kind: z.literal('shared_comment') }),
  z.strictObject({ kind: z.literal('ephemeral') }),
  z.strictObject({ kind: z.literal('unsupported') }),
  z.strictObject({ kind: z.literal('unsupported_type') }),
  z.strictObject({
    kind: z.literal('ad'),
    ref: z.string().default('spring'),
    adId: z.string().default('120210000000000001'),
    title: z.string().default('Spring sale'),
  }),
  z.strictObject({ kind: z.literal('referred'), ref: z.string().default('campaign1') }),
  z.strictObject({ kind: z.literal('product'), productId: z.string().default('5400000000000001') }),
])

export type MessageContent = z.infer<typeof messageContentSchema>

/** Kinds that come without any text. */
export const TEXTLESS: readonly MessageContent['kind'][] = [
  'image',
  'video',
  'audio',
  'file',
  'share',
  'ig_post',
  'ig_reel',
  'reel',
  'ig_story',
  'story_mention',
  'shared_comment',
  'ephemeral',
  'unsupported',
  'unsupported_type',
]
