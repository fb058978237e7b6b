import { z } from 'zod'

const given = (example: string) =>
  z.string({ error: `is not set. ${example}` }).min(1, `is empty. ${example}`)

const settingsSchema = z.object({
  SIMULATOR_PORT: given('Set it to a free port, for example 54331; 0 lets the system choose.')
    .regex(/^\d{1,5}$/, 'is no port. Set it to a number from 0 to 65535.')
    .transform(Number)
    .refine((port) => port <= 65_535, 'is no port. Set it to a number from 0 to 65535.'),
  WEBHOOK_URL: given('Set it to the address of the function meta-webhook.')
    .regex(/^https?:\/\/\S+$/, 'is no address. Set it to the http(s) address of meta-webhook.'),
  META_APP_SECRET: given('Set it to any secret; the functions must have the same.'),
  INSTAGRAM_APP_SECRET: given('Set it to any secret; the functions must have the same.'),
  META_VERIFY_TOKEN: given('Set it to any secret; the functions must have the same.'),
  SIMULATOR_STATE: given('Set it to the path of a JSON file, for example .local/simulator.json.'),
  SIMULATOR_AUTOPLAY: z.enum(['on', 'off'], { error: 'must be "on" or "off".' }),
})

export type Settings = {
  port: number
  webhookUrl: string
  secrets: { instagram: string; meta: string; verifyToken: string }
  statePath: string
  autoplay: boolean
}

/**
 * Reads the simulator's settings.
 *
 * @param env The environment variables.
 * @throws Error that names every variable that is wrong and what to set; never a secret's value.
 */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const parsed = settingsSchema.safeParse(env)
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
    throw new Error(lines.join('\n'))
  }
  const settings = parsed.data
  return {
    port: settings.SIMULATOR_PORT,
    webhookUrl: settings.WEBHOOK_URL,
    secrets: {
      instagram: settings.INSTAGRAM_APP_SECRET,
      meta: settings.META_APP_SECRET,
      verifyToken: settings.META_VERIFY_TOKEN,
    },
    statePath: settings.SIMULATOR_STATE,
    autoplay: settings.SIMULATOR_AUTOPLAY === 'on',
  }
}
