import { authenticate } from '../../graph/authenticate.ts'
import { GraphError } from '../../graph/graph-error.ts'
import { answerLongToken } from '../answer-long-token.ts'
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
  const token = makeSecret('IGAA', simulation)
  return answerLongToken(token, grant, simulation)
}
