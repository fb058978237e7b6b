/** Calls within a sliding time. */
export type SlidingCount = {
  add(calls: number): void
  sum(): number
  /** How long it takes until so many of them no longer count. */
  msUntilGone(calls: number): number
}

const SLOTS = 60

/**
 * Counts in 60 slots instead of by single times: a thousand accounts with a day's calls each
 * would fill the memory.
 */
export function createSlidingCount(now: () => number, periodMs: number): SlidingCount {
  const slotMs = periodMs / SLOTS
  let slots: { slot: number; calls: number }[] = []

  function current(): number {
    const slot = Math.floor(now() / slotMs)
    if ((slots[0]?.slot ?? slot) <= slot - SLOTS) {
      slots = slots.filter((entry) => entry.slot > slot - SLOTS)
    }
    return slot
  }

  return {
    add(calls) {
      const slot = current()
      const last = slots.at(-1)
      if (last?.slot === slot) last.calls += calls
      else slots.push({ slot, calls })
    },
    sum() {
      current()
      return slots.reduce((sum, { calls }) => sum + calls, 0)
    },
    msUntilGone(calls) {
      current()
      let gone = 0
      for (const entry of slots) {
        gone += entry.calls
        if (gone >= calls) return Math.max(0, (entry.slot + SLOTS) * slotMs - now())
      }
      return periodMs
    },
  }
}
