import type { LogEvent } from './log-event.ts'

const RESET = '\x1b[0m'
const BOLD_RED = '\x1b[1;31m'
const YELLOW = '\x1b[33m'
const DIM = '\x1b[2m'
/** 256-colour codes that can be told apart on dark and light terminals; red and yellow are levels. */
const COLORS = [39, 35, 170, 37, 141, 67, 108, 173, 99, 31]
const KNOWN = [
  'stack',
  'functions',
  'realtime',
  'postgres',
  'cron',
  'net',
  'gateway',
  'simulator',
  'web',
]
const NAME_WIDTH = 11

/**
 * Writes an event as one line for a person: time, part, what happened. Warnings and errors carry a
 * mark, so that they stand out without colours, too.
 *
 * @param options.color Whether the terminal shows colours.
 */
export function formatEvent(event: LogEvent, options: { time: Date; color: boolean }): string {
  const paint = (code: string, text: string) => options.color ? `${code}${text}${RESET}` : text
  const time = paint(DIM, options.time.toLocaleTimeString('en-GB'))
  const name = paint(colorOf(event.service), event.service.padEnd(NAME_WIDTH))
  const text = event.message.trimEnd().replaceAll('\n', `\n${' '.repeat(12)}`)
  if (event.level === 'error') return `${time} ${name} ${paint(BOLD_RED, `ERROR ${text}`)}`
  if (event.level === 'warn') return `${time} ${name} ${paint(YELLOW, `! ${text}`)}`
  return `${time} ${name} ${event.level === 'debug' ? paint(DIM, text) : text}`
}

function colorOf(service: string): string {
  const known = KNOWN.indexOf(service)
  const sum = [...service].reduce((total, letter) => total + letter.codePointAt(0)!, 0)
  return `\x1b[38;5;${COLORS[(known < 0 ? sum : known) % COLORS.length]}m`
}
