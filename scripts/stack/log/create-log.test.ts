import assert from 'node:assert/strict'
import { condenseOutput } from './condense-output.ts'
import { createLog } from './create-log.ts'
import { createServiceLog, type LogLevel } from './log-event.ts'

function recorded(options: { from?: LogLevel; json?: boolean; color?: boolean } = {}) {
  const lines: string[] = []
  const log = createLog({
    from: 'info',
    json: false,
    color: false,
    ...options,
    write: (line) => lines.push(line),
    now: () => new Date('2026-11-22T10:00:00Z'),
  })
  return { lines, log }
}

Deno.test('an event is one line with its part, and warnings and errors stand out without colours', () => {
  const { lines, log } = recorded()
  log({ service: 'cron', level: 'info', message: 'two jobs' })
  log({ service: 'cron', level: 'warn', message: 'no jobs' })
  log({ service: 'cron', level: 'error', message: 'broken' })
  const texts = lines.map((line) => line.replace(/^\d\d:\d\d:\d\d /, ''))
  assert.deepEqual(texts, [
    'cron        two jobs',
    'cron        ! no jobs',
    'cron        ERROR broken',
  ])
})

Deno.test('colours are used only when asked for', () => {
  const { lines, log } = recorded({ color: true })
  log({ service: 'cron', level: 'error', message: 'broken' })
  assert.ok(lines[0]!.includes('\x1b[1;31mERROR broken'))
})

Deno.test('requests show only when asked for, and a quiet log has warnings and errors alone', () => {
  const shown = (from: LogLevel) => {
    const { lines, log } = recorded({ from })
    for (const level of ['debug', 'info', 'warn', 'error'] as const) {
      log({ service: 'gateway', level, message: level })
    }
    return lines.length
  }
  assert.deepEqual([shown('debug'), shown('info'), shown('warn')], [4, 3, 2])
})

Deno.test('as JSON a line is one object with time, part, level, message and facts', () => {
  const { lines, log } = recorded({ json: true, color: true })
  log({ service: 'net', level: 'warn', message: 'slow', data: { ms: 9 } })
  assert.deepEqual(JSON.parse(lines[0]!), {
    time: '2026-11-22T10:00:00.000Z',
    service: 'net',
    level: 'warn',
    message: 'slow',
    ms: 9,
  })
})

Deno.test("a part's name before its own line is left out", () => {
  const { lines, log } = recorded()
  createServiceLog(log, 'cron')('cron: no jobs until the database is back')
  assert.match(lines[0]!, /cron {8}! no jobs until/)
})

Deno.test("a function's JSON line is condensed to its code and facts", () => {
  const line = JSON.stringify({ level: 'warn', source: 'x', code: 'poll_failed', id: 7, why: null })
  const event = condenseOutput('metric-poll', line, 'info')
  assert.equal(event.message, 'poll_failed id=7')
  assert.equal(event.level, 'warn')
})

Deno.test("any other line of a function is shown as it is, without the terminal's codes", () => {
  const { message, level } = condenseOutput('x', '\x1b[31merror\x1b[0m: {not json', 'error')
  assert.deepEqual({ message, level }, { message: 'error: {not json', level: 'error' })
})
