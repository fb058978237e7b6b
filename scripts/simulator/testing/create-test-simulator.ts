import { createSimulator } from '../create-simulator.ts'
import type { CallbackUrls } from '../oauth/callbacks.ts'
import type { Timers } from '../simulation.ts'
import type { StateStore } from '../state/create-file-store.ts'

/** 2026-11-14T12:00:00Z */
export const TEST_TIME_MS = 1_794_657_600_000
export const testSecrets = {
  instagram: 'instagram-app-secret-of-the-tests',
  meta: 'meta-app-secret-of-the-tests',
  verifyToken: 'verify-token-of-the-tests',
}

export type ReceivedRequest = { url: URL; method: string; headers: Headers; body: string }
/** What the webhook does with a request: answers with a status and a text, or fails. */
export type Answer = { status: number; text?: string } | Error

/** A store in memory; hand it on to play a restart. */
export function createMemoryStore(text?: string): StateStore & { text: string | undefined } {
  const store = {
    text,
    load: () => Promise.resolve(store.text),
    save(saved: string) {
      store.text = saved
      return Promise.resolve()
    },
    setAside() {
      store.text = undefined
      return Promise.resolve('memory')
    },
  }
  return store
}

/** Always the same sequence of numbers from 0 to below 1 (a linear congruential generator). */
export function createSeededRandom(seed = 1): () => number {
  let state = seed
  return function random() {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

/**
 * A simulator without a process, a clock or a network.
 *
 * @param options.answer Plays the webhook; by default it accepts everything.
 */
export async function createTestSimulator(
  options: {
    answer?: (request: ReceivedRequest) => Answer
    store?: StateStore
    autoplay?: boolean
    timers?: Timers
    nowMs?: number
    accounts?: number
    seed?: number
    speed?: number
    callbackUrls?: CallbackUrls
  } = {},
) {
  const received: ReceivedRequest[] = []
  const logged: string[] = []
  let nowMs = options.nowMs ?? TEST_TIME_MS

  async function fetchOfTest(...input: Parameters<typeof fetch>): Promise<Response> {
    const request = new Request(...input)
    const { url, method, headers } = request
    const seen = { url: new URL(url), method, headers, body: await request.text() }
    received.push(seen)
    const answer = options.answer?.(seen) ?? { status: 200 }
    if (answer instanceof Error) throw answer
    return new Response(answer.text ?? null, { status: answer.status })
  }

  const simulator = await createSimulator({
    state: options.store ?? createMemoryStore(),
    webhookUrl: 'http://127.0.0.1:1/functions/v1/meta-webhook',
    secrets: testSecrets,
    fetch: fetchOfTest,
    now: () => nowMs,
    random: createSeededRandom(),
    log: (message) => void logged.push(message),
    autoplay: options.autoplay ?? false,
    accounts: options.accounts ?? 2,
    seed: options.seed ?? 1,
    speed: options.speed ?? 1,
    callbackUrls: options.callbackUrls ?? {},
    timers: options.timers ?? { after: () => () => {}, every: () => () => {} },
  })

  async function call(path: string, init?: RequestInit) {
    const response = await simulator.handle(new Request(`http://127.0.0.1:57000${path}`, init))
    // deno-lint-ignore no-explicit-any -- tests look into answers of many shapes
    const body: any = await response.json()
    return { status: response.status, headers: response.headers, body }
  }

  return {
    simulator,
    received,
    logged,
    get: call,
    post: (path: string, body: unknown, headers?: Record<string, string>) =>
      call(path, {
        method: 'POST',
        body: JSON.stringify(body),
        ...(headers === undefined ? {} : { headers }),
      }),
    /** Moves the clock, does what is due, and waits for the deliveries. */
    async pass(milliseconds: number) {
      nowMs += milliseconds
      await simulator.tick()
      await simulator.settled()
    },
    now: () => nowMs,
  }
}
