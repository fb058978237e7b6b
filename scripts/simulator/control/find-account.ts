import type { Simulation } from '../simulation.ts'
import type { WorldAccount } from '../state/simulator-state.ts'
import type { AccountProfile } from '../world/account-profile.ts'
import { ControlError } from './control-error.ts'

/**
 * The account a control call names by its key.
 *
 * @throws ControlError 400 when the world has no such account.
 */
export function findAccount(
  key: string,
  { world }: Simulation,
): { profile: AccountProfile; account: WorldAccount } {
  if (world.has(key)) return { profile: world.profile(key), account: world.account(key) }
  const others = world.profiles.length > 2
    ? `, or "account-1" to "account-${world.profiles.length - 2}"`
    : ''
  throw new ControlError(
    400,
    'unknown_account',
    `account is ${JSON.stringify(key.slice(0, 60))}: give "harbour" or "northlight"${others}.`,
  )
}
