import { join } from 'node:path'
import postgres from 'postgres'
import { startChildProcess } from './child-process.ts'
import { startCron } from './cron/start-cron.ts'
import { migrate } from './database/migrate.ts'
import { prepareDatabase } from './database/prepare-database.ts'
import { seed } from './database/seed.ts'
import { setVaultSecrets } from './database/set-vault-secrets.ts'
import { DEMO_LOGIN, DEVELOPMENT_KEYS } from './development-keys.ts'
import { readFunctionEnv } from './functions/function-env.ts'
import { type FunctionLimits, HOSTED_LIMITS } from './functions/function-limits.ts'
import { platformEnv } from './functions/platform-env.ts'
import { startFunctions } from './functions/start-functions.ts'
import { createRestAndAuth } from './gateway/create-rest-and-auth.ts'
import { followSchema } from './gateway/follow-schema.ts'
import { createFrontPage } from './gateway/front-page.ts'
import { startGateway } from './gateway/start-gateway.ts'
import { listParts } from './list-parts.ts'
import { lockFolder } from './lock-folder.ts'
import { captureConsole } from './log/capture-console.ts'
import { createServiceLog, type Log } from './log/log-event.ts'
import { startNet } from './net/start-net.ts'
import { assertPortsFree, lastPort, type Ports } from './ports.ts'
import { startPostgres } from './postgres/start-postgres.ts'
import { keepPostgresUp } from './postgres/keep-postgres-up.ts'
import { createRealtime } from './realtime/create-realtime.ts'
import { createStorage } from './storage/create-storage.ts'
import { removeStackEnv, type StackEnv, writeStackEnv } from './stack-env.ts'
import { startRenewable } from './start-renewable.ts'
import { surviveLostConnections } from './survive-lost-connections.ts'
import { waitFor } from './wait-for.ts'

export type StackOptions = {
  root: string
  localDirectory: string
  ports: Ports
  /** Begins with an empty database and an untouched simulator. */
  fresh: boolean
  web: boolean
  /** Whether the simulator's customers write and its numbers move by themselves. */
  autoplay: boolean
  /** Whether the functions start again when their code changes. */
  reload: boolean
  /** Told what is being done, one step at a time. */
  progress: (step: string) => void
  /** Told what happens while the stack runs. */
  log: Log
  /** The hosted platform's when left out. */
  limits?: FunctionLimits
}

export type Stack = { env: StackEnv; stop(): Promise<void> }

/**
 * Starts everything that Supabase would run for this project, the simulator and the web app.
 *
 * @returns Once all of it answers and `stack.env` is written.
 * @throws Error that says what to do. Whatever was started by then has been stopped again.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { root, localDirectory, ports, progress } = options
  const logOf = (service: string) => createServiceLog(options.log, service)
  const started: { what: string; stop: () => unknown }[] = []
  const stop = async () => {
    for (const { what, stop } of started.splice(0).reverse()) {
      try {
        await stop()
      } catch (error) {
        logOf('stack')(`Could not stop ${what}: ${error instanceof Error ? error.message : error}`)
      }
    }
  }
  const running = <T extends { stop: () => unknown }>(what: string, part: T): T => {
    started.push({ what, stop: () => part.stop() })
    return part
  }

  try {
    const logDirectory = join(localDirectory, 'logs')
    Deno.mkdirSync(logDirectory, { recursive: true })
    running('the console', captureConsole(options.log))
    running('the lock', lockFolder(localDirectory))
    const renewals: (() => Promise<void>)[] = []
    const renewable = async <T extends { stop(): unknown }>(
      what: string,
      start: () => T | Promise<T>,
    ) => {
      const part = running(what, await startRenewable(start))
      renewals.push(part.renew)
      return part
    }
    running(
      'the guard',
      surviveLostConnections(logOf('postgres'), () => {
        for (const renew of renewals) renew().catch((error) => logOf('stack')(error.message))
      }),
    )
    await removeStackEnv(localDirectory)
    assertPortsFree({
      'API': ports.api,
      'simulator': ports.simulator,
      'functions': ports.functions,
      ...(options.web && { 'web app': ports.web }),
    })

    progress('Starting Postgres')
    const server = running(
      'Postgres',
      await startPostgres({ localDirectory, port: ports.database, fresh: options.fresh }),
    )
    const { publishable, secret, jwtSecret } = DEVELOPMENT_KEYS
    const keys = { publishableKey: publishable, secretKey: secret, jwtSecret }
    const restAndAuth = await renewable(
      'REST and Auth',
      () => createRestAndAuth({ adminUrl: server.adminUrl, ...keys }),
    )
    const files = join(localDirectory, 'storage')
    if (server.created) await Deno.remove(files, { recursive: true }).catch(() => {})
    const storage = await renewable(
      'Storage',
      () => createStorage({ adminUrl: server.adminUrl, directory: files, ...keys }),
    )
    if (server.created) {
      progress('Preparing the database')
      await prepareDatabase(server, async () => {
        await restAndAuth.current().prepareDatabase()
        await storage.current().prepareDatabase()
      })
    }
    progress('Applying migrations')
    await migrate({ root, databaseUrl: server.url })
    if (server.created) {
      progress('Loading demo data')
      await seed({ root, databaseUrl: server.url })
    }

    progress('Starting the services')
    const apiUrl = `http://127.0.0.1:${ports.api}`
    const simulatorUrl = `http://127.0.0.1:${ports.simulator}`
    await setVaultSecrets(server.url, { project_url: apiUrl, worker_key: secret })
    const functionEnv = readFunctionEnv(join(root, 'supabase'))
    const [realtime, functions] = await Promise.all([
      renewable(
        'Realtime',
        () => createRealtime({ adminUrl: server.adminUrl, ...keys, log: logOf('realtime') }),
      ),
      startFunctions({
        supabaseDirectory: join(root, 'supabase'),
        ports: { first: ports.functions, last: lastPort(ports) },
        limits: options.limits ?? HOSTED_LIMITS,
        env: {
          ...functionEnv,
          ...platformEnv({ projectUrl: apiUrl, databaseUrl: server.url, ...keys }),
          INSTAGRAM_GRAPH_URL: `${simulatorUrl}/graph.instagram.com`,
          FACEBOOK_GRAPH_URL: `${simulatorUrl}/graph.facebook.com`,
        },
        jwtSecret,
        logDirectory,
        reload: options.reload,
        log: options.log,
      }),
    ])
    running('the functions', functions)

    const env: StackEnv = {
      API_URL: apiUrl,
      FUNCTIONS_URL: `${apiUrl}/functions/v1`,
      DB_URL: server.url,
      PUBLISHABLE_KEY: publishable,
      SECRET_KEY: secret,
      WEB_URL: options.web ? `http://127.0.0.1:${ports.web}` : '',
      SIMULATOR_URL: simulatorUrl,
      META_APP_SECRET: functionEnv.META_APP_SECRET ?? '',
      INSTAGRAM_APP_SECRET: functionEnv.INSTAGRAM_APP_SECRET ?? '',
      META_VERIFY_TOKEN: functionEnv.META_VERIFY_TOKEN ?? '',
      DEMO_EMAIL: DEMO_LOGIN.email,
      DEMO_PASSWORD: DEMO_LOGIN.password,
    }
    const asking = postgres(server.adminUrl, { max: 1, idle_timeout: 5, onnotice: () => {} })
    running('the health check', { stop: () => asking.end({ timeout: 1 }) })
    running(
      'the API',
      startGateway({
        port: ports.api,
        keys,
        services: {
          rest: (request, peer) => restAndAuth.current().handle(request, peer),
          auth: (request, peer) => restAndAuth.current().handle(request, peer),
          storage: (request, peer) => storage.current().handle(request, peer),
          // It runs in this process: docs/stack.md says why, and what its restart means.
          realtime: (request) => realtime.current().handle(request),
          functions: functions.handle,
        },
        front: createFrontPage({
          parts: listParts({
            sql: asking,
            env,
            functionPids: functions.pids,
            isRealtimeFollowing: () => realtime.current().isFollowing(),
          }),
          restarts: { realtime: realtime.renew },
          secretKey: secret,
        }),
        log: options.log,
      }),
    )
    running(
      'the watch over the schema',
      await followSchema({
        adminUrl: server.adminUrl,
        onChange: () => void restAndAuth.current().reloadSchema(),
        onBack: () => [restAndAuth, storage].forEach((part) => part.renew()),
      }),
    )
    await renewable('cron', () => startCron({ adminUrl: server.adminUrl, log: logOf('cron') }))
    await renewable('net', () => startNet({ adminUrl: server.adminUrl, log: logOf('net') }))
    running('the watch over Postgres', keepPostgresUp(server, logOf('postgres')))

    progress(options.web ? 'Starting the simulator and the web app' : 'Starting the simulator')
    const stateFile = join(localDirectory, 'simulator.json')
    if (options.fresh) await Deno.remove(stateFile).catch(() => {})
    const child = (name: string, args: string[], childEnv: Record<string, string>) =>
      running(
        name,
        startChildProcess({
          name,
          command: Deno.execPath(),
          args: ['run', '--quiet', '--allow-all', ...args],
          env: childEnv,
          logDirectory,
          log: logOf(name),
        }),
      )
    child('simulator', [join(root, 'scripts/simulator/main.ts')], {
      SIMULATOR_PORT: String(ports.simulator),
      SIMULATOR_STATE: stateFile,
      SIMULATOR_AUTOPLAY: options.autoplay ? 'on' : 'off',
      WEBHOOK_URL: `${env.FUNCTIONS_URL}/meta-webhook`,
      META_APP_SECRET: env.META_APP_SECRET,
      INSTAGRAM_APP_SECRET: env.INSTAGRAM_APP_SECRET,
      META_VERIFY_TOKEN: env.META_VERIFY_TOKEN,
    })
    if (options.web) {
      child('web', [
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
    for (const [name, url] of [['simulator', env.SIMULATOR_URL], ['web', env.WEB_URL]] as const) {
      if (!url) continue
      await waitFor(() => answers(url), { what: `${url}; see ${name}.log`, timeoutMs: 30_000 })
    }

    started.push({ what: 'stack.env', stop: () => removeStackEnv(localDirectory) })
    await writeStackEnv(localDirectory, env)
    return { env, stop }
  } catch (error) {
    await stop()
    throw error
  }
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
