import { z } from 'zod'

/**
 * How the messaging API behaves where accounts and apps differ, or where the real behaviour is
 * uncertain. Changed by `POST /control/messaging`; a restart brings the defaults back.
 */
export const messagingSettingsSchema = z.strictObject({
  /** In development mode people without a role are left out: the list of threads is empty. */
  developmentMode: z.boolean().default(false),
  /** Whether the app has the feature behind the tag HUMAN_AGENT. */
  humanAgent: z.boolean().default(true),
  /** Several images in one message are gated. */
  multiImage: z.boolean().default(false),
  /** Reactions beyond `love`: the page of 2026 allows any, Facebook Login was seen to refuse. */
  anyReaction: z.boolean().default(true),
  /** `reply_to` of a send is not in the Instagram pages. */
  replyTo: z.boolean().default(true),
  /** The text that fits, in bytes of UTF-8. */
  mostTextBytes: z.int().min(1).default(1_000),
  /** Of a thread, so many messages can be read. */
  readableMessages: z.int().min(1).default(20),
  /** How long a send takes to answer, in real milliseconds. */
  answerDelayMs: z.int().min(0).max(120_000).default(0),
  /**
   * How the next sends end although they succeed: the answer never comes, the edge answers 504, or
   * Graph says 1/1357046 or 2/1545133.
   */
  sendFault: z.enum(['none', 'no_answer', 'gateway_timeout', 'unknown_error', 'transient_error'])
    .default('none'),
  /** How many sends the fault hits. */
  sendFaultTimes: z.int().min(0).default(1),
  /** By account: what its owner or Meta did to it. */
  accounts: z.record(
    z.string(),
    z.enum([
      'access_off',
      'restricted',
      'unverified_link',
      'page_unlinked',
      'barred',
      'other_app',
      'not_owner',
      'not_live',
    ]),
  ).default({}),
  /** By customer id: why nothing reaches that person, or nothing is told about them. */
  customers: z.record(
    z.string(),
    z.enum(['blocked', 'unavailable', 'cannot_receive', 'gone', 'thread_deleted']),
  ).default({}),
})

export type MessagingSettings = z.infer<typeof messagingSettingsSchema>

/** A live app with everything it may have. */
export function defaultMessagingSettings(): MessagingSettings {
  return messagingSettingsSchema.parse({})
}
