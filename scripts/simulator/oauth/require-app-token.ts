import { GraphError } from '../graph/graph-error.ts'
import type { Simulation } from '../simulation.ts'
import type { Login } from '../world/demo-accounts.ts'

/**
 * Makes sure that a call is the app's own: its token is `<app id>|<app secret>`.
 *
 * @throws GraphError 2500 without a token, 190 with another one.
 */
export function requireAppToken(
  token: string | undefined,
  simulation: Simulation,
  login: Login,
): void {
  if (token === undefined || token === '') {
    throw new GraphError('An access token is required to request this resource.', { code: 2500 })
  }
  const { id, secret } = simulation.apps[login]
  if (token === `${id}|${secret}`) return
  throw new GraphError('Invalid OAuth access token signature.', { code: 190 })
}
