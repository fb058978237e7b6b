import { formatEvent } from './format-event.ts'
import { type Log, LOG_LEVELS, type LogLevel } from './log-event.ts'

/**
 * Makes the stack's log: one line an event.
 *
 * @param options.write Gets each line, without its end.
 * @param options.from Events below this level are left out.
 * @param options.json One JSON object a line, for machines.
 * @param options.color Ignored for JSON.
 */
export function createLog(options: {
  write: (line: string) => void
  from: LogLevel
  json: boolean
  color: boolean
  now: () => Date
}): Log {
  const { write, json, color, now } = options
  const lowest = LOG_LEVELS.indexOf(options.from)
  return (event) => {
    if (LOG_LEVELS.indexOf(event.level) < lowest) return
    const time = now()
    if (!json) return write(formatEvent(event, { time, color }))
    const { service, level, message, data } = event
    write(JSON.stringify({ time: time.toISOString(), service, level, message, ...data }))
  }
}
