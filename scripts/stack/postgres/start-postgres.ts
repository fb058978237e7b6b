import { chownSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { installServer } from './install-server.ts'
import { assertPortsFree } from '../ports.ts'
import { createRun, type Run } from './run-program.ts'
import { serverHome, type ServerUser } from './server-home.ts'

/** A running Postgres server. */
export type PostgresServer = {
  /** As `supabase_admin`, the superuser: for the stack's own services only. */
  adminUrl: string
  /** As `postgres`, with the rights it has on Supabase: for migrations, functions and people. */
  url: string
  dataDirectory: string
  /** Whether this start made an empty database cluster. */
  created: boolean
  stop(): Promise<void>
  start(): Promise<void>
}

const ADMIN = 'supabase_admin'
const PASSWORD = 'postgres'

/**
 * Starts Postgres 17 on 127.0.0.1, making its data folder the first time.
 *
 * @param options.fresh Deletes the data folder first.
 * @throws Error with the end of the server's log, when it does not come up.
 */
export async function startPostgres(
  options: { localDirectory: string; port: number; fresh: boolean },
): Promise<PostgresServer> {
  const home = await serverHome(options.localDirectory)
  const { bin } = await installServer(home)
  const data = join(home.directory, 'data')
  const log = join(home.directory, 'postgres.log')
  const run = createRun(home.user, bin)

  if (options.fresh || isRunning(data)) await run('pg_ctl', 'stop', '-D', data, '-m', 'fast', '-s')
  // Only now, since until here the port may have been our own server's.
  assertPortsFree({ database: options.port })
  if (options.fresh) await removeIfPresent(data)
  const created = !isCluster(data)
  if (created) await createCluster(run, data, home.user)
  writeSettings(data, options.port)

  const adminUrl = `postgresql://${ADMIN}:${PASSWORD}@127.0.0.1:${options.port}/postgres`
  const start = async () => {
    // -w waits until the server accepts connections.
    const started = await run('pg_ctl', 'start', '-D', data, '-l', log, '-s', '-w', '-t', '60')
    if (!started.success) {
      throw new Error(`Postgres did not start.\n${started.message}\n${await endOf(log)}`)
    }
  }
  await start()
  return {
    adminUrl,
    url: `postgresql://postgres:${PASSWORD}@127.0.0.1:${options.port}/postgres`,
    dataDirectory: data,
    created,
    start,
    async stop() {
      await run('pg_ctl', 'stop', '-D', data, '-m', 'fast', '-s', '-w')
    },
  }
}

async function createCluster(run: Run, data: string, user: ServerUser | undefined): Promise<void> {
  await Deno.mkdir(data, { recursive: true, mode: 0o700 })
  const password = `${data}.password`
  await Deno.writeTextFile(password, PASSWORD)
  for (const path of [data, password]) if (user) chownSync(path, user.uid, user.gid)
  // The builtin provider gives the same order of text on every operating system.
  const { success, message } = await run(
    'initdb',
    ...['-D', data, '-U', ADMIN, '--pwfile', password, '--auth', 'scram-sha-256', '--no-sync'],
    ...['--encoding', 'UTF8', '--locale', 'C'],
    ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
  )
  await Deno.remove(password)
  if (!success) throw new Error(`Could not make the database cluster in ${data}: ${message.trim()}`)
  const key = join(data, 'vault.key')
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  await Deno.writeTextFile(key, bytes.toHex(), { mode: 0o600 })
  if (user) chownSync(key, user.uid, user.gid)
  await Deno.writeTextFile(join(data, 'postgresql.conf'), "\ninclude 'sandpiper.conf'\n", {
    append: true,
  })
}

/** Values are Supabase's where it sets one (supabase/postgres, postgresql.conf.j2). */
function writeSettings(data: string, port: number): void {
  const settings = [
    `port = ${port}`,
    `listen_addresses = '127.0.0.1'`,
    `unix_socket_directories = ''`,
    `max_connections = 100`,
    `wal_level = logical`,
    `max_wal_senders = 10`,
    `max_replication_slots = 5`,
    `timezone = 'UTC'`,
    `log_timezone = 'UTC'`,
    `log_min_messages = warning`,
  ]
  Deno.writeTextFileSync(join(data, 'sandpiper.conf'), settings.join('\n') + '\n')
}

function isCluster(data: string): boolean {
  return existsSync(join(data, 'postgresql.conf')) && existsSync(join(data, 'sandpiper.conf'))
}

function isRunning(data: string): boolean {
  return existsSync(join(data, 'postmaster.pid'))
}

async function removeIfPresent(path: string): Promise<void> {
  await Deno.remove(path, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error
  })
}

async function endOf(log: string): Promise<string> {
  const text = await Deno.readTextFile(log).catch(() => '')
  return text.split('\n').slice(-15).join('\n')
}
