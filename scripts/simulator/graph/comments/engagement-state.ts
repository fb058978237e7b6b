import { z } from 'zod'

const writtenCommentSchema = z.object({
  id: z.string(),
  /** The top-level comment, null for one of its own. */
  parentId: z.string().nullable(),
  /** Null for a GIF or a sticker, which the API shows without any text. */
  text: z.string().nullable(),
  /** The author: a person's IGSID, null for the account itself. */
  authorId: z.string().nullable(),
  username: z.string(),
  at: z.number().int(),
})

/**
 * What clients and people did to posts and comments. Comments that a post's number tells of
 * without anybody having written them are not here: they follow from the post and their place.
 */
export const engagementStateSchema = z.object({
  /** By media id, oldest first. */
  written: z.record(z.string(), z.array(writtenCommentSchema)),
  /** By comment id. */
  hidden: z.record(z.string(), z.literal(true)),
  deleted: z.record(z.string(), z.literal(true)),
  /** By media id: comments were switched off. */
  closed: z.record(z.string(), z.literal(true)),
  /** By account: when it became a professional one; posts before have no insights. */
  professionalSince: z.record(z.string(), z.number().int()),
})

export type EngagementState = z.infer<typeof engagementStateSchema>
export type WrittenComment = z.infer<typeof writtenCommentSchema>

export function createEngagementState(): EngagementState {
  return { written: {}, hidden: {}, deleted: {}, closed: {}, professionalSince: {} }
}
