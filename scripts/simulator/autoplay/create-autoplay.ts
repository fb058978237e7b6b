import type { Simulation } from '../simulation.ts'
import { createLife, type Life } from './create-life.ts'

export type Autoplay = {
  isOn(): boolean
  set(on: boolean): void
  tick(simulation: Simulation): void
}

/**
 * Whether the world lives by itself. Time that passed while it was off, or while the simulator did
 * not run, is not made up for; time over which the clock was moved ahead is.
 *
 * @param startsOn Whether it plays from the start.
 * @param seed Decides all that happens by chance.
 */
export function createAutoplay(startsOn: boolean, seed: number): Autoplay {
  let isOn = startsOn
  let life: Life | undefined

  return {
    isOn: () => isOn,
    set(on) {
      isOn = on
      if (!on) life = undefined
    },
    /** Does what is due; called several times a second. */
    tick(simulation) {
      if (!isOn) return
      life ??= createLife(simulation, seed)
      life.liveUntil(simulation.now())
    },
  }
}
