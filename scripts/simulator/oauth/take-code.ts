import type { Simulation } from '../simulation.ts'
import type { Login } from '../world/demo-accounts.ts'
import { CODE_LIFE_MS } from './lifetimes.ts'
import { makeSecret } from './make-token.ts'
import type { IssuedCode } from './oauth-state.ts'

export type TakenCode =
  | { code: IssuedCode; problem: undefined }
  | { problem: 'unknown' | 'used' | 'expired' }

/** Makes an authorization code. */
export function issueCode(
  code: Omit<IssuedCode, 'issuedAt' | 'used'>,
  simulation: Simulation,
): string {
  const { codes } = simulation.state.oauth
  const now = simulation.now()
  for (const [old, { issuedAt }] of Object.entries(codes).slice(0, 10)) {
    if (now - issuedAt > 24 * CODE_LIFE_MS) delete codes[old]
  }
  const text = makeSecret('AQ', simulation)
  codes[text] = { ...code, issuedAt: now, used: false }
  simulation.changed()
  return text
}

/** Uses up a code: each is good once and for an hour. */
export function takeCode(text: string, login: Login, simulation: Simulation): TakenCode {
  const { codes } = simulation.state.oauth
  const code = Object.hasOwn(codes, text) ? codes[text] : undefined
  if (code === undefined || code.login !== login) return { problem: 'unknown' }
  // A state may come from a larger world, whose other accounts are not there now.
  if (!code.accounts.every((key) => simulation.world.has(key))) return { problem: 'unknown' }
  if (code.used) return { problem: 'used' }
  if (simulation.now() - code.issuedAt >= CODE_LIFE_MS) return { problem: 'expired' }
  code.used = true
  simulation.changed()
  return { code, problem: undefined }
}
