import { createRandom, seedOf } from '../world/create-random.ts'
import type { AccountProfile } from '../world/account-profile.ts'

/** A person's id for one app, in the form of a UUID with dashes and a leading minus. */
export function openIdOf({ igUserId }: AccountProfile, kind: 'open' | 'union' = 'open'): string {
  const random = createRandom(seedOf('tiktok', kind, igUserId))
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('')
  const [first, second, third, fourth] = [8, 12, 16, 20]
  const parts = [hex.slice(0, first), hex.slice(first, second), hex.slice(second, third)]
  return `-000${[...parts, hex.slice(third, fourth), hex.slice(fourth)].join('-').slice(3)}`
}
