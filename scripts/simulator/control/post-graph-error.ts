import { z } from 'zod'
import { controlPost } from './control-endpoint.ts'
import { definedOf } from './defined-of.ts'

const positive = (what: string) =>
  z.int({ error: `give ${what} as a positive whole number.` })
    .min(1, `give ${what} as a positive whole number.`)

/** `POST /control/graph-error`: the next calls of Graph fail. `times: 0` ends it. */
export const postGraphError = controlPost({
  path: '/control/graph-error',
  body: z.strictObject({
    code: positive('Meta’s error code (4, 190, 2, …)'),
    subcode: positive('Meta’s error subcode').optional(),
    status: z.int({ error: 'give an HTTP status from 400 to 599.' })
      .min(400, 'give an HTTP status from 400 to 599.')
      .max(599, 'give an HTTP status from 400 to 599.')
      .optional(),
    times: z.int({ error: 'give how many calls fail, from 0 to 10000.' })
      .min(0, 'give how many calls fail, from 0 to 10000.')
      .max(10_000, 'give how many calls fail, from 0 to 10000.')
      .default(1),
  }),
  run({ code, times, ...rest }, { graphErrors }) {
    graphErrors.plan({ ...definedOf(rest), code, times })
    return { planned: graphErrors.planned() ?? null }
  },
})
