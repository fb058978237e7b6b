import { join } from 'node:path'
import type { PostgresServer } from './start-postgres.ts'

const LOOK_EVERY_MS = 500

/**
 * Starts a server again that crashed. One that was stopped on purpose (`npm run database stop`)
 * leaves no postmaster.pid behind and is left alone.
 */
export function keepPostgresUp(
  server: PostgresServer,
  log: (line: string) => void,
): { stop(): void } {
  let busy = false
  const timer = setInterval(async () => {
    if (busy || !hasCrashed(server.dataDirectory)) return
    busy = true
    log('Postgres crashed; starting it again.')
    await server.start().catch((error) => log(String(error)))
    busy = false
  }, LOOK_EVERY_MS)
  return { stop: () => clearInterval(timer) }
}

function hasCrashed(dataDirectory: string): boolean {
  try {
    const pid = Number(Deno.readTextFileSync(join(dataDirectory, 'postmaster.pid')).split('\n')[0])
    return !isAlive(pid)
  } catch {
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    // On Linux a process that has ended but was not yet collected still has its folder here.
    return !/^\d+ \(.*\) Z/.test(Deno.readTextFileSync(`/proc/${pid}/stat`))
  } catch (error) {
    if (Deno.build.os === 'linux') return !(error instanceof Deno.errors.NotFound)
  }
  try {
    Deno.kill(pid, 'SIGCONT')
    return true
  } catch {
    return false
  }
}
