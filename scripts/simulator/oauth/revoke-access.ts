import type { Simulation } from '../simulation.ts'
import type { AccountProfile } from '../world/account-profile.ts'
import type { CallbackAnswer } from './callbacks.ts'
import { signRequest } from './sign-request.ts'

/** Why tokens end: subcodes of error 190. */
export const REVOCATIONS = {
  app_removed: 458,
  checkpoint: 459,
  password_changed: 460,
  unconfirmed: 464,
  logged_out: 467,
  role_lost: 492,
} as const

export type Revocation = keyof typeof REVOCATIONS

/**
 * Ends all tokens that an account has now; later ones are good. There is no webhook for it: a
 * client learns it from error 190, or from the deauthorize callback when the person removed the
 * app.
 */
export async function revokeAccess(
  account: AccountProfile,
  reason: Revocation,
  simulation: Simulation,
): Promise<CallbackAnswer | null> {
  const { oauth } = simulation.state
  oauth.revoked[account.key] = { subcode: REVOCATIONS[reason], at: simulation.now() }
  // Removing the app ends its webhook subscription, too.
  if (reason === 'app_removed') oauth.subscribedFields[account.key] = []
  simulation.changed()
  const url = simulation.callbacks.urls.deauthorize
  if (reason !== 'app_removed' || url === undefined) return null
  return await simulation.callbacks.post(url, await signedRequestOf(account, simulation))
}

/**
 * Sends the data-deletion callback, which must be answered with a status page's `url` and a
 * `confirmation_code`.
 */
export async function requestDataDeletion(
  account: AccountProfile,
  simulation: Simulation,
): Promise<CallbackAnswer> {
  const url = simulation.callbacks.urls.dataDeletion
  if (url === undefined) {
    return { status: null, text: '', problem: 'No data-deletion address is set.' }
  }
  const hourLater = Math.floor(simulation.now() / 1_000) + 3_600
  const answer = await simulation.callbacks.post(
    url,
    await signedRequestOf(account, simulation, hourLater),
  )
  return answer.problem === null ? { ...answer, problem: problemOf(answer.text) } : answer
}

function problemOf(text: string): string | null {
  try {
    const { url, confirmation_code: code } = JSON.parse(text)
    if (typeof url !== 'string') return 'The answer lacks url.'
    const isCode = typeof code === 'string' && /^[A-Za-z0-9]+$/.test(code)
    return isCode ? null : 'confirmation_code is not alphanumeric.'
  } catch {
    return 'The answer is no JSON.'
  }
}

function signedRequestOf(
  account: AccountProfile,
  { apps, behaviour, now }: Simulation,
  expires?: number,
): Promise<string> {
  const key = account.login === 'facebook' || behaviour.instagramCallbackSecret === 'meta'
    ? 'facebook'
    : 'instagram'
  return signRequest({
    userId: account.appScopedId,
    issuedAtMs: now(),
    secret: apps[key].secret,
    asNumber: behaviour.signedRequestUserId === 'number',
    ...(expires === undefined ? {} : { expires }),
  })
}
