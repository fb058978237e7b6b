import { z } from 'zod'

const BUSINESS_USE_CASES = z.record(
  z.string(),
  z.array(z.looseObject({ estimated_time_to_regain_access: z.number().optional() })),
)

/**
 * Reads from X-Business-Use-Case-Usage how long a throttled caller must wait. Meta gives minutes;
 * 0 and a missing header both mean "unknown".
 *
 * @returns Seconds, or undefined when Meta doesn't say.
 */
export function readRegainSeconds(headers: Headers): number | undefined {
  const header = headers.get('x-business-use-case-usage')
  if (!header) return undefined
  try {
    const usage = BUSINESS_USE_CASES.parse(JSON.parse(header))
    const minutes = Object.values(usage).flat()
      .map((entry) => entry.estimated_time_to_regain_access ?? 0)
    return Math.max(0, ...minutes) * 60 || undefined
  } catch {
    return undefined
  }
}
