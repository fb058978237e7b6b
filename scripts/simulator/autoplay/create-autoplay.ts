import { playNextLine } from '../messages/play-next-line.ts'
import type { Simulation } from '../simulation.ts'
import { advanceNumbers } from '../world/advance-numbers.ts'
import { publishNowAndThen } from '../world/publish-now-and-then.ts'

const SHORTEST_PAUSE_MS = 8_000
const LONGEST_PAUSE_MS = 20_000
const NUMBERS_EVERY_MS = 5_000

/**
 * What happens by itself: customers write, the business answers from its app, numbers move, and
 * now and then a post appears. Time that passed while it was off, or while the simulator did not
 * run, is not made up for.
 *
 * @param startsOn Whether it plays from the start.
 */
export function createAutoplay(
  now: () => number,
  startsOn: boolean,
) {
  let isOn = startsOn
  let nextMessageAt = now() + SHORTEST_PAUSE_MS
  let numbersAt = now()

  function set(on: boolean): void {
    if (on && !isOn) {
      nextMessageAt = now()
      numbersAt = now()
    }
    isOn = on
  }

  /** Does what is due; called several times a second. */
  function tick(world: Simulation): void {
    if (!isOn) return
    if (now() >= nextMessageAt) {
      const spread = LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS
      nextMessageAt = now() + SHORTEST_PAUSE_MS + Math.floor(world.random() * spread)
      playNextLine(world)
    }
    if (now() - numbersAt >= NUMBERS_EVERY_MS) {
      const elapsedMs = Math.min(now() - numbersAt, 2 * NUMBERS_EVERY_MS)
      numbersAt = now()
      moveNumbers(world, elapsedMs)
    }
  }

  return { isOn: () => isOn, set, tick }
}

function moveNumbers(world: Simulation, elapsedMs: number): void {
  const passed = { nowMs: world.now(), elapsedMs, random: world.random }
  const accounts = Object.values(world.state.accounts)
  const moved = accounts.map((account) => advanceNumbers(account, passed))
  const published = publishNowAndThen(accounts, passed)
  if (published || moved.includes(true)) world.changed()
}
