import { z } from 'zod'

const percent = z.number().min(0).max(100)

/**
 * How deliveries leave the simulator. The defaults are well-behaved; everything else has been seen
 * from Meta, or its documentation allows it. Changed by `POST /control/webhooks`.
 */
export const webhookSettingsSchema = z.strictObject({
  /** Share of deliveries that are sent a second time, byte for byte. */
  duplicatePercent: percent.default(0),
  /** Share of entries that never come; nothing says so. */
  dropPercent: percent.default(0),
  /** By how long each delivery comes late. */
  delayMs: z.int().min(0).max(7 * 24 * 60 * 60 * 1_000).default(0),
  /** Groups of so many deliveries leave in the reverse order; 1 keeps the order. */
  reorder: z.int().min(1).max(1_000).default(1),
  /** Entries of so many events, also of several accounts, share a delivery; Meta allows 1000. */
  batch: z.int().min(1).max(1_000).default(1),
  /** How long an incomplete batch or group waits. */
  holdMs: z.int().min(0).max(60_000).default(1_000),
  /**
   * Whether a new message is told as `message_edit` with `num_edit: 0`, too (seen 0.7 s before its
   * message), or only so (seen for apps in development mode and people in Europe).
   */
  newMessageAsEdit: z.enum(['no', 'before', 'instead']).default('no'),
  /** That edit was mostly seen without `sender` and `recipient`. */
  editNamesSender: z.boolean().default(false),
  /** When the echo of an API send comes, compared with the send's answer. */
  echo: z.enum(['after', 'before', 'never']).default('after'),
  /** Seconds for changes and milliseconds for messaging, or one for all. */
  entryTime: z.enum(['as_meta', 'seconds', 'milliseconds']).default('as_meta'),
  /** Captures show `changes`; Instagram Login's pages draw the flat form. */
  changeShape: z.enum(['changes', 'flat']).default('changes'),
  /** The secret of the account's login, or always the same one. */
  secret: z.enum(['login', 'instagram', 'meta', 'wrong']).default('login'),
  /** Whether another app owns the threads: messages then come as `standby`. */
  threadOwner: z.enum(['app', 'other_app']).default('app'),
  /**
   * What follows a failure. `brisk`: gaps up to a minute, for 36 hours. `meta`: gaps widening to
   * six hours, for 36 hours. `disable`: the same, and after an hour of failures the webhook is
   * disabled until it is verified again (Messenger's page; which one governs is not known).
   */
  retries: z.enum(['brisk', 'meta', 'disable']).default('brisk'),
  /** One page says the fields chosen for an account are not honoured and all of them come. */
  honoursFields: z.boolean().default(true),
  /** Whether `story_insights` still tells impressions is not known. */
  storyImpressions: z.boolean().default(true),
})

export type WebhookSettings = z.infer<typeof webhookSettingsSchema>

/** A well-behaved Meta. */
export function defaultWebhookSettings(): WebhookSettings {
  return webhookSettingsSchema.parse({})
}
