import { z } from 'zod'

const percent = z.number().min(0).max(100)
const positive = z.number().positive()

/**
 * Facts about the real APIs that are uncertain, undocumented or different from answer to answer,
 * each with the default that the project's reference of the Meta API suggests. Tests and people
 * change them while the simulator runs (`POST /control/behaviour`); a restart brings the defaults
 * back.
 */
export const behaviourSchema = z.strictObject({
  /** The code exchange was seen with its answer inside `data[0]` and without (business-login page). */
  codeExchangeShape: z.enum(['wrapped', 'flat']).default('flat'),
  /** `permissions` of the code exchange: both forms were seen. */
  codeExchangePermissions: z.enum(['text', 'array']).default('array'),
  /** Documented as the app-scoped id; some clients recorded the professional id there. */
  codeExchangeUserId: z.enum(['app_scoped', 'professional']).default('app_scoped'),
  /** The get-started page wraps `/me` of Instagram Login in `data`; captured answers are flat. */
  meShape: z.enum(['flat', 'wrapped']).default('flat'),
  /** A refresh was seen to return the same text again. */
  refreshKeepsToken: z.boolean().default(false),
  /** The error for a token younger than 24 hours is not documented. */
  youngRefreshCode: z.int().default(100),
  /** `expires_in` of Facebook's long-lived exchange can be missing. */
  facebookExpiresIn: z.boolean().default(true),
  /** Whether `debug_token` knows Instagram Login's tokens is not confirmed. */
  debugTokenKnowsInstagram: z.boolean().default(false),
  /** Which secret signs the callbacks of Instagram Login apps is known from clients alone. */
  instagramCallbackSecret: z.enum(['instagram', 'meta']).default('instagram'),
  /** `user_id` in a signed request may be quoted or a bare number. */
  signedRequestUserId: z.enum(['text', 'number']).default('text'),

  /** The language of error messages, metric titles and descriptions: the account's own. */
  language: z.enum(['en', 'de', 'fr', 'pt', 'sv']).default('en'),
  /** Messages on graph.instagram.com often lack the `(#n)` in front. */
  instagramErrorPrefix: z.boolean().default(false),

  /** The allowance of an app: 200 calls an hour for each daily user. */
  appCallsAnHour: positive.default(2_000),
  /** 4800 x impressions in 24 hours; the least number of impressions is not documented. */
  instagramCallsADay: positive.default(48_000),
  /** 4800 x engaged users. */
  pagesCallsADay: positive.default(48_000),
  /** 200 x engaged users. */
  messengerCallsADay: positive.default(48_000),
  /** Instagram Login was seen with the app header; by the rules it could be the business one. */
  instagramUsageHeader: z.enum(['app', 'business']).default('app'),
  /** Headers can be missing while the usage is low. */
  usageHeaderFromPercent: percent.default(0),
  /** Whether a throttled call says when access comes back. */
  showsRegainTime: z.boolean().default(true),
  /** The statuses of 190, 17, 32, 613 and 80002 are not confirmed. */
  throttledStatus: z.int().min(400).max(499).default(400),
  /** The Instagram pages say 100, the Messenger page 300. */
  sendsPerSecond: positive.default(100),
  mediaSendsPerSecond: positive.default(10),
  conversationCallsPerSecond: positive.default(2),
  privateRepliesPerHour: positive.default(750),

  /** Up to how late insights are complete; days younger than this still grow. */
  insightsLagHours: z.number().min(0).default(48),
  /** Lifetime reach, visits and follows of a post were seen to fall on the third of a month. */
  lifetimeValuesFall: z.boolean().default(true),
  /** The metric table says `follower_type` for `views`, the list of breakdowns `follow_type`. */
  viewsBreakdown: z.enum(['follow_type', 'follower_type']).default('follow_type'),
  /** The pages print media breakdown values in upper case, clients read lower case. */
  mediaBreakdownCase: z.enum(['lower', 'upper']).default('lower'),
  /** `/tags` with Instagram Login: the pages contradict each other. */
  tagsWithInstagramLogin: z.boolean().default(false),
  /** One note says carousels and images refuse `views`, two that they answer. */
  feedRefusesViews: z.boolean().default(false),
  /** Status of code 1 for a breakdown that a metric does not support: 500 and 400 were seen. */
  badBreakdownStatus: z.int().min(400).max(599).default(500),

  /** TikTok's pages of November 2026 say 2 hours, older ones 24. */
  tiktokAccessSeconds: positive.default(7_200),
  /** 180 days, 365 in older pages. */
  tiktokRefreshSeconds: positive.default(15_552_000),
  /** Older pages say a refresh may return the same refresh token. */
  tiktokRotates: z.boolean().default(true),
  /** The status of an OAuth error is not stated. */
  tiktokOauthErrorStatus: z.int().min(200).max(499).default(400),
  tiktokPermissionStatus: z.int().min(400).max(499).default(401),
  tiktokCallsPerMinute: positive.default(600),
})

export type Behaviour = z.infer<typeof behaviourSchema>

/** What the simulator does unless told otherwise. */
export function defaultBehaviour(): Behaviour {
  return behaviourSchema.parse({})
}
