import { join } from 'node:path'
import { parse } from 'smol-toml'
import { z } from 'zod'

const CONFIG = z.object({
  functions: z.record(
    z.string(),
    z.object({
      enabled: z.boolean().default(true),
      verify_jwt: z.boolean().default(true),
      import_map: z.string(),
      entrypoint: z.string(),
    }),
  ).default({}),
})

/** One `[functions.<name>]` of config.toml. Paths are absolute. */
export type FunctionSettings = {
  name: string
  verifyJwt: boolean
  importMap: string
  entrypoint: string
}

/**
 * Reads the Edge Functions' settings from the Supabase CLI's own file.
 *
 * @param supabaseDirectory The folder that holds config.toml.
 */
export function readFunctionSettings(supabaseDirectory: string): FunctionSettings[] {
  const config = CONFIG.parse(parse(Deno.readTextFileSync(join(supabaseDirectory, 'config.toml'))))
  return Object.entries(config.functions)
    .filter(([, settings]) => settings.enabled)
    .map(([name, settings]) => ({
      name,
      verifyJwt: settings.verify_jwt,
      importMap: join(supabaseDirectory, settings.import_map),
      entrypoint: join(supabaseDirectory, settings.entrypoint),
    }))
}
