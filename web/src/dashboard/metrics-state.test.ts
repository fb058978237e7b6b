import assert from 'node:assert/strict'
import type { MetricsUpdate } from '../live/parse-live-event.ts'
import { metricDelta } from './metric-delta.ts'
import { applyToMetrics, type MetricHistory, type MetricsState } from './metrics-state.ts'
import { sparklinePath } from './sparkline-path.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
const at = (hoursAgo: number) => new Date(now - hoursAgo * 3_600_000).toISOString()
const reading = (value: number | null, hoursAgo: number) => ({
  value,
  absence: value === null ? 'not_provided' : null,
  observed_at: at(hoursAgo),
})
const none: MetricHistory = { current: undefined, snapshots: [], hasGap: false }
const history = (...snapshots: ReturnType<typeof reading>[]): MetricHistory => ({
  current: snapshots.at(-1),
  snapshots,
  hasGap: false,
})
const update = (value: number, hoursAgo: number): MetricsUpdate => ({
  account_id: 'a',
  observed_at: at(hoursAgo),
  account_metrics: { followers: { value, absence: null } },
  media: [],
  media_metrics: [],
})

Deno.test('a late or repeated reading changes nothing', () => {
  const empty: MetricsState = { followers: none, follows: none, media: none }
  const state = applyToMetrics(empty, update(20, 1))
  assert.equal(applyToMetrics(state, update(20, 1)), state)
  assert.equal(applyToMetrics(state, update(10, 2)), state)
  assert.equal(state.followers.current?.value, 20)
})

Deno.test('a delta is against the oldest value of the last seven days', () => {
  const old = history(reading(5, 24 * 9), reading(10, 24 * 5), reading(30, 1))
  assert.deepEqual(metricDelta(old, now), { kind: 'change', difference: 20, since: at(24 * 5) })
})

Deno.test('without a baseline there is no delta, and never a zero', () => {
  assert.deepEqual(metricDelta(none, now), { kind: 'none' })
  assert.deepEqual(metricDelta(history(reading(10, 0.1)), now), { kind: 'none' })
  assert.deepEqual(metricDelta(history(reading(null, 1)), now), { kind: 'none' })
})

Deno.test('a value that held for the whole window has not changed since its beginning', () => {
  const still: MetricHistory = { ...none, current: reading(10, 24 * 30) }
  assert.deepEqual(metricDelta(still, now), { kind: 'change', difference: 0, since: at(24 * 7) })
})

Deno.test('the line steps at each change and ends where the value is last known', () => {
  const box = { from: now - 10 * 3_600_000, to: now, width: 100, height: 10 }
  assert.equal(sparklinePath(history(reading(0, 10), reading(10, 5)), box), 'M0 10H50V0H100')
})

Deno.test('the line breaks where a value is absent or snapshots are missing', () => {
  const box = { from: now - 10 * 3_600_000, to: now, width: 100, height: 10 }
  const absent = history(reading(0, 10), reading(null, 8), reading(10, 5))
  assert.equal(sparklinePath(absent, box), 'M0 10H20M50 0H100')
  const gap = { ...history(reading(0, 10), reading(10, 5)), hasGap: true }
  assert.equal(sparklinePath(gap, box), 'M0 10H0M50 0H100')
  assert.equal(sparklinePath(none, box), '')
})
