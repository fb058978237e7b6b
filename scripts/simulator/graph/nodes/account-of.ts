import type { Grant } from '../../oauth/grant.ts'
import type { Simulation } from '../../simulation.ts'
import type { GraphCall } from '../graph-call.ts'
import type { AccountProfile } from '../../world/account-profile.ts'

/**
 * The account that a call is about. Most tokens have one; a Facebook user's or a system user's
 * reaches several, and then the addressed object decides.
 *
 * @param id The path's object, undefined or `me` for the token's own.
 */
export function accountOf(
  id: string | undefined,
  grant: Grant,
  simulation: Simulation,
): AccountProfile {
  const { world } = simulation
  const first = world.profile(grant.accounts[0] ?? '')
  if (id === undefined || grant.accounts.length === 1) return first
  // A Page post's id begins with its Page's.
  const named = world.byId(id.replace(/_.*$/, ''))
  if (named !== undefined) return grant.accounts.includes(named.key) ? named : first
  const owner = grant.accounts.find((key) => owns(simulation, key, id))
  return owner === undefined ? first : world.profile(owner)
}

/** The same call about another object, which may belong to another of the token's accounts. */
export function callAbout(id: string, call: GraphCall): GraphCall {
  if (call.grant.accounts.length === 1) return call
  const demo = accountOf(id, call.grant, call.simulation)
  return { ...call, demo, account: call.simulation.world.account(demo.key) }
}

function owns({ world, state }: Simulation, key: string, id: string): boolean {
  const { written } = state.engagement
  return world.account(key).media.some((media) =>
    media.id === id || media.childIds.includes(id) ||
    (written[media.id]?.some((comment) => comment.id === id) ?? false)
  )
}
