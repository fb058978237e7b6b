import type { DeliveryRecord, SimulatorState } from '../state/simulator-state.ts'
import type { Log, SigningSecret } from '../simulation.ts'
import { GIVE_UP_AFTER_MS, retryDelay } from './retry-delay.ts'
import type { DeliverOnce } from './deliver-once.ts'

/** Enough to show a receiver real parallel traffic, few enough for a development machine. */
const MOST_IN_FLIGHT = 32

export type NewDelivery = {
  kind: DeliveryRecord['kind']
  account: DeliveryRecord['account']
  summary: string
  body: string
  secret: SigningSecret
  /** Whether a failed attempt is repeated. */
  retry: boolean
}

export type DeliveryQueue = {
  /** Records a delivery and starts its first attempt at once. */
  add(delivery: NewDelivery): DeliveryRecord
  /** Starts the attempts that are due. Cheap when none is. */
  pump(): void
  /** Resolves when the delivery had its first attempt. */
  attempted(delivery: DeliveryRecord): Promise<void>
  /** Resolves when no attempt is under way. */
  settled(): Promise<void>
  /** Breaks off what is under way; it stays pending, as if it had not been tried. */
  stop(): Promise<void>
}

/**
 * Delivers until the webhook answers 200, as Meta does: at least once, in no particular order,
 * the same bytes each time.
 *
 * @param options.state Its `deliveries` are the record and, while pending, the queue itself.
 * @param options.changed Called when the record changed.
 */
export function createDeliveryQueue(
  { state, deliverOnce, now, log, changed }: {
    state: SimulatorState
    deliverOnce: DeliverOnce
    now: () => number
    log: Log
    changed: () => void
  },
): DeliveryQueue {
  const pending = new Map<string, DeliveryRecord>()
  const inFlight = new Map<string, Promise<void>>()
  const stopping = new AbortController()
  let isFailing = false

  for (const delivery of state.deliveries) {
    if (delivery.state === 'pending') pending.set(delivery.id, delivery)
  }

  function add(delivery: NewDelivery): DeliveryRecord {
    state.sequence += 1
    const record: DeliveryRecord = {
      id: `d${state.sequence}`,
      ...delivery,
      state: 'pending',
      attempts: 0,
      createdAt: now(),
      nextAttemptAt: now(),
      lastStatus: null,
      lastError: null,
    }
    state.deliveries.push(record)
    pending.set(record.id, record)
    changed()
    pump()
    return record
  }

  function pump(): void {
    if (stopping.signal.aborted) return
    for (const record of pending.values()) {
      if (inFlight.size >= MOST_IN_FLIGHT) return
      const isDue = record.nextAttemptAt !== null && record.nextAttemptAt <= now()
      if (isDue && !inFlight.has(record.id)) inFlight.set(record.id, attempt(record))
    }
  }

  async function attempt(record: DeliveryRecord): Promise<void> {
    const outcome = await deliverOnce(record.body ?? '', record.secret, stopping.signal)
    inFlight.delete(record.id)
    if (stopping.signal.aborted) return
    record.attempts += 1
    record.lastStatus = outcome.status
    record.lastError = outcome.error
    if (outcome.status === 200) finish(record, 'delivered')
    else retryOrGiveUp(record)
    // Only ordinary traffic tells whether the webhook is well; custom deliveries may be wrong.
    if (record.kind !== 'custom') noteHealth(outcome.status === 200, outcome.error)
    changed()
    pump()
  }

  function retryOrGiveUp(record: DeliveryRecord): void {
    const nextAttemptAt = now() + retryDelay(record.attempts)
    const isTooLate = nextAttemptAt > record.createdAt + GIVE_UP_AFTER_MS
    if (!record.retry || isTooLate) finish(record, 'given_up')
    else record.nextAttemptAt = nextAttemptAt
  }

  function finish(record: DeliveryRecord, end: 'delivered' | 'given_up'): void {
    record.state = end
    record.nextAttemptAt = null
    record.body = null
    pending.delete(record.id)
  }

  function noteHealth(isWell: boolean, error: string | null): void {
    if (isFailing === !isWell) return
    isFailing = !isWell
    log(
      isWell
        ? `The webhook accepts deliveries again; ${pending.size} still wait.`
        : `The webhook does not accept deliveries (${error}). They are repeated for 36 hours.`,
    )
  }

  async function attempted(delivery: DeliveryRecord): Promise<void> {
    while (delivery.attempts === 0 && inFlight.size > 0) await Promise.race(inFlight.values())
  }

  async function settled(): Promise<void> {
    while (inFlight.size > 0) await Promise.all(inFlight.values())
  }

  async function stop(): Promise<void> {
    stopping.abort()
    await Promise.all(inFlight.values())
  }

  return { add, pump, attempted, settled, stop }
}
