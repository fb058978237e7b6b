import type { Simulation } from '../simulation.ts'
import { createRandom, seedOf } from '../world/create-random.ts'
import type { AccountProfile } from '../world/account-profile.ts'
import { type Grant, keepToken } from './grant.ts'
import { randomText } from './make-token.ts'

/**
 * The Page's own token, as a user's token is shown it. Made from a long-lived user token it has
 * no end (long-lived tokens page, 2026-06-30); from a short one it ends with that. The same user
 * token gets the same Page token again.
 */
export function pageToken(page: AccountProfile, grant: Grant, simulation: Simulation): string {
  if (grant.type === 'PAGE') return grant.token
  const token = `EAAP${randomText(140, createRandom(seedOf(grant.token, page.key)))}`
  if (Object.hasOwn(simulation.state.oauth.tokens, token)) return token
  keepToken(token, {
    login: 'facebook',
    type: 'PAGE',
    accounts: [page.key],
    scopes: [...grant.scopes],
    isLong: grant.isLong,
    issuedAt: grant.issuedAt,
    expiresAt: grant.isLong ? null : grant.expiresAt,
  }, simulation)
  return token
}
