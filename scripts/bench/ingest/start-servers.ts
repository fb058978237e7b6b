import { join } from 'node:path'
import { platformEnv } from '../../stack/functions/platform-env.ts'
import { readFunctionSettings } from '../../stack/functions/function-settings.ts'
import { type FunctionWorker, startWorker } from '../../stack/functions/function-worker.ts'
import { HOSTED_LIMITS } from '../../stack/functions/function-limits.ts'
import { takePort } from '../../stack/functions/take-port.ts'
import { DEVELOPMENT_KEYS } from '../../stack/development-keys.ts'
import { ROOT } from '../../stack/paths.ts'
import type { StackEnv } from '../../stack/stack-env.ts'
import { startProcess } from '../start-process.ts'
import type { Round, RoundResult } from './load.ts'

export type Servers = {
  /** The receiver as it is deployed. */
  receiver: string
  /** The receiver with one delivery a call: nothing coalesces. */
  ungrouped: string
  /** One bare insert a request. */
  bare: string
  /** Has the load's process send a round. */
  send(round: Round): Promise<RoundResult>
  stop(): Promise<void>
}

const PORTS = { first: 40_000, last: 40_999 }
const EDGE_RUNTIME = join(ROOT, 'scripts/stack/functions/edge-runtime.ts')
const END_WITH_INPUT = join(ROOT, 'scripts/stack/end-with-input.ts')

/**
 * Starts the servers side by side, each as the stack starts a function (the same flags, the same
 * limits), but without the stack's gateway before it; and the program that sends.
 */
export async function startServers(stack: StackEnv): Promise<Servers> {
  const functions = readFunctionSettings(join(ROOT, 'supabase'))
  const receiver = functions.find(({ name }) => name === 'meta-webhook')
  if (receiver === undefined) throw new Error('config.toml has no function "meta-webhook".')
  const bare = { ...receiver, entrypoint: join(ROOT, 'scripts/bench/ingest/bare-insert-server.ts') }
  const taken = new Set<number>()
  const workers: FunctionWorker[] = []

  async function start(settings: typeof receiver, env: Record<string, string>): Promise<string> {
    const port = takePort(PORTS.first, PORTS.last, (port) => taken.has(port))
    taken.add(port)
    const worker = startWorker(settings!, {
      port,
      preload: EDGE_RUNTIME,
      memoryMb: HOSTED_LIMITS.memoryMb,
      env: { ...functionEnv(stack), ...env },
      onOutput: (line, stream) => {
        if (stream === 'stderr') Deno.stderr.writeSync(new TextEncoder().encode(`${line}\n`))
      },
    })
    workers.push(worker)
    await worker.ready
    return worker.address
  }

  async function stop(): Promise<void> {
    workers.forEach((worker) => worker.kill())
    await Promise.all(workers.map(({ ended }) => ended))
  }

  try {
    const addresses = {
      receiver: await start(receiver, {}),
      ungrouped: await start(receiver, { WEBHOOK_GROUP_LIMIT: '1' }),
      bare: await start(bare, {}),
    }
    const load = await startProcess({
      args: [
        ...['run', '--quiet', '--allow-all', '--preload', END_WITH_INPUT],
        join(ROOT, 'scripts/bench/ingest/load.ts'),
      ],
      env: {},
    })
    return {
      ...addresses,
      async send(round) {
        const response = await fetch(load.url, { method: 'POST', body: JSON.stringify(round) })
        if (!response.ok) throw new Error(`A round broke off: ${await response.text()}`)
        return await response.json()
      },
      async stop() {
        await load.stop()
        await stop()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function functionEnv(stack: StackEnv): Record<string, string> {
  return {
    ...platformEnv({
      projectUrl: stack.API_URL,
      databaseUrl: stack.DB_URL,
      publishableKey: stack.PUBLISHABLE_KEY,
      secretKey: stack.SECRET_KEY,
      jwtSecret: DEVELOPMENT_KEYS.jwtSecret,
    }),
    INSTAGRAM_APP_SECRET: stack.INSTAGRAM_APP_SECRET,
    META_APP_SECRET: stack.META_APP_SECRET,
    META_VERIFY_TOKEN: stack.META_VERIFY_TOKEN,
  }
}
