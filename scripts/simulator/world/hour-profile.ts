const HOUR_MS = 60 * 60 * 1_000

/** Liveliness of each local hour, from midnight on; invented, with a mean of about 1. */
const HOURS = [
  0.45,
  0.25,
  0.15,
  0.12,
  0.15,
  0.3,
  0.6,
  0.9,
  1.05,
  1.1,
  1.1,
  1.15, //
  1.3,
  1.25,
  1.15,
  1.1,
  1.15,
  1.3,
  1.55,
  1.8,
  1.9,
  1.75,
  1.35,
  0.8,
]

/** The liveliest hour's value: nothing exceeds it. */
export const LIVELIEST = Math.max(...HOURS)

/** How lively people are at a time, as a multiple of their average. */
export function livelinessAt(timeMs: number, utcOffsetHours: number): number {
  const hours = timeMs / HOUR_MS + utcOffsetHours
  const hour = Math.floor(hours)
  const from = HOURS[((hour % 24) + 24) % 24] ?? 1
  const to = HOURS[((hour % 24) + 25) % 24] ?? 1
  return from + (to - from) * (hours - hour)
}
