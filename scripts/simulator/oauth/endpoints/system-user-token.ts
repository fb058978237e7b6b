import { GraphError } from '../../graph/graph-error.ts'
import { keepToken } from '../grant.ts'
import { makeSecret } from '../make-token.ts'
import { ALL_SCOPES, parseScopes } from '../scopes.ts'
import { textOf, type TokenCall } from '../token-endpoints.ts'

const SIXTY_DAYS_MS = 60 * 24 * 60 * 60 * 1_000

/**
 * `POST /{system-user-id}/access_tokens`: a Business Manager token. It reaches every Page of the
 * business and never ends, unless `set_token_expires_in_60_days` is true.
 */
export function issueSystemUserToken({ incoming, simulation }: TokenCall) {
  const { facebook } = simulation.apps
  if (textOf(incoming, 'business_app') !== facebook.id) {
    throw new GraphError('The parameter business_app is required', { code: 100 })
  }
  const asked = parseScopes(textOf(incoming, 'scope'))
  const endsAt = textOf(incoming, 'set_token_expires_in_60_days') === 'true'
    ? simulation.now() + SIXTY_DAYS_MS
    : null
  const token = makeSecret('EAA', simulation)
  keepToken(token, {
    login: 'facebook',
    type: 'SYSTEM_USER',
    accounts: simulation.world.profiles.filter(({ login }) => login === 'facebook')
      .map(({ key }) => key),
    scopes: ALL_SCOPES.facebook.filter((scope) => asked.length === 0 || asked.includes(scope)),
    isLong: true,
    issuedAt: simulation.now(),
    expiresAt: endsAt,
  }, simulation)
  return { access_token: token }
}
