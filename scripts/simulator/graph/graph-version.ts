/** Versions alive in autumn 2026 (Graph API changelog). */
const OLDEST = 21
const NEWEST = 26
const DEFAULT_VERSION = 'v25.0'

/**
 * Splits a path into the version that answers and the rest. A retired version is served by the
 * oldest one alive, no version by the app's default.
 *
 * @returns Undefined for a version that does not exist yet: Meta then takes it for a path.
 */
export function graphVersion(path: string): { version: string; rest: string } | undefined {
  const match = /^\/v(\d+)\.0(\/.*)?$/.exec(path)
  if (match === null) return { version: DEFAULT_VERSION, rest: path }
  const asked = Number(match[1])
  if (asked > NEWEST) return undefined
  return { version: `v${Math.max(asked, OLDEST)}.0`, rest: match[2] ?? '/' }
}
