/** The two secrets that Meta may sign with, by the name under which deliveries are recorded. */
export type AppSecrets = { instagram?: string | undefined; meta?: string | undefined }

const SIGNATURE = /^sha256=([0-9a-f]{64})$/

/**
 * Checks the header X-Hub-Signature-256: HMAC-SHA256 over the raw bytes, in lower-case hex.
 * Instagram Login apps sign with the Instagram app secret, Facebook Login apps with the Meta app
 * secret (developers.facebook.com, graph-api/webhooks/getting-started), so both are tried.
 *
 * @param header The header's value, null when it is absent.
 * @returns Which secret signed the body; undefined when none did.
 */
export async function verifySignature(
  body: Uint8Array<ArrayBuffer>,
  header: string | null,
  secrets: AppSecrets,
): Promise<keyof AppSecrets | undefined> {
  const hex = SIGNATURE.exec(header ?? '')?.[1]
  if (!hex) return undefined
  const signature = Uint8Array.from(hex.match(/../g)!, (byte) => parseInt(byte, 16))
  for (const name of ['instagram', 'meta'] as const) {
    const secret = secrets[name]
    // crypto.subtle.verify compares in constant time.
    if (secret && await crypto.subtle.verify('HMAC', await hmacKey(secret), signature, body)) {
      return name
    }
  }
  return undefined
}

async function hmacKey(secret: string): Promise<CryptoKey> {
  return await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  )
}
