import type { FunctionSettings } from './function-settings.ts'

const FIRST_LINES = 6

/**
 * Checks a function's types. Neither the platform nor this stack refuses to run a function for
 * them, so they are a warning.
 *
 * @returns The first lines of what is wrong; undefined when nothing is.
 */
export async function findTypeErrors(one: FunctionSettings): Promise<string | undefined> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...['check', '--quiet', '--node-modules-dir=manual', '--config', one.importMap],
      one.entrypoint,
    ],
    env: { NO_COLOR: '1' },
    stdin: 'null',
    stdout: 'null',
    stderr: 'piped',
  }).output()
  if (success) return undefined
  return firstLines(new TextDecoder().decode(stderr), FIRST_LINES)
}

/** The lines of a program's complaint that say most. */
export function firstLines(text: string, count: number): string {
  return text.split('\n').filter((line) => line.trim()).slice(0, count).join('\n')
}
