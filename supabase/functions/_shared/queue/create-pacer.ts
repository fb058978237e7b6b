/** Waits until a call for the key may be made. */
export type Pace = (key: string) => Promise<void>

/**
 * Keeps calls for one key a time apart, in the order in which they were asked for.
 *
 * @param gapMs From one call to the next.
 */
export function createPacer(
  deps: { now: () => Date; sleep: (milliseconds: number) => Promise<void> },
  gapMs: number,
): Pace {
  const free = new Map<string, number>()
  return async (key) => {
    const now = deps.now().getTime()
    const turn = Math.max(now, free.get(key) ?? 0)
    free.set(key, turn + gapMs)
    if (turn > now) await deps.sleep(turn - now)
  }
}
