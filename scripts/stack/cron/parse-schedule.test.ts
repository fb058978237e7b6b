import assert from 'node:assert/strict'
import { Cron } from 'croner'
import { parseSchedule } from './parse-schedule.ts'

Deno.test('Intervals are 1 to 59 seconds', () => {
  assert.deepEqual(parseSchedule('10 seconds'), { kind: 'interval', seconds: 10 })
  assert.deepEqual(parseSchedule(' 1 second '), { kind: 'interval', seconds: 1 })
  assert.deepEqual(parseSchedule('59 Seconds'), { kind: 'interval', seconds: 59 })
  for (const text of ['0 seconds', '60 seconds', '1.5 seconds', '10 minutes', '-1 seconds']) {
    assert.throws(() => parseSchedule(text), /invalid schedule/)
  }
})

Deno.test('Patterns mean the times that pg_cron runs at', () => {
  const from = new Date('2026-01-31T23:59:30Z') // a Saturday
  const cases: [string, string[]][] = [
    ['* * * * *', ['2026-02-01T00:00', '2026-02-01T00:01']],
    ['*/20 3 * * *', ['2026-02-01T03:00', '2026-02-01T03:20']],
    ['0 0 $ * *', ['2026-02-28T00:00', '2026-03-31T00:00']],
    ['30 4 29 2 *', ['2028-02-29T04:30', '2032-02-29T04:30']],
    ['0 12 * * mon-tue', ['2026-02-02T12:00', '2026-02-03T12:00']],
    ['0 12 * * 7', ['2026-02-01T12:00', '2026-02-08T12:00']],
    ['0 0 15 Mar,jun *', ['2026-03-15T00:00', '2026-06-15T00:00']],
    // Both days given: either will do. A star in front: both must hold.
    ['0 0 15 * 1', ['2026-02-02T00:00', '2026-02-09T00:00']],
    ['0 0 */2 * 1', ['2026-02-09T00:00', '2026-02-23T00:00']],
  ]
  for (const [text, times] of cases) {
    const schedule = parseSchedule(text)
    assert.ok(schedule.kind === 'pattern')
    const { pattern, domAndDow } = schedule
    const timer = new Cron(pattern, { timezone: 'UTC', mode: '5-part', domAndDow, paused: true })
    const next = timer.nextRuns(2, from).map((time) => time.toISOString().slice(0, 16))
    assert.deepEqual(next, times, text)
  }
})

Deno.test('What only croner knows is refused', () => {
  for (
    const text of [
      '* * * *',
      '* * * * * *',
      '@daily',
      '0 0 L * *',
      '0 0 15W * *',
      '0 0 * * fri#2',
      '? * * * *',
      '$ * * * *',
      '0 0 * * $',
      'jan * * * *',
      '',
    ]
  ) {
    assert.throws(() => parseSchedule(text), /invalid schedule/, text)
  }
})
