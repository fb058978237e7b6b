import { serializeAsMeta } from '../../scripts/simulator/webhooks/serialize-as-meta.ts'
import { signBody } from '../../scripts/simulator/webhooks/sign-body.ts'
import { stack } from './stack.ts'

/** Calls meta-webhook as Meta does: its escaping, its signature over the raw bytes. */
export async function postSigned(
  body: string | Uint8Array,
  secret: string = stack.instagramAppSecret,
): Promise<Response> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  return await fetch(`${stack.functionsUrl}/meta-webhook`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-hub-signature-256': await signBody(secret, new Uint8Array(bytes)),
    },
    body: new Uint8Array(bytes),
  })
}

/** A delivery with the given items of `messaging[]` for one account, as Meta would serialise it. */
export function messagingBody(providerAccountId: string, items: unknown[]): string {
  return serializeAsMeta({
    object: 'instagram',
    entry: [{ time: Date.now(), id: providerAccountId, messaging: items }],
  })
}

/** An inbound text message as an item of `messaging[]`. */
export function textItem(
  message: { from: string; to: string; mid: string; text: string; at?: number },
): Record<string, unknown> {
  return {
    sender: { id: message.from },
    recipient: { id: message.to },
    timestamp: message.at ?? Date.now(),
    message: { mid: message.mid, text: message.text },
  }
}

/** An id no other test uses. */
export function uniqueId(prefix: string): string {
  return `${prefix}-${crypto.randomUUID()}`
}
