import type { Timers } from './simulation.ts'

/** The runtime's own timers. */
export const realTimers: Timers = {
  after(delayMs, work) {
    const id = setTimeout(work, delayMs)
    return () => clearTimeout(id)
  },
  every(periodMs, work) {
    const id = setInterval(work, periodMs)
    return () => clearInterval(id)
  },
}
