import { z } from 'zod'
import { controlPost } from './control-endpoint.ts'

/** `POST /control/autoplay`: whether customers write and numbers move by themselves. */
export const postAutoplay = controlPost({
  path: '/control/autoplay',
  body: z.strictObject({ on: z.boolean({ error: 'give true or false.' }) }),
  run({ on }, { autoplay }) {
    autoplay.set(on)
    return { on: autoplay.isOn() }
  },
})
