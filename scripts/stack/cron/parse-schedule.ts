/** When a job runs: at the minutes of a cron pattern (UTC), or every so many seconds. */
export type Schedule =
  | { kind: 'pattern'; pattern: string; domAndDow: boolean }
  | { kind: 'interval'; seconds: number }

const INTERVAL = /^\s*([1-9]|[1-5][0-9])\s+seconds?\s*$/i
/** What Vixie cron knows; croner has more (L, W, #, ?), which pg_cron refuses. */
const FIELD = /^[\da-z*,/-]+$/i
const NAMES = /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat/gi

/**
 * Translates a schedule of pg_cron 1.6 to one of croner: `$` for the month's last day becomes `L`,
 * and a star at the start of one of the two day fields asks for both to hold, as in Vixie cron.
 *
 * Facts: citusdata/pg_cron, README and src/entry.c.
 *
 * @throws Error when pg_cron would not accept the schedule.
 */
export function parseSchedule(text: string): Schedule {
  const seconds = INTERVAL.exec(text)?.[1]
  if (seconds) return { kind: 'interval', seconds: Number(seconds) }
  const fields = text.trim().split(/\s+/)
  const [minute, hour, day, month, weekday] = fields
  if (
    fields.length !== 5 || !minute || !hour || !day || !month || !weekday ||
    !isNumeric(minute) || !isNumeric(hour) || !(day === '$' || isNumeric(day)) ||
    !isVixie(month) || !isVixie(weekday)
  ) {
    throw new Error(`invalid schedule: ${text}`)
  }
  return {
    kind: 'pattern',
    pattern: [minute, hour, day === '$' ? 'L' : day, month, weekday].join(' '),
    domAndDow: day.startsWith('*') || weekday.startsWith('*'),
  }
}

function isNumeric(field: string): boolean {
  return /^[\d*,/-]+$/.test(field)
}

function isVixie(field: string): boolean {
  return FIELD.test(field) && isNumeric(field.replaceAll(NAMES, '0'))
}
