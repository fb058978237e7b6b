import type { Json } from '../parse-meta-json.ts'

/** Meta's times are ms here and s there; 1e11 ms is in 1973, 1e11 s in the year 5138. */
const SMALLEST_MILLISECONDS = 1e11
/** A year of room before 9999 ends, so that an expiry after it is still a date Postgres takes. */
const LARGEST_MILLISECONDS = Date.UTC(9999, 0, 1)

/**
 * Reads one of Meta's times: seconds or milliseconds, a number or its digits as text.
 *
 * @returns Milliseconds since 1970; undefined for what is no time between 1970 and 9999.
 */
export function parseTime(value: Json | undefined): number | undefined {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value
  if (typeof number !== 'number') return undefined
  const milliseconds = Math.floor(number < SMALLEST_MILLISECONDS ? number * 1000 : number)
  return milliseconds > 0 && milliseconds < LARGEST_MILLISECONDS ? milliseconds : undefined
}

/** Milliseconds since 1970 as ISO 8601. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
