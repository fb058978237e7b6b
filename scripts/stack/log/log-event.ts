/** How much an event matters; each level includes those after it. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = typeof LOG_LEVELS[number]

/** One thing that happened, told in one line. */
export type LogEvent = {
  /** The part of the stack that it happened to. */
  service: string
  level: LogLevel
  message: string
  /** Facts for machines; a person finds what matters of them in the message. */
  data?: Record<string, unknown>
}

export type Log = (event: LogEvent) => void

/**
 * Makes the log of one part. Parts put their name before a line (`cron: no jobs`); here it is a
 * column of its own.
 *
 * @param level Of lines that say nothing else: what a part mentions unasked is worth a look.
 */
export function createServiceLog(
  log: Log,
  service: string,
  level: LogLevel = 'warn',
): (line: string) => void {
  const prefix = `${service}: `
  return (line) => {
    const message = line.startsWith(prefix) ? line.slice(prefix.length) : line
    log({ service, level, message })
  }
}
