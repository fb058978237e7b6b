import type { GraphErrorSwitch } from './graph/graph-error-switch.ts'
import type { UsageMeter } from './graph/usage-meter.ts'
import type { SimulatorState } from './state/simulator-state.ts'
import type { DeliveryQueue } from './webhooks/delivery-queue.ts'
import type { WebhookVerification } from './webhooks/verify-webhook.ts'

export type Log = (message: string) => void

/** Timers as an argument, so that tests decide when time passes. */
export type Timers = {
  /** Runs the work once after a delay; the returned function cancels it. */
  after(delayMs: number, work: () => void): () => void
  /** Runs the work again and again; the returned function ends it. */
  every(periodMs: number, work: () => void): () => void
}

/** The secrets a delivery may be signed with; `wrong` is for tests of the receiver's check. */
export type SigningSecret = 'instagram' | 'meta' | 'wrong'

/** What the endpoints work on. */
export type Simulation = {
  state: SimulatorState
  now: () => number
  random: () => number
  deliveries: DeliveryQueue
  graphErrors: GraphErrorSwitch
  usage: UsageMeter
  /** Graph calls by path since the start. */
  graphCalls: Map<string, number>
  autoplay: { isOn(): boolean; set(on: boolean): void }
  verifyWebhook: () => Promise<WebhookVerification>
  /** To be called after each change of `state`, so that it is saved. */
  changed: () => void
}
