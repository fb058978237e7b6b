const DAY_MS = 24 * 60 * 60 * 1_000

const formatOf = (locale: string) =>
  new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })

/** Made once: it takes longer than everything else about a post. */
const formats = { date: formatOf('en-GB'), datum: formatOf('de-DE') }

/**
 * Fills the dates into a caption, so that an announced event always lies after its post:
 * `{date +9}` becomes "Saturday, 21 November", `{datum +9}` becomes "Samstag, 21. November".
 *
 * @param postedAtMs When the post appears; days are counted from there, in UTC.
 */
export function renderCaption(template: string, postedAtMs: number): string {
  return template.replace(/\{(date|datum) \+(\d+)\}/g, (_, word: string, days: string) => {
    const format = word === 'date' ? formats.date : formats.datum
    return format.format(new Date(postedAtMs + Number(days) * DAY_MS))
  })
}
