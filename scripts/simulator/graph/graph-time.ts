/** Graph's form of a time, in UTC with an offset without a colon: `2026-09-30T12:00:00+0000`. */
export function graphTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19) + '+0000'
}
