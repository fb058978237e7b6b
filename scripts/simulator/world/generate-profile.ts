import type { AccountProfile, Login, Temper } from './account-profile.ts'
import { createRandom, pick, type Random, seedOf } from './create-random.ts'
import { type TemperNumbers, tempers } from './tempers.ts'

const PLACES = [
  'Harbour',
  'Old Town',
  'Hilltop',
  'Riverside',
  'Meadow',
  'Station',
  'Market',
  'Lake',
]
const TRADES = ['Bakery', 'Studio', 'Cycles', 'Books', 'Yoga', 'Ceramics', 'Kitchen', 'Garden']
const UTC_OFFSETS = [-8, -5, 0, 1, 1, 1, 2, 3, 9]

/**
 * Invents an account. It depends on the seed and the index alone: the same world always has the
 * same accounts, and a larger one contains the smaller.
 *
 * @param index From 0; more than a million would repeat ids.
 */
export function generateProfile(seed: number, index: number): AccountProfile {
  const random = createRandom(seedOf('account', seed, index))
  const temper = pickTemper(random)
  const { followers } = tempers[temper]
  const login: Login = random() < 0.6 ? 'instagram' : 'facebook'
  const name = `${pick(PLACES, random)} ${pick(TRADES, random)}`
  const number = String(index + 1).padStart(6, '0')
  const username = `${name.toLowerCase().replaceAll(' ', '.')}.${index + 1}`
  return {
    key: `account-${index + 1}`,
    name: `${name} ${index + 1}`,
    username,
    login,
    igUserId: `17841480000${number}`,
    appScopedId: `26260000000${number}`,
    pageId: login === 'facebook' ? `102030500${number}` : null,
    token: `${
      login === 'instagram' ? 'IGAA' : 'EAA'
    }Generated${seed}Account${number}ForDevelopment`,
    biography: `${name}. Messages welcome.`,
    website: `https://${username}.example/`,
    followers: between(followers, random),
    follows: Math.floor(50 + random() * 700),
    temper,
    utcOffsetHours: pick(UTC_OFFSETS, random),
  }
}

/** Between the bounds, small values more often than large ones, as sizes of accounts are. */
export function between([least, most]: TemperNumbers['posts'], random: Random): number {
  return Math.round(least * (most / least) ** random())
}

function pickTemper(random: Random): Temper {
  let rest = random()
  for (const [temper, { share }] of Object.entries(tempers)) {
    if (rest < share) return temper as Temper
    rest -= share
  }
  return 'quiet'
}
