import { z } from 'zod'
import type { Simulation } from '../simulation.ts'
import { type ControlEndpoint, controlPost } from './control-endpoint.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const MOST_DAYS = 400
/** What lives by itself lives on in steps of this; between them deliveries go out. */
const STEP_MS = 15 * 60 * 1_000

/** `GET /control/clock`: the simulator's time and how fast it runs. */
export const getClock: ControlEndpoint = {
  method: 'GET',
  path: '/control/clock',
  answer: (_request, simulation) => describeClock(simulation),
}

/**
 * `POST /control/clock`: moves the time ahead, sets its speed (0 stops it), or both. With autoplay
 * on, the world lives through the time that is skipped. Answers when all that came due by then has
 * had its first attempt.
 */
export const postClock = controlPost({
  path: '/control/clock',
  body: z.strictObject({
    advanceMs: z.int({ error: 'give whole milliseconds.' })
      .min(0, 'the clock only goes ahead: give 0 or more milliseconds.')
      .max(MOST_DAYS * DAY_MS, `give at most ${MOST_DAYS} days in one call.`)
      .optional(),
    speed: z.number({ error: 'give a number: 1 is real time, 0 stops the clock.' })
      .min(0, 'give 0 or more: 1 is real time, 0 stops the clock.')
      .max(100_000, 'give at most 100000.')
      .optional(),
  }),
  async run({ advanceMs = 0, speed }, simulation) {
    if (speed !== undefined) simulation.clock.setSpeed(speed)
    // Without anything that lives by itself only deliveries come due, whatever the steps.
    const step = simulation.autoplay.isOn() ? STEP_MS : Math.max(STEP_MS, advanceMs / 100)
    for (let left = advanceMs; left > 0; left -= step) {
      simulation.clock.advance(Math.floor(Math.min(step, left)))
      await simulation.catchUp()
    }
    simulation.changed()
    return describeClock(simulation)
  },
})

function describeClock({ clock }: Simulation) {
  return {
    now: clock.now(),
    time: new Date(clock.now()).toISOString(),
    speed: clock.speed(),
    aheadMs: clock.aheadMs(),
  }
}
