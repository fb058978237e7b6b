import { authenticate } from '../../graph/authenticate.ts'
import { GraphError } from '../../graph/graph-error.ts'
import { missingPermissionError } from '../../graph/known-graph-errors.ts'
import { answerLongToken } from '../answer-long-token.ts'
import { REFRESH_AFTER_MS } from '../lifetimes.ts'
import { makeSecret } from '../make-token.ts'
import { scopeOf } from '../scopes.ts'
import { textOf, type TokenCall } from '../token-endpoints.ts'

/**
 * `GET graph.instagram.com/refresh_access_token`: starts the 60 days anew. The token must be a
 * long one, at least 24 hours old and not expired (refresh_access_token reference, 2025-07-17).
 * What Meta says to a younger one is not documented; see `youngRefreshCode`.
 */
export function refreshInstagramToken({ incoming, simulation }: TokenCall) {
  if (textOf(incoming, 'grant_type') !== 'ig_refresh_token') {
    throw new GraphError('Unsupported grant type', { code: 100, type: 'IGApiException' })
  }
  const grant = authenticate(incoming.token, 'instagram', simulation)
  const now = simulation.now()
  const { behaviour } = simulation
  if (!grant.isLong || now - grant.issuedAt < REFRESH_AFTER_MS) {
    const message = 'The access token is too young to be refreshed.'
    throw new GraphError(message, { code: behaviour.youngRefreshCode, type: 'IGApiException' })
  }
  if (!grant.scopes.includes(scopeOf('instagram', 'basic'))) throw missingPermissionError()
  const token = behaviour.refreshKeepsToken ? grant.token : makeSecret('IGAA', simulation)
  return answerLongToken(token, grant, simulation)
}
