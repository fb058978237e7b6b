import assert from 'node:assert/strict'
import fc from 'fast-check'
import { nextPacificDay, pacificDayStart, pacificHour } from './pacific-day.ts'

const clock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/Los_Angeles',
  dateStyle: 'short',
  timeStyle: 'medium',
  hourCycle: 'h23',
})
const inWords = (milliseconds: number) => clock.format(milliseconds).split(', ')

Deno.test('days begin at midnight in California, also when clocks change', () => {
  const times = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2032, 0, 1) })
  fc.assert(
    fc.property(times, (time) => {
      const start = pacificDayStart(time)
      assert.ok(start <= time)
      assert.deepEqual(inWords(start), [inWords(time)[0], '00:00:00'])
      const next = nextPacificDay(start)
      assert.ok(next > time)
      assert.equal(inWords(next)[1], '00:00:00')
      assert.equal(pacificHour(time), Number(inWords(time)[1]?.slice(0, 2)))
    }),
    { numRuns: 2_000 },
  )
})

Deno.test('a day ends at 07:00 UTC in summer and at 08:00 in winter', () => {
  const july = nextPacificDay(pacificDayStart(Date.UTC(2026, 6, 15, 12)))
  assert.equal(new Date(july).toISOString(), '2026-07-16T07:00:00.000Z')
  const december = nextPacificDay(pacificDayStart(Date.UTC(2026, 11, 9, 12)))
  assert.equal(new Date(december).toISOString(), '2026-12-10T08:00:00.000Z')
})
