import { z } from 'zod'

const milliseconds = z.number().int()
const login = z.enum(['instagram', 'facebook'])

const codeSchema = z.object({
  login,
  redirectUri: z.string(),
  accounts: z.array(z.string()),
  scopes: z.array(z.string()),
  issuedAt: milliseconds,
  used: z.boolean(),
})

const tokenSchema = z.object({
  login,
  type: z.enum(['USER', 'PAGE', 'SYSTEM_USER']),
  /** Keys of the accounts it reaches: one, or for a Facebook user those of several Pages. */
  accounts: z.array(z.string()),
  scopes: z.array(z.string()),
  isLong: z.boolean(),
  issuedAt: milliseconds,
  /** Null for one that never ends. */
  expiresAt: milliseconds.nullable(),
})

/** What OAuth leaves behind: codes, tokens, revocations and webhook subscriptions. */
export const oauthStateSchema = z.object({
  /** Counts codes and tokens, so that each is new. */
  issued: z.number().int().nonnegative(),
  codes: z.record(z.string(), codeSchema),
  tokens: z.record(z.string(), tokenSchema),
  /** By account: tokens issued up to then fail with 190 and this subcode. */
  revoked: z.record(z.string(), z.object({ subcode: z.number().int(), at: milliseconds })),
  /** By account: the fields of `subscribed_apps`; missing means never changed. */
  subscribedFields: z.record(z.string(), z.array(z.string())),
  /** By object (`instagram`, `page`): the app's own subscription. */
  appSubscriptions: z.record(
    z.string(),
    z.object({ callbackUrl: z.string(), fields: z.array(z.string()) }),
  ),
})

export type OauthState = z.infer<typeof oauthStateSchema>
export type IssuedToken = z.infer<typeof tokenSchema>
export type IssuedCode = z.infer<typeof codeSchema>

export function createOauthState(): OauthState {
  return {
    issued: 0,
    codes: {},
    tokens: {},
    revoked: {},
    subscribedFields: {},
    appSubscriptions: {},
  }
}
