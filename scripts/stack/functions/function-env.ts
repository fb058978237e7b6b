import { parseEnv } from 'node:util'
import { join } from 'node:path'

/**
 * The functions' own settings: `supabase/functions/.env` where a developer has made one, else the
 * development values of `.env.example`. The Supabase CLI reads the former, too.
 */
export function readFunctionEnv(supabaseDirectory: string): Record<string, string> {
  const read = (name: string) => Deno.readTextFileSync(join(supabaseDirectory, 'functions', name))
  const example = parseEnv(read('.env.example'))
  try {
    return { ...example, ...parseEnv(read('.env')) } as Record<string, string>
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error
    return example as Record<string, string>
  }
}
