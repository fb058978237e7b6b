import type { Simulation } from '../simulation.ts'
import { type Grant, keepToken } from './grant.ts'
import { LONG_LIFE_MS } from './lifetimes.ts'

/**
 * Keeps a token for 60 days from now, with the rights of the one it follows, and answers as
 * Instagram Login's exchange and refresh do.
 */
export function answerLongToken(token: string, grant: Grant, simulation: Simulation) {
  const now = simulation.now()
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
