import { createAutoplay } from './autoplay/create-autoplay.ts'
import { defaultBehaviour } from './behaviour/behaviour.ts'
import { createCdnFaults } from './cdn/create-cdn-faults.ts'
import { handleCdn } from './cdn/handle-cdn.ts'
import { createClock } from './clock/create-clock.ts'
import { createCallLog } from './control/create-call-log.ts'
import { handleControl } from './control/handle-control.ts'
import { logCall } from './control/log-call.ts'
import { createGraphErrorSwitch } from './graph/graph-error-switch.ts'
import { handleGraph } from './graph/handle-graph.ts'
import { createOutages } from './limits/outages.ts'
import { createRateWindows } from './limits/rate-windows.ts'
import { createUsageMeter } from './limits/usage-meter.ts'
import { createMessageStore } from './messages/create-message-store.ts'
import { defaultMessagingSettings } from './messaging/messaging-settings.ts'
import { type Apps, developmentApps } from './oauth/apps.ts'
import { type CallbackUrls, createCallbacks } from './oauth/callbacks.ts'
import { handleOauth } from './oauth/handle-oauth.ts'
import { handlePage } from './page/handle-page.ts'
import { handlePublicPage } from './public-pages/handle-public-page.ts'
import { realTimers } from './real-timers.ts'
import type { Log, Simulation, Timers } from './simulation.ts'
import type { StateStore } from './state/create-file-store.ts'
import { openState, serializeState } from './state/open-state.ts'
import { createDeliverOnce } from './webhooks/deliver-once.ts'
import { createDeliveryQueue } from './webhooks/delivery-queue.ts'
import { handleTiktokCdn } from './tiktok/handle-tiktok-cdn.ts'
import { handleTiktok } from './tiktok/handle-tiktok.ts'
import { createWebhookOutlet } from './webhooks/create-webhook-outlet.ts'
import { verifyWebhook } from './webhooks/verify-webhook.ts'
import { defaultWebhookSettings } from './webhooks/webhook-settings.ts'
import { wantsField } from './webhooks/wants-field.ts'
import { createWorld } from './world/create-world.ts'

const TICK_MS = 250
const SAVE_EVERY_MS = 1_000
/** So that the answer is on its way first. */
const ECHO_AFTER_MS = 20
/** Meta stops fetching an attachment after 75 seconds (2018294). */
const FETCH_WITHIN_MS = 75_000
/** A large world takes long to write down: at most a twentieth of the time goes into it. */
const SAVING_SHARE = 1 / 20

type ApiHost = {
  prefix: string
  handle(request: Request, simulation: Simulation): Response | Promise<Response>
}

/** Paths that stand for the APIs' hosts. */
const apiHosts: readonly ApiHost[] = [
  ...([
    { login: 'instagram', prefix: '/graph.instagram.com' },
    { login: 'facebook', prefix: '/graph.facebook.com' },
  ] as const).map((host) => ({
    prefix: host.prefix,
    handle: (request: Request, simulation: Simulation) => handleGraph(request, host, simulation),
  })),
  ...['/api.instagram.com', '/www.instagram.com/oauth', '/www.facebook.com']
    .map((prefix) => ({ prefix, handle: handleOauth })),
  ...['/open.tiktokapis.com', '/www.tiktok.com']
    .map((prefix) => ({ prefix, handle: handleTiktok })),
]

export type SimulatorOptions = {
  state: StateStore
  /** The function that receives deliveries. */
  webhookUrl: string
  secrets: { instagram: string; meta: string; verifyToken: string }
  fetch: typeof globalThis.fetch
  /** The machine's time; the simulator's own clock begins with it. */
  now: () => number
  random: () => number
  log: Log
  /** Whether customers write and numbers move by themselves from the start. */
  autoplay: boolean
  /** How many accounts there are, from 1; the two demo accounts when left out. */
  accounts?: number
  /** Decides who the other accounts are, and all that happens by itself. */
  seed?: number
  /** How many seconds pass in one of the machine's. */
  speed?: number
  /** Where it is reached; learned from the first request when left out. */
  origin?: string
  timers?: Timers
  /** The app's ids and secrets at the providers; those for development when left out. */
  apps?: Apps
  /** The app's addresses for deauthorization and data deletion. */
  callbackUrls?: CallbackUrls
}

export type Simulator = {
  /** Answers one HTTP request; never rejects. */
  handle(request: Request): Promise<Response>
  /** Lets time count: autoplay, retries and saving follow the clock from now on. */
  start(): void
  /** What `start` does regularly; tests call it after moving their clock. */
  tick(): Promise<void>
  /** Resolves when no delivery is under way. */
  settled(): Promise<void>
  /** Ends everything and saves. Deliveries that were under way stay pending. */
  stop(): Promise<void>
}

/**
 * Plays Meta: two Instagram accounts behind the Graph API, their customers, and the webhook
 * deliveries that come of it. Needs no server: whatever listens passes requests to `handle`.
 *
 * @throws When the state can't be read for another reason than its content.
 */
export async function createSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { webhookUrl, secrets, fetch, random, log, seed = 1, timers = realTimers } = options
  const state = await openState({ store: options.state, now: options.now, log })
  const { aheadMs } = state
  const clock = createClock({ realNow: options.now, speed: options.speed ?? 1, aheadMs })
  const now = clock.now
  const world = createWorld({ state, accounts: options.accounts ?? 2, seed, nowMs: now() })
  let origin = options.origin
  let unsaved = false
  let saveEveryMs = SAVE_EVERY_MS
  let savedAt = -Infinity
  let saving = Promise.resolve()
  let endTicks = () => {}
  const afterAnswer: (() => void)[] = []
  const changed = () => {
    unsaved = true
  }

  const deliverOnce = createDeliverOnce({
    webhookUrl,
    secrets: { ...secrets, wrong: `not-${secrets.instagram}` },
    fetch,
    timers,
  })
  const behaviour = defaultBehaviour()
  const autoplay = createAutoplay(options.autoplay, seed)
  const webhookSettings = defaultWebhookSettings()
  const settings = webhookSettings
  const deliveries = createDeliveryQueue({ state, settings, deliverOnce, now, log, changed })
  const wants = wantsField(state)
  const webhooks = createWebhookOutlet({ settings, deliveries, wants, now, random })
  const simulation: Simulation = {
    state,
    world,
    clock,
    now,
    random,
    deliveries,
    webhooks,
    webhookSettings,
    messages: createMessageStore(state),
    messagingSettings: defaultMessagingSettings(),
    cdnFaults: createCdnFaults(),
    calls: createCallLog(),
    origin: () => origin ?? 'http://127.0.0.1',
    graphErrors: createGraphErrorSwitch(),
    behaviour,
    apps: options.apps ?? developmentApps(secrets),
    callbacks: createCallbacks({ urls: options.callbackUrls ?? {}, fetch, random }),
    outages: createOutages(now, random),
    rates: createRateWindows(now),
    usage: createUsageMeter(now, behaviour),
    graphCalls: new Map(),
    autoplay,
    timers,
    fetchFile: (url) =>
      ownFile(url) ?? fetch(url, { signal: AbortSignal.timeout(FETCH_WITHIN_MS) }),
    afterAnswer: (work) => void afterAnswer.push(work),
    async delivered(deliveryIds) {
      for (const delivery of state.deliveries.slice(-deliveryIds.length)) {
        if (deliveryIds.includes(delivery.id)) await deliveries.attempted(delivery)
      }
    },
    async verifyWebhook() {
      const { verifyToken } = secrets
      const result = await verifyWebhook({ webhookUrl, verifyToken, fetch, random })
      if (result.ok) deliveries.enable()
      return result
    },
    async catchUp() {
      await tick()
      await deliveries.settled()
    },
    changed,
  }

  /** The simulator's own files need no network. */
  function ownFile(url: URL): Promise<Response> | undefined {
    return url.origin === origin ? handle(new Request(url)) : undefined
  }

  function doAfterAnswer(): void {
    for (const work of afterAnswer.splice(0)) work()
  }

  /** One save after the other: two at a time would write the same file. */
  function save(): Promise<void> {
    savedAt = options.now()
    saving = saving.then(saveIfNeeded)
    return saving
  }

  async function saveIfNeeded(): Promise<void> {
    if (!unsaved) return
    unsaved = false
    state.aheadMs = clock.aheadMs()
    try {
      const startedMs = performance.now()
      await options.state.save(serializeState(state))
      saveEveryMs = Math.max(SAVE_EVERY_MS, (performance.now() - startedMs) / SAVING_SHARE)
    } catch (error) {
      unsaved = true
      log(`The simulator's state could not be saved: ${String(error)}`)
    }
  }

  async function handle(request: Request): Promise<Response> {
    try {
      const url = new URL(request.url)
      origin ??= url.origin
      const { pathname } = url
      if (isUnder(pathname, '/control')) return await handleControl(request, simulation)
      const host = apiHosts.find(({ prefix }) => isUnder(pathname, prefix))
      if (host !== undefined) {
        const startedMs = performance.now()
        const response = await host.handle(request, simulation)
        if (afterAnswer.length > 0) timers.after(ECHO_AFTER_MS, doAfterAnswer)
        await logCall(simulation, { request, host: host.prefix.slice(1), startedMs }, response)
        return response
      }
      if (isUnder(pathname, '/www.instagram.com')) return handlePublicPage(request, simulation)
      const file = await handleCdn(request, simulation) ?? handleTiktokCdn(request, simulation)
      return file ?? await handlePage(pathname)
    } catch (error) {
      log(`The simulator failed: ${error instanceof Error ? error.stack : String(error)}`)
      const message = 'The simulator itself failed; its output says where.'
      return Response.json({ error: { code: 'simulator_failed', message } }, { status: 500 })
    }
  }

  async function tick(): Promise<void> {
    doAfterAnswer()
    autoplay.tick(simulation)
    webhooks.tick()
    deliveries.pump()
    if (options.now() - savedAt >= saveEveryMs) await save()
  }

  return {
    handle,
    start() {
      endTicks = timers.every(TICK_MS, () => void tick())
    },
    tick,
    settled: deliveries.settled,
    async stop() {
      endTicks()
      await deliveries.stop()
      await save()
    },
  }
}

function isUnder(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(`${prefix}/`)
}
