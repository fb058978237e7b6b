import type { KeyRing } from './key-ring.ts'

export const SEAL_VERSION = 'v1'
export const NONCE_BYTES = 12

/**
 * Seals an access token with AES-256-GCM, bound to its account: moved to another account's row it
 * does not open.
 *
 * @returns `v1.<key id>.<base64 of nonce and ciphertext>`, the text of `private.tokens.sealed`.
 */
export async function sealToken(keys: KeyRing, accountId: string, token: string): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const ciphertext = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(accountId) },
    keys.sealing.key,
    new TextEncoder().encode(token),
  )
  const bytes = new Uint8Array([...nonce, ...new Uint8Array(ciphertext)])
  return `${SEAL_VERSION}.${keys.sealing.id}.${btoa(String.fromCharCode(...bytes))}`
}
