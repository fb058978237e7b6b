import { join } from 'node:path'

/**
 * Applies what is new in `supabase/migrations` with the Supabase CLI, as the role `postgres`.
 *
 * @throws Error with the CLI's own words, which name the migration and the statement.
 */
export async function migrate(options: { root: string; databaseUrl: string }): Promise<void> {
  const { success, stdout, stderr } = await new Deno.Command(
    join(options.root, 'node_modules/.bin/supabase'),
    {
      args: ['migration', 'up', `--remote=${options.databaseUrl}`, '--yes', '--agent', 'no'],
      cwd: options.root,
      env: { SUPABASE_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
      stdin: 'null',
    },
  ).output()
  if (success) return
  const text = new TextDecoder()
  throw new Error(`The migrations failed.\n${text.decode(stdout)}${text.decode(stderr)}`)
}
