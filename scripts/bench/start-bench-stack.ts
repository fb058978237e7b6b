import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { findFreePortBase } from '../checks/find-free-port-base.ts'
import { ROOT } from '../stack/paths.ts'
import type { StackEnv } from '../stack/stack-env.ts'
import { waitFor } from '../stack/wait-for.ts'

export type BenchStack = {
  env: StackEnv
  /** What the stack's own process uses, after it had time to clean up. */
  memoryMb(): Promise<number>
  stop(): Promise<void>
}

const MEGABYTE = 1024 * 1024
const LOOKS = 10
const LOOK_EVERY_MS = 300

/**
 * Starts a fresh stack in a process of its own, so that what is measured is not the measuring. One
 * whose variables are in the environment is used instead, and left running.
 */
export async function startBenchStack(print: (line: string) => void): Promise<BenchStack> {
  const running = Deno.env.toObject() as Partial<StackEnv>
  if (running.API_URL && running.DB_URL && running.PUBLISHABLE_KEY) {
    const env = running as StackEnv
    return { env, memoryMb: () => leastMemory(env), stop: () => Promise.resolve() }
  }
  print('Starting a stack')
  const local = join(ROOT, '.local/bench')
  const path = join(local, 'stack.env')
  await Deno.remove(path).catch(() => {})
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...['run', '--quiet', '--allow-all', join(ROOT, 'scripts/stack/main.ts')],
      ...['--no-web', '--fresh', '--quiet'],
    ],
    env: {
      LOCAL_DIR: local,
      PORT_BASE: String(findFreePortBase()),
      SIMULATOR_AUTOPLAY: 'off',
    },
    stdin: 'null',
    stdout: 'null',
    stderr: 'inherit',
  }).spawn()
  const env = await waitFor(
    () => Deno.readTextFile(path).then((text) => parseEnv(text) as StackEnv, () => undefined),
    { what: `${path}; run "npm run stack" to see why`, timeoutMs: 60_000 },
  )
  return {
    env,
    memoryMb: () => leastMemory(env),
    async stop() {
      child.kill('SIGTERM')
      await child.status
    },
  }
}

/** The heap of a moment depends on when it was last swept; the least of several tells what is kept. */
async function leastMemory(env: StackEnv): Promise<number> {
  let least = Infinity
  for (let look = 0; look < LOOKS; look++) {
    await new Promise((wake) => setTimeout(wake, LOOK_EVERY_MS))
    const response = await fetch(env.API_URL, { headers: { accept: 'application/json' } })
    const { process } = await response.json() as { process: { heapBytes: number } }
    least = Math.min(least, process.heapBytes)
  }
  return Math.round(least / MEGABYTE)
}
