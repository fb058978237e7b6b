import type { FailureClass } from '../meta/graph/classify-graph-error.ts'

const TRANSIENT_BASE_SECONDS = 5
const TRANSIENT_CEILING_SECONDS = 15 * 60
/** Calling on while throttled makes the block longer, so an unknown one is waited out generously. */
const THROTTLED_SECONDS = 15 * 60

/**
 * How long a failed job waits, jitter included, so that many that failed together don't come back
 * together.
 *
 * @param attempts Attempts made before this one.
 * @param told What the provider asked for, in seconds; taken as a minimum.
 * @param random From 0 up to 1.
 */
export function retryDelaySeconds(
  failureClass: FailureClass,
  attempts: number,
  told: number | undefined,
  random: number,
): number {
  if (failureClass === 'throttled') return Math.ceil((told ?? THROTTLED_SECONDS) * (1 + random / 4))
  const ceiling = Math.min(TRANSIENT_BASE_SECONDS * 2 ** attempts, TRANSIENT_CEILING_SECONDS)
  return Math.ceil(ceiling / 2 + random * ceiling / 2)
}
