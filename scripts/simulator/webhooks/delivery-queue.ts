import type { DeliveryRecord, SimulatorState } from '../state/simulator-state.ts'
import type { Log, SigningSecret } from '../simulation.ts'
import { createAgenda } from '../world/create-agenda.ts'
import { ALERT_AFTER_MS, DISABLE_AFTER_MS, GIVE_UP_AFTER_MS, retryDelay } from './retry-delay.ts'
import type { DeliverOnce } from './deliver-once.ts'
import type { WebhookSettings } from './webhook-settings.ts'

/** Enough to show a receiver real parallel traffic, few enough for a development machine. */
const MOST_IN_FLIGHT = 32
/** While a receiver is down the oldest deliveries are dropped above these. */
const MOST_PENDING = 5_000
const MOST_PENDING_CHARACTERS = 32 * 1024 * 1024
/** Of those that are over, so many stay in the record; trimmed in one go at twice as many. */
const KEPT_FINISHED = 1_000
/** A test sends any nonsense; ordinary traffic tells whether the webhook is well. */
const UNTYPICAL: DeliveryRecord['kind'] = 'custom'

export type NewDelivery = {
  kind: DeliveryRecord['kind']
  account: DeliveryRecord['account']
  summary: string
  body: string
  secret: SigningSecret
  /** Whether a failed attempt is repeated. */
  retry: boolean
  /** How long the first attempt waits; not at all when left out. */
  delayMs?: number
}

export type DeliveryQueue = {
  /** Records a delivery and starts its first attempt when it is due. */
  add(delivery: NewDelivery): DeliveryRecord
  /** Starts the attempts that are due. Cheap when none is. */
  pump(): void
  /** Whether Meta would have given up on the webhook altogether. */
  isDisabled(): boolean
  /** Ends that, as verifying the callback again does. What came meanwhile is lost. */
  enable(): void
  /** Resolves when the delivery had its first attempt. */
  attempted(delivery: DeliveryRecord): Promise<void>
  /** Resolves when no attempt is under way. */
  settled(): Promise<void>
  /** Breaks off what is under way; it stays pending, as if it had not been tried. */
  stop(): Promise<void>
}

/**
 * Delivers until the webhook answers 200, as Meta does: at least once, in no particular order,
 * the same bytes each time. Its memory is bounded, however long the webhook fails.
 *
 * @param options.state Its `deliveries` are the record and, while pending, the queue itself.
 * @param options.changed Called when the record changed.
 */
export function createDeliveryQueue(
  { state, settings, deliverOnce, now, log, changed }: {
    state: SimulatorState
    settings: Pick<WebhookSettings, 'retries'>
    deliverOnce: DeliverOnce
    now: () => number
    log: Log
    changed: () => void
  },
): DeliveryQueue {
  const pending = new Map<string, DeliveryRecord>()
  const due = createAgenda<DeliveryRecord>()
  const inFlight = new Map<string, Promise<void>>()
  const stopping = new AbortController()
  let characters = 0
  let failingSince: number | undefined
  let isAlerted = false
  let isDisabled = false
  let hasDropped = false

  for (const delivery of state.deliveries) if (delivery.state === 'pending') wait(delivery)

  function wait(record: DeliveryRecord): void {
    pending.set(record.id, record)
    characters += record.body?.length ?? 0
    due.add(record.nextAttemptAt ?? now(), record)
  }

  function add({ delayMs = 0, ...delivery }: NewDelivery): DeliveryRecord {
    state.sequence += 1
    const record: DeliveryRecord = {
      id: `d${state.sequence}`,
      ...delivery,
      state: 'pending',
      attempts: 0,
      createdAt: now(),
      nextAttemptAt: now() + delayMs,
      lastStatus: null,
      lastError: null,
    }
    state.deliveries.push(record)
    wait(record)
    if (isDisabled && delivery.kind !== UNTYPICAL) drop(record, 'the webhook is disabled')
    while (pending.size > MOST_PENDING || characters > MOST_PENDING_CHARACTERS) dropOldest()
    trimFinished()
    changed()
    pump()
    return record
  }

  function pump(): void {
    judge()
    while (!stopping.signal.aborted && inFlight.size < MOST_IN_FLIGHT) {
      const record = due.takeDue(now())?.item
      if (record === undefined) return
      if (record.state === 'pending') inFlight.set(record.id, attempt(record))
    }
  }

  async function attempt(record: DeliveryRecord): Promise<void> {
    const outcome = await deliverOnce(record.body ?? '', record.secret, stopping.signal)
    inFlight.delete(record.id)
    // It may have been dropped while it was under way.
    if (stopping.signal.aborted || record.state !== 'pending') return
    record.attempts += 1
    record.lastStatus = outcome.status
    record.lastError = outcome.error
    if (outcome.status === 200) finish(record, 'delivered')
    else retryOrGiveUp(record)
    if (record.kind !== UNTYPICAL) noteHealth(outcome.status === 200, outcome.error)
    changed()
    pump()
  }

  function retryOrGiveUp(record: DeliveryRecord): void {
    const nextAttemptAt = now() + retryDelay(record.attempts, settings.retries)
    const isTooLate = nextAttemptAt > record.createdAt + GIVE_UP_AFTER_MS
    if (!record.retry || isTooLate) return finish(record, 'given_up')
    record.nextAttemptAt = nextAttemptAt
    due.add(nextAttemptAt, record)
  }

  function finish(record: DeliveryRecord, end: 'delivered' | 'given_up'): void {
    characters -= record.body?.length ?? 0
    record.state = end
    record.nextAttemptAt = null
    record.body = null
    pending.delete(record.id)
  }

  function drop(record: DeliveryRecord, why: string): void {
    record.lastError = why
    finish(record, 'given_up')
  }

  function dropOldest(): void {
    const [oldest] = pending.values()
    if (oldest === undefined) return
    drop(oldest, 'dropped, because too many wait')
    if (!hasDropped) log('Too many deliveries wait for the webhook; the oldest are dropped.')
    hasDropped = true
  }

  function trimFinished(): void {
    if (state.deliveries.length < pending.size + 2 * KEPT_FINISHED) return
    const finished = state.deliveries.filter(({ state }) => state !== 'pending')
    state.deliveries = [...finished.slice(-KEPT_FINISHED), ...pending.values()]
  }

  function noteHealth(isWell: boolean, error: string | null): void {
    if (isWell) {
      if (failingSince !== undefined) {
        log(`The webhook accepts deliveries again; ${pending.size} still wait.`)
      }
      failingSince = undefined
      isAlerted = hasDropped = false
      return
    }
    if (failingSince === undefined) {
      failingSince = now()
      log(`The webhook does not accept deliveries (${error}). They are repeated for 36 hours.`)
    }
  }

  /** Meta's own look at a webhook that fails, whether or not something is sent just now. */
  function judge(): void {
    if (settings.retries !== 'disable' || failingSince === undefined) return
    if (!isAlerted && now() - failingSince >= ALERT_AFTER_MS) {
      isAlerted = true
      log('The webhook fails for 15 minutes now; after an hour Meta would disable it.')
    }
    if (!isDisabled && now() - failingSince >= DISABLE_AFTER_MS) disable()
  }

  function disable(): void {
    isDisabled = true
    for (const record of [...pending.values()]) drop(record, 'the webhook was disabled')
    log('The webhook was disabled after an hour of failures. Verify it to enable it again.')
  }

  return {
    add,
    pump,
    isDisabled: () => isDisabled,
    enable() {
      isDisabled = isAlerted = false
      failingSince = undefined
    },
    async attempted(delivery) {
      while (delivery.attempts === 0 && inFlight.size > 0) await Promise.race(inFlight.values())
    },
    async settled() {
      while (inFlight.size > 0) await Promise.all(inFlight.values())
    },
    async stop() {
      stopping.abort()
      await Promise.all(inFlight.values())
    },
  }
}
