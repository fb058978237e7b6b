import type { IncomingCall } from '../graph/answer-call.ts'
import type { Simulation } from '../simulation.ts'
import type { Login } from '../world/demo-accounts.ts'
import { answerAppSubscriptions } from './endpoints/app-subscriptions.ts'
import { debugToken } from './endpoints/debug-token.ts'
import { exchangeFacebookToken } from './endpoints/exchange-facebook-token.ts'
import { exchangeInstagramToken } from './endpoints/exchange-instagram-token.ts'
import { refreshInstagramToken } from './endpoints/refresh-instagram-token.ts'
import { issueSystemUserToken } from './endpoints/system-user-token.ts'

/** A call that speaks for the app, or makes a token, rather than acting for an account. */
export type TokenCall = {
  incoming: IncomingCall
  /** After the version. */
  path: string
  login: Login
  version: string
  simulation: Simulation
}

/** A parameter of such a call, from the body or the query; empty when missing. */
export function textOf({ body, query }: IncomingCall, name: string): string {
  const value = body[name] ?? query.get(name)
  return typeof value === 'string' ? value : ''
}

/**
 * Answers the calls that need no account's token.
 *
 * @returns Undefined when it is not one of them.
 * @throws GraphError as Graph refuses them.
 */
export async function answerTokenEndpoint(call: TokenCall): Promise<unknown> {
  const { login, path, incoming: { method } } = call
  if (login === 'instagram' && method === 'GET') {
    if (path === '/access_token') return exchangeInstagramToken(call)
    if (path === '/refresh_access_token') return refreshInstagramToken(call)
  }
  if (login === 'facebook' && path === '/oauth/access_token') return exchangeFacebookToken(call)
  if (path === '/debug_token' && method === 'GET') return debugToken(call)
  const match = /^\/(\d+)\/(subscriptions|access_tokens)$/.exec(path)
  if (match === null) return undefined
  if (match[2] === 'subscriptions') return await answerAppSubscriptions(call, match[1] ?? '')
  return login === 'facebook' && method === 'POST' ? issueSystemUserToken(call) : undefined
}
