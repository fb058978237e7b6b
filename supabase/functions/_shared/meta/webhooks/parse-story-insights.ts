import type { StoryInsightsEffect } from './delivery-event.ts'
import { idOf, integerOf, type JsonObject } from './json-readers.ts'
import { LIMITS } from './limits.ts'
import type { ChangeSurroundings } from './parse-comment.ts'
import { isoTime, parseTime } from './parse-time.ts'

/** What the tables of metrics take for a name. */
const METRIC = /^[a-z_]{1,60}$/
const METRICS_LIMIT = 50

/**
 * Reads the value of a `story_insights` change, sent when the story ends: its numbers, whichever
 * they are. -1 stands for fewer than five viewers.
 *
 * @returns undefined without a usable media id or time, and when no number is in it.
 */
export function parseStoryInsights(
  value: JsonObject,
  { entryTime }: ChangeSurroundings,
): StoryInsightsEffect | undefined {
  const mediaId = idOf(value.media_id, LIMITS.objectId)
  const time = parseTime(entryTime)
  if (!mediaId || time === undefined) return undefined
  const readings: StoryInsightsEffect['readings'] = []
  for (const [metric, raw] of Object.entries(value)) {
    const number = integerOf(raw)
    if (metric === 'media_id' || !METRIC.test(metric) || number === undefined) continue
    if (readings.length === METRICS_LIMIT) break
    if (number >= 0) readings.push({ metric, value: number })
    else if (number === -1) readings.push({ metric, absence: 'too_few_viewers' })
  }
  return readings.length > 0
    ? { type: 'story_insights', media_id: mediaId, at: isoTime(time), readings }
    : undefined
}
