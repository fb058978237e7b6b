import { deadSubcode, findGrant, type Grant } from '../oauth/grant.ts'
import type { Simulation } from '../simulation.ts'
import type { Login } from '../world/demo-accounts.ts'
import { GraphError } from './graph-error.ts'
import { deadTokenError } from './known-graph-errors.ts'

const PREFIXES: Record<Login, string> = { instagram: 'IGAA', facebook: 'EAA' }

/**
 * Finds what a request's token stands for.
 *
 * @throws GraphError 2500 without a token; 190 for one that is over, belongs to nobody or to the
 *   other login. A token of the other login can't even be parsed, which Meta answers with 401.
 */
export function authenticate(
  token: string | undefined,
  login: Login,
  simulation: Simulation,
): Grant {
  if (token === undefined || token === '') {
    const message =
      'An active access token must be used to query information about the current user.'
    throw new GraphError(message, { code: 2500 })
  }
  if (!token.startsWith(PREFIXES[login])) {
    const message = 'Invalid OAuth access token - Cannot parse access token'
    throw new GraphError(message, { code: 190, status: 401 })
  }
  const grant = findGrant(token, login, simulation)
  if (grant === undefined) {
    throw login === 'instagram'
      ? new GraphError('Invalid OAuth 2.0 Access Token', { code: 190, type: 'IGApiException' })
      : new GraphError('Invalid OAuth access token data.', { code: 190 })
  }
  const subcode = deadSubcode(grant, simulation)
  if (subcode !== undefined) throw deadTokenError(subcode, grant.expiresAt, simulation.now())
  return grant
}

/** The token of a request: in the query, in the body, or in the header. */
export function tokenOf(
  { query, body, headers }: {
    query: URLSearchParams
    body: Readonly<Record<string, unknown>>
    headers: Headers
  },
): string | undefined {
  const given = query.get('access_token') ?? body.access_token
  if (typeof given === 'string') return given
  return /^Bearer\s+(\S+)$/i.exec(headers.get('Authorization') ?? '')?.[1]
}
