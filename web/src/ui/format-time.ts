const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

// One locale for all, as the texts are English; the zone is the reader's unless one is given.
const LOCALE = 'en-GB'

const formats = new Map<string, Intl.DateTimeFormat>()

function format(time: number, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify(options)
  // Making a format costs more than using it a hundred times, and a list uses it for each row.
  const made = formats.get(key) ?? new Intl.DateTimeFormat(LOCALE, options)
  formats.set(key, made)
  return made.format(time)
}

/** "14:05" */
export function timeOfDay(time: number, timeZone?: string): string {
  return format(time, { hour: '2-digit', minute: '2-digit', timeZone })
}

/** "14:05:10" */
export function timeWithSeconds(time: number, timeZone?: string): string {
  return format(time, { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone })
}

/** "Sunday 22 November 2026 at 14:05", for hovering and screen readers. */
export function absoluteTime(time: number, timeZone?: string): string {
  const day = format(time, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone,
  })
  return `${day} at ${timeOfDay(time, timeZone)}`
}

/** The calendar day as "2026-11-22", for comparing. */
export function dayOf(time: number, timeZone?: string): string {
  return format(time, { year: 'numeric', month: '2-digit', day: '2-digit', timeZone })
    .split('/').reverse().join('-')
}

/** "Today", "Yesterday", "Wednesday" in the last week, then "3 November" or "3 November 2025". */
export function dayName(time: number, now: number, timeZone?: string): string {
  const day = dayOf(time, timeZone)
  if (day === dayOf(now, timeZone)) return 'Today'
  if (day === dayOf(now - DAY_MS, timeZone)) return 'Yesterday'
  if (time < now && now - time < 6 * DAY_MS) return format(time, { weekday: 'long', timeZone })
  const sameYear = day.slice(0, 4) === dayOf(now, timeZone).slice(0, 4)
  return format(time, {
    day: 'numeric',
    month: 'long',
    ...(!sameYear && { year: 'numeric' }),
    timeZone,
  })
}

/** A moment in as few words as are clear: "today 14:05", "Sunday 14:00", "3 November 14:00". */
export function shortMoment(time: number, now: number, timeZone?: string): string {
  const day = dayName(time, now, timeZone)
  const lowered = day === 'Today' || day === 'Yesterday' ? day.toLowerCase() : day
  return `${lowered} ${timeOfDay(time, timeZone)}`
}

/** How long ago, for a list: "now", "5 min", "3 h", then "Yesterday", "Wed", "3 Nov". */
export function relativeTime(time: number, now: number): string {
  const age = now - time
  if (age < MINUTE_MS) return 'now'
  if (age < HOUR_MS) return `${Math.floor(age / MINUTE_MS)} min`
  const day = dayName(time, now)
  if (day === 'Today') return `${Math.floor(age / HOUR_MS)} h`
  if (day === 'Yesterday') return day
  if (age < 6 * DAY_MS) return format(time, { weekday: 'short' })
  const sameYear = dayOf(time).slice(0, 4) === dayOf(now).slice(0, 4)
  return format(time, {
    day: 'numeric',
    month: 'short',
    ...(!sameYear && { year: 'numeric' }),
  })
}
