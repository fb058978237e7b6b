import type { ProjectKeys } from './project-keys.ts'

/** Addresses of Storage that are a capability in themselves: public, or signed. */
const OPEN_STORAGE = /^\/storage\/v1\/(object|render\/image)\/(public|sign|upload\/sign)\//

/**
 * Checks what the hosted gateway checks for all services alike: a secret key never comes from a
 * browser, so that one that leaked into a page shows in development already, and Storage is called
 * with a key. REST and Auth check their keys themselves (`@supabase/lite`), and so does Realtime;
 * functions are open to everybody.
 *
 * Facts: supabase.com/docs/guides/api/api-keys.
 *
 * @returns The refusal, or undefined.
 */
export function objectionToKey(
  request: Request,
  url: URL,
  keys: ProjectKeys,
): Response | undefined {
  const key = request.headers.get('apikey') ?? url.searchParams.get('apikey')
  const agent = request.headers.get('user-agent') ?? ''
  if (key === keys.secretKey && /^\s*Mozilla\//i.test(agent)) {
    return refusal(
      'Forbidden use of secret API key in browser',
      'UNAUTHORIZED_INVALID_API_KEY_TYPE',
    )
  }
  const isOpen = !url.pathname.startsWith('/storage/v1/') || OPEN_STORAGE.test(url.pathname) &&
      // A signed address is made by POST, with a key.
      (request.method !== 'POST' || url.searchParams.has('token'))
  if (isOpen) return undefined
  if (!key) return refusal('No API key found in request', 'UNAUTHORIZED_MISSING_API_KEY')
  if (key === keys.publishableKey || key === keys.secretKey) return undefined
  return refusal('Invalid API key', 'UNAUTHORIZED_INVALID_API_KEY')
}

function refusal(message: string, code: string): Response {
  return Response.json({ message }, { status: 401, headers: { 'sb-error-code': code } })
}
