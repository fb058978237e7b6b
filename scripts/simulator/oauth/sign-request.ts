import { hmacSha256 } from '../webhooks/hmac-sha256.ts'
import { encodeBase64Url } from './base64-url.ts'

/**
 * A signed request as Meta sends it to the deauthorize and data-deletion callbacks:
 * `<signature>.<payload>`, both base64url without padding. The HMAC-SHA256 covers the encoded
 * payload, not the JSON in it (data-deletion callback page).
 */
export async function signRequest(
  { userId, issuedAtMs, secret, asNumber, expires }: {
    /** The app-scoped id. */
    userId: string
    issuedAtMs: number
    secret: string
    /** The id stands there without quotes. */
    asNumber: boolean
    /** Unix seconds; the sample of data deletion has it. */
    expires?: number
  },
): Promise<string> {
  const payload = JSON.stringify({
    algorithm: 'HMAC-SHA256',
    ...(expires === undefined ? {} : { expires }),
    issued_at: Math.floor(issuedAtMs / 1_000),
    user_id: userId,
  })
  const text = asNumber ? payload.replace(`"user_id":"${userId}"`, `"user_id":${userId}`) : payload
  const encoded = encodeBase64Url(new TextEncoder().encode(text))
  const signature = await hmacSha256(secret, new TextEncoder().encode(encoded))
  return `${encodeBase64Url(signature)}.${encoded}`
}
