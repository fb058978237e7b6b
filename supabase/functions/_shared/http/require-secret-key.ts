import { equalInConstantTime } from './equal-in-constant-time.ts'
import { errorResponse } from './error-response.ts'

/**
 * Lets only the project's own callers in: pg_net and operators, who hold one of its secret keys.
 *
 * @param secretKeys SUPABASE_SECRET_KEYS, a JSON object of keys by name; any of them will do.
 * @returns The refusal (401), or undefined for a caller who may go on.
 */
export async function requireSecretKey(
  request: Request,
  secretKeys: string,
): Promise<Response | undefined> {
  const given = request.headers.get('apikey') ?? ''
  for (const key of Object.values(JSON.parse(secretKeys) as Record<string, string>)) {
    if (key && await equalInConstantTime(given, key)) return undefined
  }
  return errorResponse(
    401,
    'secret_key_required',
    'Send one of the project\'s secret keys in the header "apikey".',
  )
}
