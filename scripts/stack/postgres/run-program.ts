import { join } from 'node:path'
import type { ServerUser } from './server-home.ts'

/** Runs one of Postgres' programs and waits for its end. */
export type Run = (
  program: 'initdb' | 'pg_ctl',
  ...args: string[]
) => Promise<{ success: boolean; message: string }>

/**
 * @param user Who the programs run as; undefined for ourselves.
 * @param bin The folder of the programs.
 */
export function createRun(user: ServerUser | undefined, bin: string): Run {
  return async (program, ...args) => {
    // pg_ctl hands its own output to the server, which outlives it: a pipe would never end.
    const detached = program === 'pg_ctl' && args[0] === 'start'
    const output = await new Deno.Command(join(bin, program), {
      args,
      cwd: '/',
      stdin: 'null',
      stdout: 'null',
      stderr: detached ? 'null' : 'piped',
      ...(user && { uid: user.uid, gid: user.gid }),
    }).output()
    return {
      success: output.success,
      message: detached ? '' : new TextDecoder().decode(output.stderr),
    }
  }
}
