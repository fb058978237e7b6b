import type { Grant } from '../oauth/grant.ts'
import type { Simulation } from '../simulation.ts'
import type { WorldAccount } from '../state/simulator-state.ts'
import type { AccountProfile, Login } from '../world/account-profile.ts'

/** One authenticated Graph call. */
export type GraphCall = {
  simulation: Simulation
  login: Login
  /** Of the answering version, for example `v25.0`. */
  version: string
  /** Everything before the version: stands for `https://graph.instagram.com` in links. */
  baseUrl: string
  method: string
  query: URLSearchParams
  /** Fields of a JSON or form body; empty for GET. */
  body: Readonly<Record<string, unknown>>
  params: Record<string, string>
  token: string
  /** What the token may do. */
  grant: Grant
  /**
   * The account that the call is about, as data and as it is now. A user token reaches several:
   * then it is the one to which the addressed object belongs.
   */
  demo: AccountProfile
  account: WorldAccount
}

/** A parameter of a call, which Graph takes from the body as well as from the query. */
export function argument(call: GraphCall, name: string): string | undefined {
  const value = Object.hasOwn(call.body, name) ? call.body[name] : call.query.get(name)
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}
