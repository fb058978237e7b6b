import { join } from 'node:path'
import { installServer } from './install-server.ts'
import { createRun } from './run-program.ts'
import { serverHome } from './server-home.ts'

/**
 * Stops or starts the server of a stack from outside the stack, which leaves a server alone that
 * was stopped so.
 *
 * @throws Error when there is no such server, or when it does not do as it is told.
 */
export async function controlPostgres(
  localDirectory: string,
  action: 'stop' | 'start',
): Promise<void> {
  const home = await serverHome(localDirectory)
  const { bin } = await installServer(home)
  const data = join(home.directory, 'data')
  const log = join(home.directory, 'postgres.log')
  const run = createRun(home.user, bin)
  const { success, message } = action === 'stop'
    ? await run('pg_ctl', 'stop', '-D', data, '-m', 'fast', '-s', '-w')
    : await run('pg_ctl', 'start', '-D', data, '-l', log, '-s', '-w')
  if (!success) throw new Error(`Could not ${action} the database in ${data}. ${message}`.trim())
}
