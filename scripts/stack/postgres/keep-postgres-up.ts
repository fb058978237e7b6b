import { join } from 'node:path'
import type { PostgresServer } from './start-postgres.ts'

const LOOK_EVERY_MS = 250

/**
 * Starts a server again that crashed. One that was stopped on purpose (`npm run database stop`)
 * leaves no postmaster.pid behind and is left alone.
 */
export function keepPostgresUp(
  server: PostgresServer,
  log: (line: string) => void,
): { stop(): void } {
  const lockFile = join(server.dataDirectory, 'postmaster.pid')
  let busy = false
  const timer = setInterval(async () => {
    if (busy || !hasCrashed(lockFile) || isInUse(server.dataDirectory)) return
    busy = true
    log('Postgres crashed; starting it again.')
    try {
      // Until somebody collects the dead process, Postgres would take its id for a living one.
      await Deno.remove(lockFile)
      await server.start()
    } catch (error) {
      log(`Postgres could not be started again: ${error instanceof Error ? error.message : error}`)
    } finally {
      busy = false
    }
  }, LOOK_EVERY_MS)
  return { stop: () => clearInterval(timer) }
}

function hasCrashed(lockFile: string): boolean {
  try {
    return !isAlive(Number(Deno.readTextFileSync(lockFile).split('\n')[0]))
  } catch {
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    // A process that has ended but was not yet collected (state Z) still has its folder here.
    return !/^\d+ \(.*\) Z/.test(Deno.readTextFileSync(`/proc/${pid}/stat`))
  } catch (error) {
    if (Deno.build.os === 'linux') return !(error instanceof Deno.errors.NotFound)
  }
  try {
    // Where there is no /proc; it goes on with what it does.
    Deno.kill(pid, 'SIGCONT')
    return true
  } catch {
    return false
  }
}

/** Whether a server's children, which work in its data folder, have outlived it so far. */
function isInUse(dataDirectory: string): boolean {
  if (Deno.build.os !== 'linux') return false
  for (const { name } of Deno.readDirSync('/proc')) {
    try {
      if (/^\d+$/.test(name) && Deno.readLinkSync(`/proc/${name}/cwd`) === dataDirectory) {
        return true
      }
    } catch {
      // It has ended meanwhile, or belongs to somebody else.
    }
  }
  return false
}
