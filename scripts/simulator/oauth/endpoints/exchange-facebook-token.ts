import { authenticate } from '../../graph/authenticate.ts'
import { GraphError } from '../../graph/graph-error.ts'
import { type Grant, keepToken } from '../grant.ts'
import { FACEBOOK_SHORT_LIFE_MS, LONG_LIFE_MS } from '../lifetimes.ts'
import { makeSecret } from '../make-token.ts'
import { takeCode } from '../take-code.ts'
import { textOf, type TokenCall } from '../token-endpoints.ts'

/**
 * `/oauth/access_token` of graph.facebook.com: a code becomes a short token, a short token one of
 * about 60 days, and the app's id and secret become the app's own token
 * (Facebook Login manual flow, long-lived tokens page of 2026-06-30).
 */
export function exchangeFacebookToken({ incoming, simulation }: TokenCall) {
  const { facebook } = simulation.apps
  if (textOf(incoming, 'client_id') !== facebook.id) {
    throw new GraphError('Error validating application. Invalid application ID.', { code: 101 })
  }
  if (textOf(incoming, 'client_secret') !== facebook.secret) {
    throw new GraphError('Error validating client secret.', { code: 1, status: 400 })
  }
  const grantType = textOf(incoming, 'grant_type')
  if (grantType === 'client_credentials') {
    return { access_token: `${facebook.id}|${facebook.secret}`, token_type: 'bearer' }
  }
  if (grantType === 'fb_exchange_token') {
    const given = authenticate(textOf(incoming, 'fb_exchange_token'), 'facebook', simulation)
    return issue(given, true)
  }
  const code = takeCode(textOf(incoming, 'code'), 'facebook', simulation)
  if (code.problem !== undefined) throw codeError(code.problem)
  if (code.code.redirectUri !== textOf(incoming, 'redirect_uri')) throw codeError('redirect')
  return issue({ ...code.code, type: 'USER' }, false)

  function issue(from: Pick<Grant, 'accounts' | 'scopes' | 'type'>, isLong: boolean) {
    const lifeMs = isLong ? LONG_LIFE_MS : FACEBOOK_SHORT_LIFE_MS
    const now = simulation.now()
    const token = makeSecret('EAA', simulation)
    keepToken(token, {
      login: 'facebook',
      type: from.type,
      accounts: [...from.accounts],
      scopes: [...from.scopes],
      isLong,
      issuedAt: now,
      expiresAt: now + lifeMs,
    }, simulation)
    const expiry = isLong && !simulation.behaviour.facebookExpiresIn
      ? {}
      : { expires_in: lifeMs / 1_000 }
    return { access_token: token, token_type: 'bearer', ...expiry }
  }
}

function codeError(problem: 'unknown' | 'used' | 'expired' | 'redirect'): GraphError {
  const messages = {
    unknown: 'Invalid verification code format.',
    used: 'This authorization code has been used.',
    expired: 'This authorization code has expired.',
    redirect: 'Error validating verification code. Please make sure your redirect_uri is ' +
      'identical to the one you used in the OAuth dialog request',
  }
  const subcode = { unknown: undefined, used: 36_009, expired: 36_007, redirect: 36_008 }[problem]
  return new GraphError(messages[problem], {
    code: 100,
    ...(subcode === undefined ? {} : { subcode }),
  })
}
