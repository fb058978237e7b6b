import type { Simulation } from '../simulation.ts'
import type { AccountProfile, Login } from '../world/account-profile.ts'
import type { IssuedToken } from './oauth-state.ts'
import { ALL_SCOPES } from './scopes.ts'

/** What a token stands for. */
export type Grant = {
  token: string
  login: Login
  type: 'USER' | 'PAGE' | 'SYSTEM_USER'
  /** Keys of the accounts it reaches, at least one. */
  accounts: readonly string[]
  scopes: readonly string[]
  isLong: boolean
  issuedAt: number
  expiresAt: number | null
}

/**
 * Finds what a token stands for, whether it is still good or not. The token that an account has
 * from the beginning never ends: it is what the seed of a development database holds.
 */
export function findGrant(token: string, login: Login, simulation: Simulation): Grant | undefined {
  const { oauth } = simulation.state
  const issued = Object.hasOwn(oauth.tokens, token) ? oauth.tokens[token] : undefined
  if (issued !== undefined) {
    // A state may come from a larger world, whose other accounts are not there now.
    const isHere = issued.accounts.every((key) => simulation.world.has(key))
    return isHere && issued.login === login ? { token, ...issued } : undefined
  }
  const account = simulation.world.byToken(login, token)
  return account === undefined ? undefined : grantFromTheBeginning(account, token)
}

function grantFromTheBeginning(account: AccountProfile, token: string): Grant {
  return {
    token,
    login: account.login,
    type: account.login === 'facebook' ? 'PAGE' : 'USER',
    accounts: [account.key],
    scopes: ALL_SCOPES[account.login],
    isLong: true,
    issuedAt: 0,
    expiresAt: null,
  }
}

/** Why a grant is no longer good: a subcode of error 190, undefined while it is good. */
export function deadSubcode(grant: Grant, simulation: Simulation): number | undefined {
  const { revoked } = simulation.state.oauth
  for (const key of grant.accounts) {
    const revocation = revoked[key]
    if (revocation !== undefined && grant.issuedAt <= revocation.at) return revocation.subcode
  }
  if (grant.expiresAt !== null && grant.expiresAt <= simulation.now()) return 463
  return undefined
}

/** Keeps a token that was just made, and forgets those that ended more than a week ago. */
export function keepToken(token: string, issued: IssuedToken, simulation: Simulation): Grant {
  const { tokens } = simulation.state.oauth
  const longAgo = simulation.now() - 7 * 24 * 60 * 60 * 1_000
  // A few at a time: a thousand accounts may connect in one go.
  for (const [old, { expiresAt }] of Object.entries(tokens).slice(0, 10)) {
    if (expiresAt !== null && expiresAt < longAgo) delete tokens[old]
  }
  tokens[token] = issued
  simulation.changed()
  return { token, ...issued }
}
