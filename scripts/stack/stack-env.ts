import { join } from 'node:path'

/** What scripts and tests may know of a running stack. The names are a contract. */
export type StackEnv = {
  API_URL: string
  FUNCTIONS_URL: string
  DB_URL: string
  PUBLISHABLE_KEY: string
  SECRET_KEY: string
  /** Empty when the stack runs without the web app. */
  WEB_URL: string
  SIMULATOR_URL: string
  META_APP_SECRET: string
  INSTAGRAM_APP_SECRET: string
  META_VERIFY_TOKEN: string
  DEMO_EMAIL: string
  DEMO_PASSWORD: string
}

/** Writes `stack.env` in one step, so that whoever waits for the file finds it complete. */
export async function writeStackEnv(localDirectory: string, env: StackEnv): Promise<void> {
  const text = Object.entries(env).map(([name, value]) => `${name}="${value}"\n`).join('')
  const path = stackEnvPath(localDirectory)
  await Deno.writeTextFile(`${path}.new`, text, { mode: 0o600 })
  await Deno.rename(`${path}.new`, path)
}

/** Removes `stack.env`, the sign of a running stack. */
export async function removeStackEnv(localDirectory: string): Promise<void> {
  await Deno.remove(stackEnvPath(localDirectory)).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error
  })
}

function stackEnvPath(localDirectory: string): string {
  return join(localDirectory, 'stack.env')
}
