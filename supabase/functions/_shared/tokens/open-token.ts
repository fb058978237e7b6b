import type { KeyRing } from './key-ring.ts'
import { NONCE_BYTES, SEAL_VERSION } from './seal-token.ts'

/**
 * Opens a sealed token.
 *
 * @throws Error with code token_unreadable, naming the key id that is missing from the ring, or
 *   saying that the seal is broken or belongs to another account.
 */
export async function openToken(keys: KeyRing, accountId: string, sealed: string): Promise<string> {
  const [version, keyId, base64] = sealed.split('.')
  if (version !== SEAL_VERSION || !keyId || !base64) {
    throw new Error(`token_unreadable: a seal of version "${version}" is not known here`)
  }
  const key = keys.opening.get(keyId)
  if (!key) {
    throw new Error(`token_unreadable: TOKEN_KEYS has no key "${keyId}"; put it back`)
  }
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const token = await crypto.subtle.decrypt(
      {
        name: 'AES-GCM',
        iv: bytes.subarray(0, NONCE_BYTES),
        additionalData: new TextEncoder().encode(accountId),
      },
      key,
      bytes.subarray(NONCE_BYTES),
    )
    return new TextDecoder().decode(token)
  } catch {
    throw new Error('token_unreadable: the seal is broken or belongs to another account')
  }
}
