import type { SigningSecret } from '../simulation.ts'
import type { DeliveryRecord } from '../state/simulator-state.ts'
import type { AccountProfile } from '../world/account-profile.ts'
import type { DeliveryQueue, NewDelivery } from './delivery-queue.ts'
import { asStandby, flattened, type WebhookEntry, withTimeUnit } from './payloads/envelope.ts'
import { serializeAsMeta } from './serialize-as-meta.ts'
import type { WebhookSettings } from './webhook-settings.ts'

/** An event that the webhook is to be told. */
export type Emission = {
  profile: AccountProfile
  kind: DeliveryRecord['kind']
  /** The webhook field it belongs to, for example `messages`. */
  field: string
  summary: string
  entry: WebhookEntry
  /** `instagram` when left out. */
  object?: 'instagram' | 'page'
  /** How often the same delivery is sent, byte for byte, on request. */
  copies?: number
  /** How much later than others it comes. */
  laterMs?: number
}

export type WebhookOutlet = {
  /** @returns The ids of its deliveries: none while it is held back, dropped or not wanted. */
  emit(emission: Emission): string[]
  /** Sends what was held back for long enough. */
  tick(): void
}

type Held = { object: string; secret: SigningSecret; emissions: Emission[]; sinceMs: number }

/**
 * Turns events into deliveries, with all that goes wrong on the way from Meta: see
 * `WebhookSettings`.
 *
 * @param options.wants Whether an account is subscribed to a field.
 */
export function createWebhookOutlet(
  { settings, deliveries, wants, now, random }: {
    settings: WebhookSettings
    deliveries: DeliveryQueue
    wants: (profile: AccountProfile, field: string) => boolean
    now: () => number
    random: () => number
  },
): WebhookOutlet {
  /** Events that wait for others to share their delivery, by object and secret. */
  const batches = new Map<string, Held>()
  /** Deliveries that wait to leave in the reverse order. */
  let group: NewDelivery[] = []
  let groupSinceMs = 0

  const happens = (percent: number) => percent > 0 && random() * 100 < percent

  function emit(emission: Emission): string[] {
    if (settings.honoursFields && !wants(emission.profile, emission.field)) return []
    if (happens(settings.dropPercent)) return []
    const object = emission.object ?? 'instagram'
    const secret = secretOf(emission)
    const prepared = { ...emission, entry: asPlayed(emission.entry) }
    if (settings.batch <= 1) return deliver(object, secret, [prepared])
    const key = `${object} ${secret}`
    const held = batches.get(key) ?? { object, secret, emissions: [], sinceMs: now() }
    held.emissions.push(prepared)
    batches.set(key, held)
    return held.emissions.length >= settings.batch ? release(key, held) : []
  }

  function release(key: string, held: Held): string[] {
    batches.delete(key)
    return deliver(held.object, held.secret, held.emissions)
  }

  function deliver(object: string, secret: SigningSecret, emissions: Emission[]): string[] {
    const [first] = emissions
    if (first === undefined) return []
    const delivery: NewDelivery = {
      kind: first.kind,
      account: new Set(emissions.map(({ profile }) => profile.key)).size > 1
        ? null
        : first.profile.key,
      summary: emissions.map(({ summary }) => summary).join(' | ').slice(0, 80),
      body: serializeAsMeta({ object, entry: emissions.map(({ entry }) => entry) }),
      secret,
      retry: true,
      delayMs: settings.delayMs + (first.laterMs ?? 0),
    }
    const again = happens(settings.duplicatePercent) ? 2 : 1
    const copies = Array.from({ length: (first.copies ?? 1) * again }, () => delivery)
    if (settings.reorder <= 1) return copies.map((copy) => deliveries.add(copy).id)
    if (group.length === 0) groupSinceMs = now()
    group.push(...copies)
    return group.length >= settings.reorder ? releaseGroup() : []
  }

  function releaseGroup(): string[] {
    const reversed = group.toReversed()
    group = []
    return reversed.map((delivery) => deliveries.add(delivery).id)
  }

  function secretOf({ profile, object }: Emission): SigningSecret {
    if (settings.secret !== 'login') return settings.secret
    return profile.login === 'instagram' && object !== 'page' ? 'instagram' : 'meta'
  }

  function asPlayed(entry: WebhookEntry): WebhookEntry {
    const owned = settings.threadOwner === 'app' ? entry : asStandby(entry)
    const timed = settings.entryTime === 'as_meta' ? owned : withTimeUnit(owned, settings.entryTime)
    return settings.changeShape === 'flat' ? flattened(timed) : timed
  }

  return {
    emit,
    tick() {
      for (const [key, held] of batches) {
        if (now() - held.sinceMs >= settings.holdMs) release(key, held)
      }
      if (group.length > 0 && now() - groupSinceMs >= settings.holdMs) releaseGroup()
    },
  }
}
