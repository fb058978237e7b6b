import type { FunctionSettings } from './function-settings.ts'
import { readLines } from './read-lines.ts'

/** One process that serves one function. */
export type FunctionWorker = {
  pid: number
  address: string
  /** Settles when it listens; rejects with BootError when it ended before that. */
  ready: Promise<void>
  /** Resolves with the reason when it has ended. */
  ended: Promise<string>
  /** Tells it that its time is nearly over. */
  unload(reason: UnloadReason): void
  /** Lets it end by itself, when its background work is done. */
  finish(): void
  kill(): void
}

/** supabase.com/docs/guides/functions/background-tasks */
export type UnloadReason = 'wall_clock' | 'termination'

/** A function that did not come to listen; the message has the first lines of what it said. */
export class BootError extends Error {
  override readonly name = 'BootError'
}

export type WorkerOptions = {
  port: number
  preload: string
  memoryMb: number
  env: Record<string, string>
  onOutput: (line: string, stream: 'stdout' | 'stderr') => void
}

const FIRST_LINES = 8
const LOOK_EVERY_MS = 25
const BOOT_WITHIN_MS = 20_000

/**
 * Starts a worker with Deno. It may reach this machine and read its environment, and nothing else:
 * no file, no program.
 */
export function startWorker(one: FunctionSettings, options: WorkerOptions): FunctionWorker {
  const { port, onOutput, memoryMb } = options
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...['run', '--quiet', '--no-prompt', '--config', one.importMap],
      ...['--node-modules-dir=manual', '--preload', options.preload],
      ...(memoryMb > 0 ? [`--v8-flags=--max-old-space-size=${memoryMb}`] : []),
      ...['--allow-net=127.0.0.1', '--allow-env', one.entrypoint],
    ],
    env: { ...options.env, NO_COLOR: '1', DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}` },
    stdin: 'piped',
    stdout: 'piped',
    stderr: 'piped',
    // Ctrl-C goes to the terminal's whole group; only the stack itself shall act on it.
    detached: true,
  }).spawn()
  const said: string[] = []
  const read = Promise.all([
    readLines(child.stdout, (line) => onOutput(line, 'stdout')),
    readLines(child.stderr, (line) => {
      if (said.length < FIRST_LINES) said.push(line)
      onOutput(line, 'stderr')
    }),
  ])
  const input = child.stdin.getWriter()
  let isOver = false
  const ended = child.status.then(async ({ signal, code }) => {
    isOver = true
    await read
    await input.close().catch(() => {})
    return signal ?? `code ${code}`
  })

  function tell(command: string): void {
    // A worker that is gone does not need to hear it.
    input.write(new TextEncoder().encode(`${command}\n`)).catch(() => {})
  }

  async function untilListening(): Promise<void> {
    const deadline = Date.now() + BOOT_WITHIN_MS
    while (!isOver && Date.now() < deadline) {
      if (await accepts(port)) return
      await new Promise((wake) => setTimeout(wake, LOOK_EVERY_MS))
    }
    if (!isOver) kill()
    await ended
    throw new BootError(said.join('\n') || 'It ended without listening and without a word.')
  }

  function kill(): void {
    if (!isOver) child.kill('SIGKILL')
  }

  const ready = untilListening()
  // Whoever asks gets the rejection; nobody asking is no fault.
  ready.catch(() => {})
  return {
    pid: child.pid,
    address: `http://127.0.0.1:${port}`,
    ready,
    ended,
    unload: (reason) => tell(`unload ${reason}`),
    finish: () => tell('finish'),
    kill,
  }
}

async function accepts(port: number): Promise<boolean> {
  try {
    const connection = await Deno.connect({ hostname: '127.0.0.1', port })
    const { localAddr, remoteAddr } = connection
    connection.close()
    // While nobody listens, the system may give a connection the very port that it asks for; it is
    // then connected with itself.
    return (localAddr as Deno.NetAddr).port !== (remoteAddr as Deno.NetAddr).port
  } catch {
    return false
  }
}
