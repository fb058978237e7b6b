/** The simulator's own time: it can be moved ahead, and can run faster than the machine's. */
export type Clock = {
  now(): number
  /** Moves the time ahead at once. */
  advance(milliseconds: number): void
  /** How many simulated seconds pass in a real one; 0 stops the clock. */
  setSpeed(speed: number): void
  speed(): number
  /** How far the simulated time lies ahead of the real one. */
  aheadMs(): number
}

/**
 * A clock on top of another one. It never runs backwards, because message times, cursors and
 * token lifetimes are made from it.
 *
 * @param options.realNow Milliseconds since 1970.
 * @param options.aheadMs Where an earlier run left off, so that a restart doesn't turn time back.
 */
export function createClock(
  { realNow, speed: firstSpeed = 1, aheadMs = 0 }: {
    realNow: () => number
    speed?: number
    aheadMs?: number
  },
): Clock {
  let speed = firstSpeed
  let realBase = realNow()
  let base = realBase + aheadMs

  const now = () => Math.floor(base + (realNow() - realBase) * speed)

  function rebase(next: number): void {
    realBase = realNow()
    base = next
  }

  return {
    now,
    advance(milliseconds) {
      if (milliseconds < 0) throw new RangeError('The clock can only be moved ahead.')
      rebase(now() + milliseconds)
    },
    setSpeed(next) {
      if (!(next >= 0)) throw new RangeError('A speed is 0 or more.')
      rebase(now())
      speed = next
    },
    speed: () => speed,
    aheadMs: () => now() - realNow(),
  }
}
