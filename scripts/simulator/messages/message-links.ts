import { lookasideUrl } from '../cdn/lookaside-url.ts'
import { shortcode } from '../graph/shortcode.ts'
import type { Simulation } from '../simulation.ts'
import type { AccountProfile } from '../world/account-profile.ts'
import type { MessageLinks } from '../webhooks/payloads/message-payload.ts'

/** Addresses for what a message holds, when the sender gives none. */
export function messageLinks(
  { origin, now, random, messages }: Simulation,
  profile: AccountProfile,
  customerId: string,
): MessageLinks {
  const foreignId = () => `17${Math.floor(random() * 1e15).toString().padStart(15, '0')}`
  return {
    attachment: (type) => lookasideUrl({ origin: origin(), kind: type, nowMs: now(), random }),
    story: () => lookasideUrl({ origin: origin(), kind: 'story', nowMs: now(), random }),
    permalink: (kind) => `https://www.instagram.com/${kind}/${shortcode(foreignId())}/`,
    foreignMediaId: foreignId,
    lastMid: () => messages.thread(profile.key, customerId).at(-1)?.mid ?? 'unknown-mid',
  }
}
