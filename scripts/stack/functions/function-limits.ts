/** What a function may take. Zero switches a limit off. */
export type FunctionLimits = {
  /** How long a request may wait for its answer to begin. */
  idleMs: number
  /** How long a worker serves, from its first request on. */
  wallClockMs: number
  memoryMb: number
}

/** The Free plan's limits: supabase.com/docs/guides/functions/limits. */
export const HOSTED_LIMITS: FunctionLimits = {
  idleMs: 150_000,
  wallClockMs: 150_000,
  memoryMb: 256,
}

/**
 * Reads the limits from the environment; what is not set is as on the hosted platform.
 *
 * @throws Error that names the variable, when its value is no number from zero on.
 */
export function readFunctionLimits(
  environment: { get(name: string): string | undefined },
): FunctionLimits {
  const read = (name: string, unit: number, hosted: number) => {
    const text = environment.get(name)
    const value = text ? Number(text) * unit : hosted
    if (Number.isFinite(value) && value >= 0) return value
    throw new Error(`${name} is "${text}". Set it to a number; 0 means no limit.`)
  }
  return {
    idleMs: read('FUNCTIONS_IDLE_SECONDS', 1000, HOSTED_LIMITS.idleMs),
    wallClockMs: read('FUNCTIONS_WALL_CLOCK_SECONDS', 1000, HOSTED_LIMITS.wallClockMs),
    memoryMb: read('FUNCTIONS_MEMORY_MB', 1, HOSTED_LIMITS.memoryMb),
  }
}
