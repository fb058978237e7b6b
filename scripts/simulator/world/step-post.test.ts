import assert from 'node:assert/strict'
import { TEST_TIME_MS } from '../testing/create-test-simulator.ts'
import { createMedia } from './create-media.ts'
import { createRandom } from './create-random.ts'
import { livelinessAt } from './hour-profile.ts'
import { nextStepMs, stepPost } from './step-post.ts'

const HOUR_MS = 60 * 60 * 1_000

/** Lets a post live for some days, and tells its likes by hour. */
function live(options: { appeal: number; contagion: number; seed: number; stepMs?: number }) {
  const { contagion, seed, stepMs } = options
  const post = { kind: 'image' as const, caption: '', appeal: options.appeal }
  const media = createMedia(post, '17600000100000001', TEST_TIME_MS)
  const random = createRandom(seed)
  const hours: number[] = Array(24 * 10).fill(0)
  while (media.steppedAt < TEST_TIME_MS + hours.length * HOUR_MS) {
    const untilMs = stepMs === undefined ? nextStepMs(media) : media.steppedAt + stepMs
    const { likes } = stepPost(media, { untilMs, contagion, utcOffsetHours: 0, random })
    const hour = Math.min(hours.length - 1, Math.floor((untilMs - TEST_TIME_MS) / HOUR_MS))
    hours[hour] = (hours[hour] ?? 0) + likes
  }
  return { media, hours }
}

const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0)

Deno.test('a post tends towards its appeal, whatever draws its likes', () => {
  for (const contagion of [0, 0.35, 0.85]) {
    const runs = Array.from({ length: 60 }, (_, seed) => live({ appeal: 400, contagion, seed }))
    const average = sum(runs.map(({ media }) => media.likes)) / runs.length
    assert.ok(average > 300 && average < 520, `${average} likes at contagion ${contagion}`)
  }
})

Deno.test('likes fade with the age of a post, and its numbers never fall', () => {
  const { media, hours } = live({ appeal: 2_000, contagion: 0.3, seed: 1 })
  const days = Array.from({ length: 10 }, (_, day) => sum(hours.slice(day * 24, day * 24 + 24)))
  assert.ok((days[0] ?? 0) > 4 * (days[3] ?? 0))
  assert.ok((days[9] ?? 0) < 20)
  assert.ok(hours.every((likes) => likes >= 0))
  assert.ok(media.comments > 40 && media.comments < 160)
})

Deno.test('likes excite likes: their counts scatter far more than independent ones would', () => {
  const scatter = (contagion: number) => {
    const totals = Array.from(
      { length: 300 },
      (_, seed) => sum(live({ appeal: 100, contagion, seed }).hours.slice(0, 48)),
    )
    const mean = sum(totals) / totals.length
    return sum(totals.map((total) => (total - mean) ** 2)) / totals.length / mean
  }
  // For independent events variance and mean are equal.
  assert.ok(scatter(0) < 1.5)
  assert.ok(scatter(0.8) > 4)
})

Deno.test('long steps have the same mean as short ones', () => {
  const mean = (stepMs: number) =>
    sum(
      Array.from({ length: 80 }, (_, seed) =>
        live({ appeal: 300, contagion: 0.6, seed, stepMs }).media.likes),
    ) / 80
  const short = mean(2 * 60 * 1_000)
  const long = mean(60 * 60 * 1_000)
  assert.ok(Math.abs(short - long) / short < 0.15, `${short} and ${long}`)
})

Deno.test('people are livelier in the evening of their own zone than at night', () => {
  const noon = TEST_TIME_MS
  assert.ok(livelinessAt(noon + 8 * HOUR_MS, 0) > 1.8)
  assert.ok(livelinessAt(noon + 8 * HOUR_MS, 8) < 0.2)
  const hours = Array.from({ length: 24 }, (_, hour) => livelinessAt(noon + hour * HOUR_MS, 0))
  const mean = sum(hours) / 24
  assert.ok(mean > 0.95 && mean < 1.05)
})
