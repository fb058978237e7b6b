const HOUR_MS = 60 * 60 * 1_000
const DAY_MS = 24 * HOUR_MS

/**
 * The start of the day in California that holds a time. Meta counts by these days whatever the
 * account's own zone: they begin at 07:00 or 08:00 UTC.
 */
export function pacificDayStart(milliseconds: number): number {
  const offset = pacificOffsetMs(milliseconds)
  const midnightAsUtc = Math.floor((milliseconds + offset) / DAY_MS) * DAY_MS
  // On the two days of a change, midnight still has the offset from before it.
  const offsetAtMidnight = pacificOffsetMs(midnightAsUtc - offset)
  const start = midnightAsUtc - offsetAtMidnight
  return start > milliseconds ? midnightAsUtc - offset : start
}

/** The start of the next day, 23 to 25 hours later. */
export function nextPacificDay(dayStart: number): number {
  return pacificDayStart(dayStart + 30 * HOUR_MS)
}

/** The hour from 0 to 23 on California's clocks. */
export function pacificHour(milliseconds: number): number {
  return new Date(milliseconds + pacificOffsetMs(milliseconds)).getUTCHours()
}

/**
 * Daylight saving time runs from the second Sunday in March to the first in November, changing at
 * 2 o'clock (Energy Policy Act of 2005). Computed, because asking Intl for every bucket is slow.
 */
function pacificOffsetMs(milliseconds: number): number {
  const year = new Date(milliseconds - 8 * HOUR_MS).getUTCFullYear()
  const begins = sundayOf(year, 2, 2) + 10 * HOUR_MS
  const ends = sundayOf(year, 10, 1) + 9 * HOUR_MS
  return milliseconds >= begins && milliseconds < ends ? -7 * HOUR_MS : -8 * HOUR_MS
}

/** Midnight in UTC of the nth Sunday in a month (from 0). */
function sundayOf(year: number, month: number, nth: number): number {
  const weekday = new Date(Date.UTC(year, month, 1)).getUTCDay()
  return Date.UTC(year, month, 1 + (7 - weekday) % 7 + 7 * (nth - 1))
}
