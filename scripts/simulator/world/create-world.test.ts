import assert from 'node:assert/strict'
import { createState } from '../state/create-state.ts'
import { TEST_TIME_MS } from '../testing/create-test-simulator.ts'
import { createWorld } from './create-world.ts'
import { customersOf } from './demo-customers.ts'
import { generateProfile } from './generate-profile.ts'

function worldOf(accounts: number, seed = 1) {
  const state = createState(TEST_TIME_MS)
  return { state, world: createWorld({ state, accounts, seed, nowMs: TEST_TIME_MS }) }
}

Deno.test('a world scales from one account to a thousand, and no id is used twice', () => {
  assert.deepEqual(worldOf(1).world.profiles.map(({ key }) => key), ['harbour'])
  const { world } = worldOf(1_000)
  assert.equal(world.profiles.length, 1_000)
  const ids = world.profiles.flatMap((profile) => [
    profile.igUserId,
    profile.appScopedId,
    profile.pageId ?? profile.token,
    profile.username,
    ...world.account(profile.key).media.flatMap((media) => [media.id, ...media.childIds]),
    ...customersOf(profile).map(({ id }) => id),
  ])
  assert.equal(new Set(ids).size, ids.length)
  for (const { igUserId, appScopedId } of world.profiles) {
    assert.match(igUserId, /^17841\d{12}$/)
    assert.match(appScopedId, /^2616?\d+$|^2626\d{13}$/)
  }
  const tempers = new Set(world.profiles.map(({ temper }) => temper))
  assert.deepEqual(tempers, new Set(['quiet', 'steady', 'busy', 'viral']))
})

Deno.test('the same seed makes the same world, and a larger one contains the smaller', () => {
  assert.deepEqual(worldOf(30).state.accounts, worldOf(30).state.accounts)
  assert.notDeepEqual(worldOf(30).world.profiles, worldOf(30, 2).world.profiles)
  assert.deepEqual(worldOf(60).world.profiles.slice(0, 30), worldOf(30).world.profiles)
  assert.deepEqual(generateProfile(5, 77), generateProfile(5, 77))
})

Deno.test('an account is found by its ids, its name and its token, within its own login only', () => {
  const { world } = worldOf(50)
  for (const profile of world.profiles) {
    assert.equal(world.byId(profile.igUserId), profile)
    assert.equal(world.byId(profile.appScopedId), profile)
    if (profile.pageId !== null) assert.equal(world.byId(profile.pageId), profile)
    assert.equal(world.byUsername(profile.username), profile)
    assert.equal(world.byToken(profile.login, profile.token), profile)
    const other = profile.login === 'instagram' ? 'facebook' : 'instagram'
    assert.equal(world.byToken(other, profile.token), undefined)
  }
  assert.throws(() => world.profile('nobody'), /no account "nobody"/)
})
