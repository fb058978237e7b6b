import type { Autoplay } from './autoplay/create-autoplay.ts'
import type { Behaviour } from './behaviour/behaviour.ts'
import type { Clock } from './clock/create-clock.ts'
import type { GraphErrorSwitch } from './graph/graph-error-switch.ts'
import type { UsageMeter } from './limits/usage-meter.ts'
import type { Outages } from './limits/outages.ts'
import type { RateWindows } from './limits/rate-windows.ts'
import type { Apps } from './oauth/apps.ts'
import type { Callbacks } from './oauth/callbacks.ts'
import type { SimulatorState } from './state/simulator-state.ts'
import type { MessageStore } from './messages/create-message-store.ts'
import type { MessagingSettings } from './messaging/messaging-settings.ts'
import type { CdnFaults } from './cdn/create-cdn-faults.ts'
import type { CallLog } from './control/create-call-log.ts'
import type { DeliveryQueue } from './webhooks/delivery-queue.ts'
import type { WebhookOutlet } from './webhooks/create-webhook-outlet.ts'
import type { WebhookSettings } from './webhooks/webhook-settings.ts'
import type { WebhookVerification } from './webhooks/verify-webhook.ts'
import type { World } from './world/create-world.ts'

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
  /** Who there is; ask it rather than the demo accounts. */
  world: World
  clock: Clock
  /** The clock's time. */
  now: () => number
  random: () => number
  deliveries: DeliveryQueue
  /** Where the webhook is told of events. */
  webhooks: WebhookOutlet
  webhookSettings: WebhookSettings
  messages: MessageStore
  messagingSettings: MessagingSettings
  cdnFaults: CdnFaults
  calls: CallLog
  /** Where the simulator itself is reached, for addresses that it hands out. */
  origin: () => string
  graphErrors: GraphErrorSwitch
  /** Uncertain facts about the real APIs, as they are played now. */
  behaviour: Behaviour
  /** The apps at Meta and TikTok that the accounts are connected to. */
  apps: Apps
  /** Calls of the app's own addresses: verification, deauthorization, data deletion. */
  callbacks: Callbacks
  outages: Outages
  /** Limits by the second or the hour, such as those of messaging. */
  rates: RateWindows
  usage: UsageMeter
  /** Graph calls by path since the start. */
  graphCalls: Map<string, number>
  autoplay: Autoplay
  timers: Timers
  /** Fetches a file of this machine, as Meta fetches what it is asked to send. */
  fetchFile: (url: URL) => Promise<Response>
  /** Runs the work once the answer under way has left. */
  afterAnswer: (work: () => void) => void
  /** Resolves when deliveries had their first attempt. */
  delivered: (deliveryIds: readonly string[]) => Promise<void>
  verifyWebhook: () => Promise<WebhookVerification>
  /** Does what came due, and waits for the deliveries that are under way. */
  catchUp: () => Promise<void>
  /** To be called after each change of `state`, so that it is saved. */
  changed: () => void
}
