import { livelinessAt } from '../../world/hour-profile.ts'
import type { GraphCall } from '../graph-call.ts'
import { graphTime } from '../graph-time.ts'
import type { InsightsWindow } from './insights-window.ts'
import { nextPacificDay, pacificDayStart, pacificHour } from './pacific-day.ts'

const HOUR_MS = 60 * 60 * 1_000
/** Data of the last two days is not there yet; some older days lack it for good. */
const LATE_DAYS = 2
const EMPTY_ONE_IN = 11

/**
 * `online_followers`: for each day how many followers were online in each hour, by hours on
 * California's clocks, "0" to "23". Some days hold an empty map.
 */
export function onlineFollowers({ sinceMs, untilMs }: InsightsWindow, call: GraphCall) {
  const { demo, account, simulation } = call
  const values: { value: Record<string, number>; end_time: string }[] = []
  const known = simulation.now() - LATE_DAYS * 24 * HOUR_MS
  for (
    let day = pacificDayStart(sinceMs);
    nextPacificDay(day) <= untilMs;
    day = nextPacificDay(day)
  ) {
    const end = nextPacificDay(day)
    const value: Record<string, number> = {}
    if (end <= known && Math.floor(day / (24 * HOUR_MS)) % EMPTY_ONE_IN !== 0) {
      for (let time = day; time < end; time += HOUR_MS) {
        const share = 0.12 * livelinessAt(time, demo.utcOffsetHours)
        value[pacificHour(time)] = Math.floor(account.followers * share)
      }
    }
    values.push({ value, end_time: graphTime(end) })
  }
  return values
}
