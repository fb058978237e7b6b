import type { Simulation } from '../../simulation.ts'
import type { Login } from '../../world/demo-accounts.ts'
import { ALL_SCOPES, parseScopes } from '../scopes.ts'

/** What an app asks for when it sends a person to the consent page. */
export type AuthorizeRequest = {
  login: Login
  clientId: string
  redirectUri: string
  state: string | undefined
  scopes: readonly string[]
}

/**
 * Reads and checks the parameters of an authorize address.
 *
 * @returns The request, or why the page shows an error instead: with a wrong app or redirect
 *   address nobody may be sent anywhere.
 */
export function readAuthorizeRequest(
  query: URLSearchParams,
  login: Login,
  simulation: Simulation,
): { request: AuthorizeRequest } | { problem: string } {
  const { apps } = simulation
  const clientId = query.get('client_id') ?? ''
  if (clientId !== apps[login].id) {
    return { problem: `Invalid platform app: client_id must be ${apps[login].id} here.` }
  }
  const redirectUri = query.get('redirect_uri') ?? ''
  const isAllowed = apps.redirectUris.length === 0
    ? /^https?:\/\/[^\s#]+$/.test(redirectUri)
    : apps.redirectUris.includes(redirectUri)
  if (!isAllowed) {
    return { problem: `Invalid redirect_uri: ${redirectUri || 'it is missing'}.` }
  }
  if (query.get('response_type') !== 'code' && login === 'instagram') {
    return { problem: 'Invalid response_type: it must be code.' }
  }
  const asked = parseScopes(query.get('scope') ?? '')
  // Login for Business names a configuration instead of the permissions in it.
  const scopes = asked.length === 0 && query.has('config_id') ? [...ALL_SCOPES[login]] : asked
  const unknown = scopes.filter((scope) => !ALL_SCOPES[login].includes(scope) && !isBasic(scope))
  if (scopes.length === 0 || unknown.length > 0) {
    return { problem: `Invalid Scopes: ${unknown.join(', ') || 'none given'}.` }
  }
  const state = query.get('state') ?? undefined
  return { request: { login, clientId, redirectUri, state, scopes } }
}

/** Every app with Facebook Login may ask for these. */
function isBasic(scope: string): boolean {
  return scope === 'public_profile' || scope === 'email'
}
