import type { Log } from './log-event.ts'

const METHODS = ['debug', 'info', 'log', 'warn', 'error'] as const

/**
 * Takes what libraries write to the console into the log, a line each and at its lowest level:
 * `@supabase/lite` prints every refused request there, with a stack, and the answer says it all.
 */
export function captureConsole(log: Log): { stop(): void } {
  const target: Pick<Console, typeof METHODS[number]> = console
  const originals = METHODS.map((method) => [method, target[method]] as const)
  for (const method of METHODS) {
    target[method] = (...words: unknown[]) => {
      const [message = ''] = words.map((word) =>
        word instanceof Error ? `${word.name}: ${word.message}` : String(word)
      ).join(' ').split('\n')
      log({ service: 'gateway', level: 'debug', message })
    }
  }
  return {
    stop() {
      for (const [method, original] of originals) target[method] = original
    },
  }
}
