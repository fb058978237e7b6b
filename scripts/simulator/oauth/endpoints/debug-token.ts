import { deadTokenError } from '../../graph/known-graph-errors.ts'
import { deadSubcode, findGrant, type Grant } from '../grant.ts'
import { DATA_ACCESS_MS } from '../lifetimes.ts'
import { textOf, type TokenCall } from '../token-endpoints.ts'
import { FACEBOOK_USER_ID } from '../facebook-user.ts'
import { requireAppToken } from '../require-app-token.ts'

/**
 * `GET /debug_token`: what a token is, asked with the app's own. Times are Unix seconds, 0 means
 * never. A token that is over is described with `is_valid: false` and its error inside `data`
 * (general platform knowledge). Whether it knows Instagram Login's tokens is not confirmed: see
 * `debugTokenKnowsInstagram`.
 */
export function debugToken({ incoming, login, simulation }: TokenCall) {
  requireAppToken(incoming.token, simulation, login)
  const text = textOf(incoming, 'input_token')
  const knowsInstagram = simulation.behaviour.debugTokenKnowsInstagram
  const grant = findGrant(text, 'facebook', simulation) ??
    (knowsInstagram ? findGrant(text, 'instagram', simulation) : undefined)
  if (grant === undefined) {
    const message = 'The access token could not be decrypted'
    return { data: { error: { code: 190, message }, is_valid: false, scopes: [] } }
  }
  const subcode = deadSubcode(grant, simulation)
  if (subcode === undefined) return { data: { ...describe(grant), is_valid: true } }
  const error = deadTokenError(subcode, grant.expiresAt, simulation.now())
  const { code, message } = error
  return { data: { ...describe(grant), error: { code, message, subcode }, is_valid: false } }

  function describe(known: Grant) {
    const accounts = known.accounts.map((key) => simulation.world.profile(key))
    const app = simulation.apps[known.login]
    const seconds = (milliseconds: number) => Math.floor(milliseconds / 1_000)
    return {
      app_id: app.id,
      type: known.type,
      application: app.name,
      user_id: known.login === 'facebook' ? FACEBOOK_USER_ID : accounts[0]?.appScopedId,
      ...(known.type === 'PAGE' ? { profile_id: accounts[0]?.pageId } : {}),
      issued_at: seconds(known.issuedAt),
      expires_at: known.expiresAt === null ? 0 : seconds(known.expiresAt),
      data_access_expires_at: known.type === 'SYSTEM_USER'
        ? 0
        : seconds((known.issuedAt || simulation.now()) + DATA_ACCESS_MS),
      scopes: known.scopes,
      granular_scopes: known.scopes.map((scope) => ({
        scope,
        // Without target_ids a scope holds for all assets, as a system user's does here.
        ...(known.type === 'SYSTEM_USER' ? {} : {
          target_ids: accounts.map(({ igUserId, pageId }) =>
            scope.startsWith('pages_') ? pageId : igUserId
          ),
        }),
      })),
    }
  }
}
