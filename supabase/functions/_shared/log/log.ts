/** One line of the log: a code to search for, and facts. Never tokens, secrets or message text. */
export type Log = (level: 'info' | 'warn' | 'error', code: string, facts?: LogFacts) => void
export type LogFacts = Record<string, string | number | boolean | null | undefined>

/**
 * Writes JSON lines to standard output, where the hosted platform collects them.
 *
 * @param source The function's name.
 */
export function createLog(source: string): Log {
  return (level, code, facts) => {
    // deno-lint-ignore no-console -- the console is the platform's log
    console[level](JSON.stringify({ level, source, code, ...facts }))
  }
}
