import { join } from 'node:path'
import { type ChildProcess, startChildProcess } from './child-process.ts'
import { createServiceLog, type Log } from './log/log-event.ts'
import type { Ports } from './ports.ts'
import type { StackEnv } from './stack-env.ts'
import { waitFor } from './wait-for.ts'

/** What runs beside Supabase's services, each in a process of its own: the simulator, the web app. */
export type Companions = { stop(): Promise<void> }

/**
 * Starts the simulator and, when asked to, the web app.
 *
 * @returns Once both answer.
 * @throws Error that names the log to look into.
 */
export async function startCompanions(options: {
  root: string
  localDirectory: string
  ports: Ports
  env: StackEnv
  fresh: boolean
  web: boolean
  autoplay: boolean
  log: Log
}): Promise<Companions> {
  const { root, localDirectory, ports, env } = options
  const children: ChildProcess[] = []
  const start = (name: string, args: string[], childEnv: Record<string, string>) => {
    children.push(startChildProcess({
      name,
      command: Deno.execPath(),
      args: ['run', '--quiet', '--allow-all', ...args],
      env: childEnv,
      logDirectory: join(localDirectory, 'logs'),
      log: createServiceLog(options.log, name),
    }))
  }
  const stop = async () => {
    await Promise.all(children.map((child) => child.stop()))
  }

  const stateFile = join(localDirectory, 'simulator.json')
  if (options.fresh) await Deno.remove(stateFile).catch(() => {})
  start('simulator', [join(root, 'scripts/simulator/main.ts')], {
    SIMULATOR_PORT: String(ports.simulator),
    SIMULATOR_STATE: stateFile,
    SIMULATOR_AUTOPLAY: options.autoplay ? 'on' : 'off',
    WEBHOOK_URL: `${env.FUNCTIONS_URL}/meta-webhook`,
    META_APP_SECRET: env.META_APP_SECRET,
    INSTAGRAM_APP_SECRET: env.INSTAGRAM_APP_SECRET,
    META_VERIFY_TOKEN: env.META_VERIFY_TOKEN,
  })
  if (options.web) {
    start('web', [
      '--preload',
      join(root, 'scripts/stack/end-with-input.ts'),
      join(root, 'node_modules/vite/bin/vite.js'),
      join(root, 'web'),
      ...['--host', '127.0.0.1', '--port', String(ports.web), '--strictPort'],
    ], {
      VITE_SUPABASE_URL: env.API_URL,
      VITE_SUPABASE_PUBLISHABLE_KEY: env.PUBLISHABLE_KEY,
      VITE_CACHE_DIRECTORY: join(localDirectory, 'vite'),
    })
  }

  try {
    for (const [name, url] of [['simulator', env.SIMULATOR_URL], ['web', env.WEB_URL]] as const) {
      if (!url) continue
      await waitFor(() => answers(url), { what: `${url}; see ${name}.log`, timeoutMs: 30_000 })
    }
  } catch (error) {
    await stop()
    throw error
  }
  return { stop }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}
