import type { SimulatorState, WorldAccount } from '../state/simulator-state.ts'
import type { AccountProfile, Login } from './account-profile.ts'
import { createWorldAccount } from './create-world-account.ts'
import { demoAccounts } from './demo-accounts.ts'
import { customersOf, type DemoCustomer } from './demo-customers.ts'
import { generateProfile } from './generate-profile.ts'

/** Who there is: profiles by every id they have, and the numbers that belong to them. */
export type World = {
  /** The demo accounts first, then the generated ones. */
  profiles: readonly AccountProfile[]
  /** @throws Error for a key that is not in this world; see `has`. */
  profile(key: string): AccountProfile
  /** @throws Error for a key that is not in this world. */
  account(key: string): WorldAccount
  has(key: string): boolean
  byToken(login: Login, token: string): AccountProfile | undefined
  /** By professional id, app-scoped id or Page id. */
  byId(id: string): AccountProfile | undefined
  byUsername(username: string): AccountProfile | undefined
  /** The people who write to an account by themselves; strangers may write, too. */
  customers(key: string): readonly DemoCustomer[]
}

/**
 * Makes the lookups of a world, and adds to the state the accounts that it lacks.
 *
 * @param options.accounts How many, from 1; the first two are the demo accounts.
 * @param options.seed Decides who the generated ones are.
 */
export function createWorld(
  { state, accounts, seed, nowMs }: {
    state: SimulatorState
    accounts: number
    seed: number
    nowMs: number
  },
): World {
  const generated = Array.from(
    { length: Math.max(0, accounts - demoAccounts.length) },
    (_, index) => generateProfile(seed, index),
  )
  const profiles = [...demoAccounts, ...generated].slice(0, Math.max(1, accounts))
  const byKey = new Map(profiles.map((profile) => [profile.key, profile]))
  const byUsername = new Map(profiles.map((profile) => [profile.username, profile]))
  const byToken = new Map(profiles.map((profile) => [profile.login + profile.token, profile]))
  const byId = new Map(
    profiles.flatMap((profile) =>
      [profile.igUserId, profile.appScopedId, profile.pageId]
        .filter((id) => id !== null)
        .map((id) => [id, profile] as const)
    ),
  )
  for (const profile of profiles) {
    state.accounts[profile.key] ??= createWorldAccount(profile, nowMs)
  }

  return {
    profiles,
    profile(key) {
      const profile = byKey.get(key)
      if (profile === undefined) throw new Error(`There is no account "${key}" in this world.`)
      return profile
    },
    account(key) {
      const account = byKey.has(key) ? state.accounts[key] : undefined
      if (account === undefined) throw new Error(`There is no account "${key}" in this world.`)
      return account
    },
    has: (key) => byKey.has(key),
    byToken: (login, token) => byToken.get(login + token),
    byId: (id) => byId.get(id),
    byUsername: (username) => byUsername.get(username),
    customers(key) {
      const profile = byKey.get(key)
      return profile === undefined ? [] : customersOf(profile)
    },
  }
}
