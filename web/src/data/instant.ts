const FRACTION = /\.(\d{1,6})/

/**
 * A database time as microseconds since 1970, for comparing. Postgres orders by microseconds, and
 * `Date` knows only milliseconds.
 *
 * @param time As Postgres writes it in JSON, with or without a fraction, in any zone.
 */
export function instant(time: string): number {
  const fraction = FRACTION.exec(time)?.[1] ?? ''
  const seconds = Math.floor(Date.parse(time) / 1_000)
  return seconds * 1_000_000 + Number(fraction.padEnd(6, '0'))
}
