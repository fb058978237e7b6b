import { join } from 'node:path'

/** Where the web app finds them. Checked in, so that a clone type-checks without a database. */
export const DATABASE_TYPES = 'web/src/data/database.types.ts'

/**
 * Makes the TypeScript types of the exposed schema with the Supabase CLI.
 *
 * @returns The file's content.
 */
export async function generateTypes(
  options: { root: string; databaseUrl: string },
): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(
    join(options.root, 'node_modules/.bin/supabase'),
    {
      args: [
        ...['gen', 'types', '--lang', 'typescript', '--schema', 'public'],
        ...[`--remote=${options.databaseUrl}`, '--agent', 'no'],
      ],
      cwd: options.root,
      stdin: 'null',
    },
  ).output()
  const text = new TextDecoder()
  if (!success) throw new Error(`supabase gen types failed: ${text.decode(stderr)}`)
  // The CLI prints notices before the types, on the same stream.
  const types = text.decode(stdout)
  const start = types.indexOf('export type Json')
  if (start < 0) throw new Error(`supabase gen types answered no types: ${types.slice(0, 200)}`)
  return `// Made by "npm run types"; never edited by hand.\n${types.slice(start)}`
}
