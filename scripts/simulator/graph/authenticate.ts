import { type DemoAccount, demoAccounts, type Login } from '../world/demo-accounts.ts'
import { GraphError } from './graph-error.ts'

const PREFIXES: Record<Login, string> = { instagram: 'IGAA', facebook: 'EAA' }

/**
 * Finds the account of a request's token, which stands in the query or in the header.
 *
 * @throws GraphError 2500 without a token; 190 for one that belongs to nobody or to the other
 *   login. A token of the other login can't even be parsed, which Meta answers with 401.
 */
export function authenticate(
  request: Request,
  login: Login,
): { token: string; demo: DemoAccount } {
  const token = new URL(request.url).searchParams.get('access_token') ?? bearerOf(request)
  if (token === undefined || token === '') {
    const message =
      'An active access token must be used to query information about the current user.'
    throw new GraphError(message, { code: 2500 })
  }
  if (!token.startsWith(PREFIXES[login])) {
    const message = 'Invalid OAuth access token - Cannot parse access token'
    throw new GraphError(message, { code: 190, status: 401 })
  }
  const demo = demoAccounts.find((account) => account.login === login && account.token === token)
  if (demo !== undefined) return { token, demo }
  throw login === 'instagram'
    ? new GraphError('Invalid OAuth 2.0 Access Token', { code: 190, type: 'IGApiException' })
    : new GraphError('Invalid OAuth access token data.', { code: 190 })
}

function bearerOf(request: Request): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.get('Authorization') ?? '')?.[1]
}
