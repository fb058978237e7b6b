import { join } from 'node:path'

/** A program that the stack keeps running. */
export type ChildProcess = { restart(): Promise<void>; stop(): Promise<void> }

export type ChildOptions = {
  /** Names the log file, too. */
  name: string
  command: string
  args: string[]
  env: Record<string, string>
  logDirectory: string
  log: (line: string) => void
}

const GRACE_MS = 5_000
const LONGEST_PAUSE_MS = 10_000
/** A program that ran this long is taken to be sound: its next crash starts from a short pause. */
const SOUND_AFTER_MS = 30_000

/**
 * Starts a program and starts it again, after a growing pause, when it ends unasked. Its output goes
 * to a file. Its standard input is a pipe that stays open for as long as this process lives, so a
 * program that ends at the end of its input never outlives a killed stack.
 */
export function startChildProcess(options: ChildOptions): ChildProcess {
  const logFile = Deno.openSync(join(options.logDirectory, `${options.name}.log`), {
    create: true,
    append: true,
  })
  let stopping = false
  let wake = () => {}
  let current = spawn()
  const watched = watch()

  function spawn() {
    const child = new Deno.Command(options.command, {
      args: options.args,
      env: options.env,
      stdin: 'piped',
      stdout: 'piped',
      stderr: 'piped',
      // Ctrl-C goes to the terminal's whole group; only the stack itself shall act on it.
      detached: true,
    }).spawn()
    const written = Promise.all([copy(child.stdout), copy(child.stderr)])
    return { child, written, startedAt: Date.now(), asked: false }
  }

  async function copy(output: ReadableStream<Uint8Array>) {
    for await (const chunk of output) await writeAll(logFile, chunk)
  }

  async function watch() {
    let pauseMs = 250
    while (!stopping) {
      const { child, written, startedAt } = current
      const status = await child.status
      await written
      if (stopping) return
      if (!current.asked) {
        if (Date.now() - startedAt > SOUND_AFTER_MS) pauseMs = 250
        options.log(
          `${options.name} ended (${status.signal ?? `code ${status.code}`}); starting it again. ` +
            `See ${options.name}.log.`,
        )
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, pauseMs)
          wake = () => (clearTimeout(timer), resolve())
        })
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
        if (stopping) return
      }
      current = spawn()
    }
  }

  return {
    async restart() {
      const { child } = current
      current.asked = true
      await end(child)
    },
    async stop() {
      stopping = true
      wake()
      await end(current.child)
      await watched
      logFile.close()
    },
  }
}

async function end(child: Deno.ChildProcess): Promise<void> {
  signal(child, 'SIGTERM')
  const timer = setTimeout(() => signal(child, 'SIGKILL'), GRACE_MS)
  await child.status
  clearTimeout(timer)
}

function signal(child: Deno.ChildProcess, name: Deno.Signal): void {
  try {
    child.kill(name)
  } catch (error) {
    // It has ended by itself in the meantime.
    if (!(error instanceof TypeError)) throw error
  }
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += await file.write(bytes.subarray(written))
  }
}
