import { fileURLToPath } from 'node:url'
import type { AccountProfile } from '../simulator/world/account-profile.ts'
import { generateProfile } from '../simulator/world/generate-profile.ts'
import type { Bench, Figure } from './bench.ts'
import { startProcess } from './start-process.ts'

const ACCOUNTS = 1_000
const SEED = 1
const LOAD_MS = 8_000
/** Enough to keep the simulator busy, few enough for its answers to come at once. */
const READERS = 8
const LIVES_MS = 20_000
const MAIN = fileURLToPath(new URL('../simulator/main.ts', import.meta.url))

/**
 * The simulator with 1,000 living accounts: how much memory it takes, and how many simple reads a
 * second it answers on one core. Its webhook is a sink in this process.
 */
export const benchSimulator: Bench = async (progress) => {
  let received = 0
  const sink = Deno.serve({ hostname: '127.0.0.1', port: 0, onListen() {} }, async (request) => {
    await request.arrayBuffer()
    received += 1
    return new Response('ok')
  })
  const folder = await Deno.makeTempDir()
  progress(`Starting the simulator with ${ACCOUNTS} accounts`)
  const startedMs = performance.now()
  const simulator = await startProcess({
    args: ['run', '--quiet', '--allow-all', MAIN],
    env: {
      SIMULATOR_PORT: '0',
      SIMULATOR_STATE: `${folder}/simulator.json`,
      SIMULATOR_AUTOPLAY: 'on',
      SIMULATOR_ACCOUNTS: String(ACCOUNTS),
      SIMULATOR_SEED: String(SEED),
      WEBHOOK_URL: `http://127.0.0.1:${sink.addr.port}/`,
      META_APP_SECRET: 'bench',
      INSTAGRAM_APP_SECRET: 'bench',
      META_VERIFY_TOKEN: 'bench',
    },
  })
  const figures: Figure[] = [
    { what: 'start', value: (performance.now() - startedMs) / 1_000, unit: 's' },
  ]
  try {
    await control(simulator.url, 'clock', { speed: 60 })
    // The limits are Meta's, and not what is measured.
    await control(simulator.url, 'behaviour', { appCallsAnHour: 1e9, instagramCallsADay: 1e9 })
    progress(`Letting it live for ${LIVES_MS / 1_000} s at sixty times the speed`)
    await new Promise((wake) => setTimeout(wake, LIVES_MS))
    const toldEachSecond = received / (LIVES_MS / 1_000)
    figures.push({ what: 'deliveries at speed 60', value: toldEachSecond, unit: '/s' })
    progress(`Reading for ${LOAD_MS / 1_000} s`)
    const cpuBefore = await simulator.cpuSeconds()
    const reads = await readFor(LOAD_MS, simulator.url)
    const cpuSeconds = await simulator.cpuSeconds() - cpuBefore
    const atLeast = 1_000
    figures.push(
      { what: 'reads on one core', value: reads.each / cpuSeconds, unit: '/s', goal: { atLeast } },
      { what: 'reads by the clock', value: reads.each / (LOAD_MS / 1_000), unit: '/s' },
      { what: 'a read, median', value: reads.medianMs, unit: 'ms' },
      { what: 'a read, 95 of 100', value: reads.p95Ms, unit: 'ms' },
      {
        what: `memory with ${ACCOUNTS} accounts`,
        value: await simulator.memoryMb(),
        unit: 'MB',
        goal: { atMost: 300 },
      },
    )
    return figures
  } finally {
    await simulator.stop()
    await sink.shutdown()
    await Deno.remove(folder, { recursive: true })
  }
}

async function control(url: string, path: string, body: unknown): Promise<void> {
  const init = { method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(`${url}/control/${path}`, init)
  if (!response.ok) throw new Error(`/control/${path} failed: ${await response.text()}`)
  await response.body?.cancel()
}

/** Reads profiles of all accounts in turn, several at a time. */
async function readFor(durationMs: number, url: string) {
  const profiles = Array.from({ length: ACCOUNTS - 2 }, (_, index) => generateProfile(SEED, index))
  const endsAt = performance.now() + durationMs
  const times: number[] = []
  let next = 0
  async function read(): Promise<void> {
    while (performance.now() < endsAt) {
      const profile = profiles[next++ % profiles.length]
      if (profile === undefined) return
      const startedMs = performance.now()
      const response = await fetch(urlOf(url, profile))
      const { username } = await response.json()
      if (username !== profile.username) throw new Error(`A read failed with ${response.status}.`)
      times.push(performance.now() - startedMs)
    }
  }
  await Promise.all(Array.from({ length: READERS }, read))
  times.sort((one, other) => one - other)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN
  return { each: times.length, medianMs: at(0.5), p95Ms: at(0.95) }
}

function urlOf(url: string, { login, igUserId, token }: AccountProfile): string {
  const id = login === 'instagram' ? 'me' : igUserId
  return `${url}/graph.${login}.com/v25.0/${id}?fields=username,followers_count,media_count` +
    `&access_token=${token}`
}
