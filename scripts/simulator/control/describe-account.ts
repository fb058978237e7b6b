import type { WorldAccount } from '../state/simulator-state.ts'
import { demoAccount } from '../world/demo-accounts.ts'
import { demoCustomers } from '../world/demo-customers.ts'

/** An account as the control API shows it: never with its token. */
export function describeAccount(account: WorldAccount) {
  const { key, name, username, login, igUserId } = demoAccount(account.key)
  return {
    key,
    name,
    username,
    login,
    igUserId,
    followers: account.followers,
    follows: account.follows,
    customers: demoCustomers(key).map((customer) => ({
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
