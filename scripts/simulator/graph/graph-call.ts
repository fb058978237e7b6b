import type { Simulation } from '../simulation.ts'
import type { WorldAccount } from '../state/simulator-state.ts'
import type { DemoAccount, Login } from '../world/demo-accounts.ts'

/** One authenticated Graph call. */
export type GraphCall = {
  simulation: Simulation
  login: Login
  /** Of the answering version, for example `v25.0`. */
  version: string
  /** Everything before the version: stands for `https://graph.instagram.com` in links. */
  baseUrl: string
  query: URLSearchParams
  params: Record<string, string>
  token: string
  /** The account the token belongs to: as data, and as it is now. */
  demo: DemoAccount
  account: WorldAccount
}
