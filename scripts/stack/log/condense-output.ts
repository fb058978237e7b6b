import { LOG_LEVELS, type LogEvent, type LogLevel } from './log-event.ts'

const LONGEST_VALUE = 120
// deno-lint-ignore no-control-regex -- what a program writes for a terminal
const COLOR_CODES = /\x1b\[[0-9;]*m/g

/**
 * Turns a line that a function has written into an event. The functions' own JSON lines have a
 * level, a code and facts (supabase/functions/_shared/log); of those a person reads
 * `code fact=value fact=value`. Any other line is shown as it is.
 *
 * @param fallback The level of a line that has none of its own.
 */
export function condenseOutput(service: string, line: string, fallback: LogLevel): LogEvent {
  const entry = parsed(line)
  if (!entry || typeof entry.code !== 'string') {
    return { service, level: fallback, message: line.replaceAll(COLOR_CODES, '') }
  }
  const { level, source: _, code, ...facts } = entry
  const words = Object.entries(facts)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}=${shortened(value)}`)
  return {
    service,
    level: LOG_LEVELS.find((one) => one === level) ?? fallback,
    message: [code, ...words].join(' '),
    data: { code, ...facts },
  }
}

function parsed(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    return JSON.parse(line) as Record<string, unknown>
  } catch {
    return undefined
  }
}

function shortened(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
}
