import { z } from 'zod'
import { behaviourSchema } from '../behaviour/behaviour.ts'
import { messagingSettingsSchema } from '../messaging/messaging-settings.ts'
import type { Simulation } from '../simulation.ts'
import { webhookSettingsSchema } from '../webhooks/webhook-settings.ts'
import { type ControlEndpoint, controlPost } from './control-endpoint.ts'
import { ControlError } from './control-error.ts'
import { describeProblem } from './describe-problem.ts'

/** `GET` and `POST /control/webhooks`: how deliveries go wrong. */
export const webhookEndpoints = settingsEndpoints(
  '/control/webhooks',
  webhookSettingsSchema,
  ({ webhookSettings }) => webhookSettings,
)

/** `GET` and `POST /control/messaging`: how the messaging API behaves. */
export const messagingEndpoints = settingsEndpoints(
  '/control/messaging',
  messagingSettingsSchema,
  ({ messagingSettings }) => messagingSettings,
)

/** `GET` and `POST /control/behaviour`: uncertain facts about the APIs, as they are played now. */
export const behaviourEndpoints = settingsEndpoints(
  '/control/behaviour',
  behaviourSchema,
  ({ behaviour }) => behaviour,
)

/**
 * Reading and changing a group of settings. A POST changes what it names and leaves the rest; an
 * empty one brings the defaults back.
 */
function settingsEndpoints(
  path: string,
  schema: z.ZodType<object>,
  settingsOf: (simulation: Simulation) => object,
): ControlEndpoint[] {
  return [
    { method: 'GET', path, answer: (_request, simulation) => settingsOf(simulation) },
    controlPost({
      path,
      body: z.record(z.string(), z.unknown()),
      run(changes, simulation) {
        const settings = settingsOf(simulation)
        const wanted = Object.keys(changes).length === 0 ? {} : { ...settings, ...changes }
        const parsed = schema.safeParse(wanted)
        if (parsed.success) return Object.assign(settings, parsed.data)
        throw new ControlError(400, 'invalid_body', describeProblem(parsed.error, wanted))
      },
    }),
  ]
}
