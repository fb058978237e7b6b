import { authenticate } from '../../graph/authenticate.ts'
import { GraphError } from '../../graph/graph-error.ts'
import { keepToken } from '../grant.ts'
import { LONG_LIFE_MS } from '../lifetimes.ts'
import { makeSecret } from '../make-token.ts'
import { textOf, type TokenCall } from '../token-endpoints.ts'

/**
 * `GET graph.instagram.com/access_token`: a short token becomes one of 60 days
 * (access_token reference, 2026-03-09).
 *
 * @throws GraphError 100 for another grant type or secret, 190 for a token that is not good.
 */
export function exchangeInstagramToken({ incoming, simulation }: TokenCall) {
  if (textOf(incoming, 'grant_type') !== 'ig_exchange_token') {
    throw new GraphError('Unsupported grant type', { code: 100, type: 'IGApiException' })
  }
  if (textOf(incoming, 'client_secret') !== simulation.apps.instagram.secret) {
    throw new GraphError('Error validating client secret.', { code: 1, status: 400 })
  }
  const grant = authenticate(incoming.token, 'instagram', simulation)
  if (grant.isLong) {
    throw new GraphError('Session key invalid. This could be because the token is long-lived.', {
      code: 452,
      type: 'IGApiException',
    })
  }
  const now = simulation.now()
  const token = makeSecret('IGAA', simulation)
  const { login, type, accounts, scopes } = grant
  keepToken(token, {
    login,
    type,
    accounts: [...accounts],
    scopes: [...scopes],
    isLong: true,
    issuedAt: now,
    expiresAt: now + LONG_LIFE_MS,
  }, simulation)
  return { access_token: token, token_type: 'bearer', expires_in: LONG_LIFE_MS / 1_000 }
}
