import { createAutoplay } from './autoplay/create-autoplay.ts'
import { handleControl } from './control/handle-control.ts'
import { createGraphErrorSwitch } from './graph/graph-error-switch.ts'
import { handleGraph } from './graph/handle-graph.ts'
import { createUsageMeter } from './graph/usage-meter.ts'
import { handlePage } from './page/handle-page.ts'
import { realTimers } from './real-timers.ts'
import type { Log, Simulation, Timers } from './simulation.ts'
import type { StateStore } from './state/create-file-store.ts'
import { openState, serializeState } from './state/open-state.ts'
import { createDeliverOnce } from './webhooks/deliver-once.ts'
import { createDeliveryQueue } from './webhooks/delivery-queue.ts'
import { verifyWebhook } from './webhooks/verify-webhook.ts'

const TICK_MS = 250
const SAVE_EVERY_MS = 1_000

/** Paths that stand for Meta's hosts. */
const graphHosts = [
  { login: 'instagram', prefix: '/graph.instagram.com' },
  { login: 'facebook', prefix: '/graph.facebook.com' },
] as const

export type SimulatorOptions = {
  state: StateStore
  /** The function that receives deliveries. */
  webhookUrl: string
  secrets: { instagram: string; meta: string; verifyToken: string }
  fetch: typeof globalThis.fetch
  now: () => number
  random: () => number
  log: Log
  /** Whether customers write and numbers move by themselves from the start. */
  autoplay: boolean
  timers?: Timers
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
  const { webhookUrl, secrets, fetch, now, random, log, timers = realTimers } = options
  const state = await openState({ store: options.state, now, log })
  let unsaved = false
  let savedAt = -Infinity
  let saving = Promise.resolve()
  let endTicks = () => {}
  const changed = () => {
    unsaved = true
  }

  const deliverOnce = createDeliverOnce({
    webhookUrl,
    secrets: { ...secrets, wrong: `not-${secrets.instagram}` },
    fetch,
    timers,
  })
  const autoplay = createAutoplay(now, options.autoplay)
  const deliveries = createDeliveryQueue({ state, deliverOnce, now, log, changed })
  const simulation: Simulation = {
    state,
    now,
    random,
    deliveries,
    graphErrors: createGraphErrorSwitch(),
    usage: createUsageMeter(now),
    graphCalls: new Map(),
    autoplay,
    verifyWebhook: () =>
      verifyWebhook({ webhookUrl, verifyToken: secrets.verifyToken, fetch, random }),
    changed,
  }

  /** One save after the other: two at a time would write the same file. */
  function save(): Promise<void> {
    savedAt = now()
    saving = saving.then(saveIfNeeded)
    return saving
  }

  async function saveIfNeeded(): Promise<void> {
    if (!unsaved) return
    unsaved = false
    try {
      await options.state.save(serializeState(state))
    } catch (error) {
      unsaved = true
      log(`The simulator's state could not be saved: ${String(error)}`)
    }
  }

  async function handle(request: Request): Promise<Response> {
    try {
      const { pathname } = new URL(request.url)
      const host = graphHosts.find(({ prefix }) => isUnder(pathname, prefix))
      if (host !== undefined) return handleGraph(request, host, simulation)
      if (isUnder(pathname, '/control')) return await handleControl(request, simulation)
      return await handlePage(pathname)
    } catch (error) {
      log(`The simulator failed: ${error instanceof Error ? error.stack : String(error)}`)
      const message = 'The simulator itself failed; its output says where.'
      return Response.json({ error: { code: 'simulator_failed', message } }, { status: 500 })
    }
  }

  async function tick(): Promise<void> {
    autoplay.tick(simulation)
    deliveries.pump()
    if (now() - savedAt >= SAVE_EVERY_MS) await save()
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
