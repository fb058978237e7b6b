import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { findFreePortBase } from '../../scripts/checks/find-free-port-base.ts'
import { ROOT } from '../../scripts/stack/paths.ts'
import type { StackEnv } from '../../scripts/stack/stack-env.ts'
import { waitFor } from '../../scripts/stack/wait-for.ts'
import { processesWith } from './processes-with.ts'

/** A stack in a process of its own, as a person starts it. */
export type OwnStack = {
  env: StackEnv
  process: Deno.ChildProcess
  /** What it has printed so far. */
  output(): string
  /** What lives of it, by process id: the stack, what it started, and what those started. */
  processes(): Promise<Map<number, string>>
  /** Sends a signal to its whole group, as a terminal does at Ctrl-C. */
  interrupt(): void
}

const MARK = 'SANDPIPER_TEST_STACK'

/**
 * Starts a stack with the web app below `.local/<name>`.
 *
 * @throws Error with its output, when it does not get ready.
 */
export async function startOwnStack(name: string, ...flags: string[]): Promise<OwnStack> {
  const mark = crypto.randomUUID()
  const local = join(ROOT, '.local', name)
  // A stack that was killed leaves the sign of a running one behind.
  const path = join(local, 'stack.env')
  await Deno.remove(path).catch(() => {})
  const child = new Deno.Command(Deno.execPath(), {
    args: ['run', '--quiet', '--allow-all', join(ROOT, 'scripts/stack/main.ts'), ...flags],
    env: {
      [MARK]: mark,
      LOCAL_DIR: local,
      PORT_BASE: String(findFreePortBase()),
      SIMULATOR_AUTOPLAY: 'off',
    },
    stdin: 'null',
    stdout: 'piped',
    stderr: 'piped',
    detached: true,
  }).spawn()
  let output = ''
  let isOver = false
  const collect = async (stream: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder()
    for await (const bytes of stream) output += decoder.decode(bytes, { stream: true })
  }
  const collected = Promise.all([collect(child.stdout), collect(child.stderr)])
  child.status.then(() => isOver = true)
  await waitFor(() => isOver || exists(path), { what: 'a stack to be ready', timeoutMs: 60_000 })
  if (isOver) {
    await collected
    throw new Error(`The stack did not start.\n${output}`)
  }
  return {
    env: parseEnv(Deno.readTextFileSync(path)) as StackEnv,
    process: child,
    output: () => output,
    processes: () => processesWith(`${MARK}=${mark}`),
    interrupt: () => Deno.kill(-child.pid, 'SIGINT'),
  }
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile
  } catch {
    return false
  }
}
