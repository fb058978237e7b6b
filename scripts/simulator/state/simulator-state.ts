import { z } from 'zod'
import { messagingStateSchema } from '../messaging/messaging-state.ts'
import { oauthStateSchema } from '../oauth/oauth-state.ts'
import { tiktokStateSchema } from '../tiktok/tiktok-state.ts'
import { engagementStateSchema } from '../graph/comments/engagement-state.ts'

/** Raise it when an older file can't be read any more; such a file is set aside, not converted. */
export const STATE_VERSION = 2

const accountKey = z.string()
const milliseconds = z.number().int()

const mediaSchema = z.object({
  id: z.string(),
  kind: z.enum(['image', 'carousel', 'reel']),
  caption: z.string(),
  postedAt: milliseconds,
  likes: z.number().int().nonnegative(),
  comments: z.number().int().nonnegative(),
  appeal: z.number(),
  hidesLikes: z.boolean(),
  childIds: z.array(z.string()),
  /** How much the last likes still draw others in, in likes an hour (see `stepPost`). */
  heat: z.number(),
  /** Up to when the numbers are told. */
  steppedAt: milliseconds,
})

const worldAccountSchema = z.object({
  key: accountKey,
  followers: z.number().int().nonnegative(),
  follows: z.number().int().nonnegative(),
  draftsUsed: z.number().int().nonnegative(),
  /** Newest first. */
  media: z.array(mediaSchema),
})

const messageSchema = z.object({
  mid: z.string(),
  account: accountKey,
  customerId: z.string(),
  text: z.string(),
  timestamp: milliseconds,
  direction: z.enum(['inbound', 'outbound']),
  /** What stands in the delivery's `message` beside mid and text. */
  payload: z.record(z.string(), z.unknown()).optional(),
  /** The sender took it back. */
  isDeleted: z.literal(true).optional(),
  edits: z.number().int().optional(),
  /** By person: one reaction each. */
  reactions: z.record(z.string(), z.string()).optional(),
})

const deliverySchema = z.object({
  id: z.string(),
  kind: z.enum(['message', 'echo', 'event', 'custom']),
  account: accountKey.nullable(),
  /** A few words for people. */
  summary: z.string(),
  secret: z.enum(['instagram', 'meta', 'wrong']),
  /** Exactly what goes over the wire; null once the delivery is over. */
  body: z.string().nullable(),
  retry: z.boolean(),
  state: z.enum(['pending', 'delivered', 'given_up']),
  attempts: z.number().int().nonnegative(),
  createdAt: milliseconds,
  nextAttemptAt: milliseconds.nullable(),
  lastStatus: z.number().int().nullable(),
  lastError: z.string().nullable(),
})

/** Everything that survives a restart. */
export const simulatorStateSchema = z.object({
  version: z.literal(STATE_VERSION),
  /** Counts messages and deliveries; their ids are made from it. */
  sequence: z.number().int().nonnegative(),
  /** How far the simulator's clock lies ahead of the machine's. */
  aheadMs: z.number(),
  accounts: z.object({ harbour: worldAccountSchema, northlight: worldAccountSchema })
    .catchall(worldAccountSchema),
  /** How far each customer is in the little conversations, by customer id. */
  conversations: z.record(z.string(), z.object({ topic: z.number(), line: z.number() })),
  messages: z.array(messageSchema),
  messaging: messagingStateSchema,
  engagement: engagementStateSchema,
  oauth: oauthStateSchema,
  tiktok: tiktokStateSchema,
  deliveries: z.array(deliverySchema),
})

export type SimulatorState = z.infer<typeof simulatorStateSchema>
export type WorldAccount = z.infer<typeof worldAccountSchema>
export type WorldMedia = z.infer<typeof mediaSchema>
export type MessageRecord = z.infer<typeof messageSchema>
export type DeliveryRecord = z.infer<typeof deliverySchema>
