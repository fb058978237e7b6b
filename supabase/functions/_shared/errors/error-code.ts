/**
 * What may be logged of an error that came from outside. Its message may quote somebody's words
 * (Postgres does so), so a code is taken where there is one, and else only the message's own code:
 * ours begin with `some_code: `.
 */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const { code } = error as { code?: unknown }
  if (typeof code === 'string') return code
  return /^[a-z_]+(?=: )/.exec(error.message)?.[0] ?? error.name
}
