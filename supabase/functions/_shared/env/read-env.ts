/** What reads the environment: `Deno.env`, or a record in tests. */
export type EnvSource = { get(name: string): string | undefined }

/**
 * Reads a variable that the function can't do without.
 *
 * @throws Error with code configuration_missing, naming the variable.
 */
export function requiredEnv(env: EnvSource, name: string): string {
  const value = optionalEnv(env, name)
  if (value === undefined) {
    throw new Error(
      `configuration_missing: ${name} is not set. Set it with "supabase secrets set", or locally ` +
        `in supabase/functions/.env.`,
    )
  }
  return value
}

/** Reads a variable that may be missing. Empty counts as missing: an empty secret guards nothing. */
export function optionalEnv(env: EnvSource, name: string): string | undefined {
  return env.get(name)?.trim() || undefined
}
