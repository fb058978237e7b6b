import { z } from 'zod'

const milliseconds = z.number().int()

/** What TikTok's OAuth leaves behind. */
export const tiktokStateSchema = z.object({
  issued: z.number().int().nonnegative(),
  codes: z.record(
    z.string(),
    z.object({
      account: z.string(),
      scopes: z.array(z.string()),
      redirectUri: z.string(),
      challenge: z.string().nullable(),
      issuedAt: milliseconds,
      used: z.boolean(),
    }),
  ),
  /** By refresh token; an access token belongs to exactly one. */
  grants: z.record(
    z.string(),
    z.object({
      account: z.string(),
      scopes: z.array(z.string()),
      accessToken: z.string(),
      accessExpiresAt: milliseconds,
      refreshExpiresAt: milliseconds,
    }),
  ),
})

export type TiktokState = z.infer<typeof tiktokStateSchema>
export type TiktokGrant = TiktokState['grants'][string]

export function createTiktokState(): TiktokState {
  return { issued: 0, codes: {}, grants: {} }
}
