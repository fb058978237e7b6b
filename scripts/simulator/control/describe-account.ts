import type { Simulation } from '../simulation.ts'
import type { WorldAccount } from '../state/simulator-state.ts'

/** An account as the control API shows it: never with its token. */
export function describeAccount(account: WorldAccount, { world }: Simulation) {
  const { key, name, username, login, igUserId, temper } = world.profile(account.key)
  return {
    key,
    name,
    username,
    login,
    igUserId,
    temper,
    followers: account.followers,
    follows: account.follows,
    customers: world.customers(key).map((customer) => ({
      id: customer.id,
      username: customer.username,
      name: customer.name,
    })),
    media: account.media.map(({ id, kind, caption, postedAt, likes, comments }) => ({
      id,
      kind,
      caption,
      postedAt,
      likes,
      comments,
    })),
  }
}
