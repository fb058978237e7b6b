import { hmacSha256 } from './hmac-sha256.ts'

/**
 * Signs a webhook body as Meta does: HMAC-SHA256 over the raw bytes, keyed with the app secret.
 *
 * @param secret The app secret; Instagram Login apps have a second one, the Instagram app secret.
 * @param body The exact bytes that go over the wire.
 * @returns The value of the header X-Hub-Signature-256: `sha256=` and 64 lower-case hex digits.
 */
export async function signBody(secret: string, body: Uint8Array): Promise<string> {
  return `sha256=${(await hmacSha256(secret, body)).toHex()}`
}
