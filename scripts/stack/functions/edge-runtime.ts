/**
 * Loaded before each Edge Function, in its process: what the hosted runtime adds to Deno, and the
 * process's end. The stack speaks through standard input, a line a command:
 *
 * - `unload <reason>`: the worker's time is nearly over; listeners of `beforeunload` hear why.
 * - `finish`: no request is under way any more; the process ends when its background work has.
 *
 * The input's end means that the stack is gone, however it ended: so does this process.
 *
 * Facts: supabase/edge-runtime, types/global.d.ts; supabase.com/docs/guides/functions/background-tasks.
 */
const LISTEN_AFTER_MS = 10
const background = new Set<Promise<unknown>>()
let finishing = false

Object.assign(globalThis, {
  EdgeRuntime: {
    waitUntil<T>(promise: Promise<T>): Promise<T> {
      const work = promise.then(() => {}, (error) => {
        // On the platform, too, this costs nothing but a line in the log.
        // deno-lint-ignore no-console -- the console is the function's log
        console.error('A promise given to EdgeRuntime.waitUntil was rejected:', error)
      }).finally(() => {
        background.delete(work)
        endWhenDone()
      })
      background.add(work)
      return promise
    },
  },
})

function endWhenDone(): void {
  if (finishing && background.size === 0) Deno.exit(0)
}

function obey(command: string): void {
  const [verb, reason] = command.split(' ')
  if (verb === 'unload') {
    globalThis.dispatchEvent(new CustomEvent('beforeunload', { detail: { reason } }))
  }
  if (verb === 'finish') {
    finishing = true
    endWhenDone()
  }
}

async function followCommands(): Promise<void> {
  let rest = ''
  for await (const text of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n')
    rest = lines.pop()!
    lines.forEach(obey)
  }
  Deno.exit(0)
}

// A preloaded module must have nothing left to wait for before the function starts.
Deno.unrefTimer(setTimeout(followCommands, LISTEN_AFTER_MS))

export {}
