import assert from 'node:assert/strict'
import { messagingWindow } from './messaging-window.ts'

const HOUR_MS = 3_600_000
const now = Date.parse('2026-11-22T14:05:00Z')
const stateAfter = (ms: number) =>
  messagingWindow({
    window_opened_at: new Date(now - ms).toISOString(),
    window_cause: 'story_mention',
  }, now)

Deno.test('a window is open for a day, for persons for a week, and then closed', () => {
  assert.equal(stateAfter(0).state, 'open')
  assert.equal(stateAfter(24 * HOUR_MS - 1).state, 'open')
  assert.equal(stateAfter(24 * HOUR_MS).state, 'human_agent')
  assert.equal(stateAfter(7 * 24 * HOUR_MS - 1).state, 'human_agent')
  assert.equal(stateAfter(7 * 24 * HOUR_MS).state, 'closed')
})

Deno.test('it says what it is counted from, and that nothing opened it', () => {
  assert.match(stateAfter(HOUR_MS).reason, /^Counted from their mention in a story, /)
  assert.equal(
    messagingWindow({ window_opened_at: null, window_cause: null }, now).state,
    'closed',
  )
})
