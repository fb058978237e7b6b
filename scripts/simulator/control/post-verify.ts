import { z } from 'zod'
import { controlPost } from './control-endpoint.ts'

/** `POST /control/verify`: performs Meta's verification of the webhook and reports. */
export const postVerify = controlPost({
  path: '/control/verify',
  body: z.strictObject({}),
  run: (_, simulation) => simulation.verifyWebhook(),
})
