import { z } from 'zod'
import { type Apps, developmentAppIds } from './oauth/apps.ts'
import type { CallbackUrls } from './oauth/callbacks.ts'

const given = (example: string) =>
  z.string({ error: `is not set. ${example}` }).min(1, `is empty. ${example}`)

const address = z.string().regex(/^https?:\/\/\S+$/, 'is no http(s) address.')

const number = (least: number, most: number) =>
  z.coerce.number({ error: `is no number. Set it to one from ${least} to ${most}.` })
    .min(least, `is too small. Set it to a number from ${least} to ${most}.`)
    .max(most, `is too large. Set it to a number from ${least} to ${most}.`)

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
  INSTAGRAM_APP_ID: z.string().default(developmentAppIds.instagram),
  META_APP_ID: z.string().default(developmentAppIds.facebook),
  TIKTOK_CLIENT_KEY: z.string().default(developmentAppIds.tiktok),
  TIKTOK_CLIENT_SECRET: z.string().optional(),
  /** Where consent may lead back to, with commas between; everywhere when it is not set. */
  OAUTH_REDIRECT_URIS: z.string().default(''),
  META_DEAUTHORIZE_URL: address.optional(),
  META_DATA_DELETION_URL: address.optional(),
  SIMULATOR_AUTOPLAY: z.enum(['on', 'off'], { error: 'must be "on" or "off".' }),
  SIMULATOR_ACCOUNTS: number(1, 1_000).default(2),
  SIMULATOR_SEED: number(0, 2 ** 32 - 1).default(1),
  SIMULATOR_SPEED: number(0, 100_000).default(1),
})

export type Settings = {
  port: number
  webhookUrl: string
  secrets: { instagram: string; meta: string; verifyToken: string }
  statePath: string
  autoplay: boolean
  /** How many accounts there are, who they are, and how fast their time passes. */
  accounts: number
  seed: number
  speed: number
  apps: Apps
  callbackUrls: CallbackUrls
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
    accounts: Math.floor(settings.SIMULATOR_ACCOUNTS),
    seed: Math.floor(settings.SIMULATOR_SEED),
    speed: settings.SIMULATOR_SPEED,
    apps: {
      instagram: app(settings.INSTAGRAM_APP_ID, settings.INSTAGRAM_APP_SECRET),
      facebook: app(settings.META_APP_ID, settings.META_APP_SECRET),
      tiktok: app(
        settings.TIKTOK_CLIENT_KEY,
        settings.TIKTOK_CLIENT_SECRET ?? settings.META_APP_SECRET,
      ),
      redirectUris: settings.OAUTH_REDIRECT_URIS.split(',').map((uri) => uri.trim())
        .filter((uri) => uri !== ''),
    },
    callbackUrls: {
      deauthorize: settings.META_DEAUTHORIZE_URL,
      dataDeletion: settings.META_DATA_DELETION_URL,
    },
  }
}

function app(id: string, secret: string) {
  return { id, secret, name: 'Sandpiper' }
}
