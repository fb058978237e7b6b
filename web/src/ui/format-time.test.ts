import assert from 'node:assert/strict'
import { absoluteTime, dayName, dayOf, relativeTime, shortMoment } from './format-time.ts'

const now = Date.parse('2026-11-22T14:05:10Z')
const ago = (hours: number) => now - hours * 3_600_000

Deno.test('a day begins at midnight of the zone that is asked for', () => {
  const time = Date.parse('2026-11-21T23:30:00Z')
  assert.equal(dayOf(time, 'UTC'), '2026-11-21')
  assert.equal(dayOf(time, 'Europe/Berlin'), '2026-11-22')
  assert.equal(dayName(time, now, 'Europe/Berlin'), 'Today')
  assert.equal(dayName(time, now, 'UTC'), 'Yesterday')
})

Deno.test('older days are named as long as the name is clear, then dated', () => {
  assert.equal(dayName(ago(24 * 4), now, 'UTC'), 'Wednesday')
  assert.equal(dayName(ago(24 * 7), now, 'UTC'), '15 November')
  assert.equal(dayName(ago(24 * 360), now, 'UTC'), '27 November 2025')
  assert.equal(shortMoment(ago(5), now, 'UTC'), 'today 09:05')
})

Deno.test('a time that lies ahead, by clocks that differ, is now and not minus', () => {
  assert.equal(relativeTime(now + 5_000, now), 'now')
})

Deno.test('the absolute time says day, date and minute', () => {
  // Releases of ICU differ in the comma.
  assert.match(absoluteTime(now, 'UTC'), /^Sunday,? 22 November 2026 at 14:05$/)
})
