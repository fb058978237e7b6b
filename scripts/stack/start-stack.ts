import { join } from 'node:path'
import postgres from 'postgres'
import { createParts } from './create-parts.ts'
import { startCron } from './cron/start-cron.ts'
import { bringUpDatabase } from './database/bring-up-database.ts'
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
import { startCompanions } from './start-companions.ts'
import { surviveLostConnections } from './survive-lost-connections.ts'

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
  const parts = createParts(logOf('stack'))
  try {
    const logDirectory = join(localDirectory, 'logs')
    Deno.mkdirSync(logDirectory, { recursive: true })
    parts.add('the console', captureConsole(options.log))
    parts.add('the lock', lockFolder(localDirectory))
    parts.add('the guard', surviveLostConnections(logOf('postgres'), parts.renewAll))
    await removeStackEnv(localDirectory)
    assertPortsFree({
      'API': ports.api,
      'simulator': ports.simulator,
      'functions': ports.functions,
      ...(options.web && { 'web app': ports.web }),
    })

    progress('Starting Postgres')
    const server = parts.add(
      'Postgres',
      await startPostgres({ localDirectory, port: ports.database, fresh: options.fresh }),
    )
    const { adminUrl } = server
    const functionEnv = readFunctionEnv(join(root, 'supabase'))
    const env = describeStack({ ports, functionEnv, databaseUrl: server.url, web: options.web })
    const keys = {
      publishableKey: env.PUBLISHABLE_KEY,
      secretKey: env.SECRET_KEY,
      jwtSecret: DEVELOPMENT_KEYS.jwtSecret,
    }
    const restAndAuth = await parts.addRenewable(
      'REST and Auth',
      () => createRestAndAuth({ adminUrl, ...keys }),
    )
    const files = join(localDirectory, 'storage')
    if (server.created) await Deno.remove(files, { recursive: true }).catch(() => {})
    const storage = await parts.addRenewable(
      'Storage',
      () => createStorage({ adminUrl, directory: files, ...keys }),
    )
    await bringUpDatabase({
      root,
      server,
      prepareServices: async () => {
        await restAndAuth.current().prepareDatabase()
        await storage.current().prepareDatabase()
      },
      vaultSecrets: { project_url: env.API_URL, worker_key: env.SECRET_KEY },
      progress,
      warn: logOf('postgres'),
    })

    progress('Starting the services')
    const realtime = await parts.addRenewable(
      'Realtime',
      () => createRealtime({ adminUrl, ...keys, log: logOf('realtime') }),
    )
    const functions = parts.add(
      'the functions',
      await startFunctions({
        supabaseDirectory: join(root, 'supabase'),
        ports: { first: ports.functions, last: lastPort(ports) },
        limits: options.limits ?? HOSTED_LIMITS,
        env: {
          ...functionEnv,
          ...platformEnv({ projectUrl: env.API_URL, databaseUrl: server.url, ...keys }),
          INSTAGRAM_GRAPH_URL: `${env.SIMULATOR_URL}/graph.instagram.com`,
          FACEBOOK_GRAPH_URL: `${env.SIMULATOR_URL}/graph.facebook.com`,
        },
        jwtSecret: keys.jwtSecret,
        logDirectory,
        reload: options.reload,
        log: options.log,
      }),
    )
    const asking = postgres(adminUrl, { max: 1, idle_timeout: 5, onnotice: () => {} })
    parts.add('the health check', { stop: () => asking.end({ timeout: 1 }) })
    parts.add(
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
          secretKey: keys.secretKey,
        }),
        log: options.log,
      }),
    )
    parts.add(
      'the watch over the schema',
      await followSchema({
        adminUrl,
        onChange: () => void restAndAuth.current().reloadSchema(),
        onBack: () => [restAndAuth, storage].forEach((part) => part.renew()),
      }),
    )
    await parts.addRenewable('cron', () => startCron({ adminUrl, log: logOf('cron') }))
    await parts.addRenewable('net', () => startNet({ adminUrl, log: logOf('net') }))
    parts.add('the watch over Postgres', keepPostgresUp(server, logOf('postgres')))

    progress(options.web ? 'Starting the simulator and the web app' : 'Starting the simulator')
    parts.add('the simulator and the web app', await startCompanions({ ...options, env }))
    parts.add('stack.env', { stop: () => removeStackEnv(localDirectory) })
    await writeStackEnv(localDirectory, env)
    return { env, stop: parts.stop }
  } catch (error) {
    await parts.stop()
    throw error
  }
}

function describeStack(options: {
  ports: Ports
  functionEnv: Record<string, string>
  databaseUrl: string
  web: boolean
}): StackEnv {
  const { ports, functionEnv } = options
  const at = (port: number) => `http://127.0.0.1:${port}`
  return {
    API_URL: at(ports.api),
    FUNCTIONS_URL: `${at(ports.api)}/functions/v1`,
    DB_URL: options.databaseUrl,
    PUBLISHABLE_KEY: DEVELOPMENT_KEYS.publishable,
    SECRET_KEY: DEVELOPMENT_KEYS.secret,
    WEB_URL: options.web ? at(ports.web) : '',
    SIMULATOR_URL: at(ports.simulator),
    META_APP_SECRET: functionEnv.META_APP_SECRET ?? '',
    INSTAGRAM_APP_SECRET: functionEnv.INSTAGRAM_APP_SECRET ?? '',
    META_VERIFY_TOKEN: functionEnv.META_VERIFY_TOKEN ?? '',
    DEMO_EMAIL: DEMO_LOGIN.email,
    DEMO_PASSWORD: DEMO_LOGIN.password,
  }
}
