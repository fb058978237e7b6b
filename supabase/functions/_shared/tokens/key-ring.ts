/** Keys that seal tokens: the first seals, all of them open. */
export type KeyRing = { sealing: { id: string; key: CryptoKey }; opening: Map<string, CryptoKey> }

const ENTRY = /^([A-Za-z0-9_-]{1,20}):([A-Za-z0-9+/]{43}=)$/

/**
 * Reads TOKEN_KEYS.
 *
 * @param text `<id>:<32 bytes in base64>`, comma-separated.
 * @throws Error with code token_keys_invalid; it names the entry's place, never the key.
 */
export async function readKeyRing(text: string): Promise<KeyRing> {
  const opening = new Map<string, CryptoKey>()
  let sealing: KeyRing['sealing'] | undefined
  for (const [index, entry] of text.split(',').entries()) {
    const [, id, base64] = ENTRY.exec(entry.trim()) ?? []
    if (!id || !base64 || opening.has(id)) {
      throw new Error(
        `token_keys_invalid: entry ${index + 1} of TOKEN_KEYS is not "<id>:<32 bytes in base64>" ` +
          `with an id of its own. Make a key with: openssl rand -base64 32`,
      )
    }
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, [
      'encrypt',
      'decrypt',
    ])
    opening.set(id, key)
    sealing ??= { id, key }
  }
  return { sealing: sealing!, opening }
}
