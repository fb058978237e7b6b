import { join } from 'node:path'
import { ROOT } from '../../scripts/stack/paths.ts'
import { stack } from './stack.ts'
import type { WebhookStep } from './webhook-steps.ts'

export type MortalWebhook = {
  url: string
  isAlive(): boolean
  /** Kills it, if it has not done so itself. Resolves with the signal that ended it. */
  kill(): Promise<string | null>
}

/**
 * Starts meta-webhook in a process of its own, on the stack's Postgres.
 *
 * @param fatal The step at which it kills itself, and at which visit of it.
 */
export async function startMortalWebhook(
  fatal?: { step: WebhookStep; visit: number },
): Promise<MortalWebhook> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...['run', '--quiet', '--allow-all', join(ROOT, 'tests/support/mortal-webhook.ts')],
      ...(fatal ? [fatal.step, String(fatal.visit)] : []),
    ],
    env: {
      SUPABASE_DB_URL: stack.databaseUrl,
      INSTAGRAM_APP_SECRET: stack.instagramAppSecret,
    },
    stdin: 'null',
    stdout: 'piped',
    stderr: 'inherit',
  }).spawn()
  let alive = true
  const ended = child.status.then(({ signal }) => {
    alive = false
    return signal
  })
  const reader = child.stdout.getReader()
  const { value } = await reader.read()
  reader.releaseLock()
  await child.stdout.cancel()
  if (!value) throw new Error('meta-webhook did not come to listen; see its output above.')
  return {
    url: `http://127.0.0.1:${new TextDecoder().decode(value).trim()}`,
    isAlive: () => alive,
    async kill() {
      if (alive) child.kill('SIGKILL')
      return await ended
    },
  }
}
