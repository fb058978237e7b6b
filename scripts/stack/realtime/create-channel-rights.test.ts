import assert from 'node:assert/strict'
import { DatabaseUnavailable, type Extension } from './create-authorizer.ts'
import { type Caller, CallerError } from './create-caller-check.ts'
import { createChannelRights, JoinRefused } from './create-channel-rights.ts'
import { createTopics } from './create-topics.ts'
import { parseJoin } from './parse-join.ts'
import type { Services } from './services.ts'

const anon: Caller = { role: 'anon', claims: {}, expiresAt: undefined }

/** Tokens are names of roles; what a role may read is a list, and all may write broadcasts. */
function services(readable: Record<string, Extension[]>, expiresAt?: number) {
  const asked: string[] = []
  const made: Services = {
    topics: createTopics(),
    checkCaller: (token) =>
      token === 'expired'
        ? Promise.reject(new CallerError('InvalidJWTToken', 'Token has expired 5 seconds ago'))
        : Promise.resolve({ role: token, claims: {}, expiresAt }),
    authorizer: {
      mayRead({ role }, _, extensions) {
        asked.push(`${role} reads ${extensions}`)
        const allowed = readable[role]
        if (!allowed) return Promise.reject(new DatabaseUnavailable())
        return Promise.resolve(new Set(allowed.filter((one) => extensions.includes(one))))
      },
      mayWrite({ role }, _, extension) {
        asked.push(`${role} writes ${extension}`)
        return Promise.resolve(extension === 'broadcast')
      },
    },
    isFollowing: () => Promise.resolve(true),
    log: () => {},
    now: () => 1000,
  }
  return { made, asked }
}

function privateJoin(token: string, presence = false) {
  const config = { private: true, presence: { enabled: presence } }
  return parseJoin({ config, access_token: token })
}

Deno.test('Public channels are open and ask nothing', async () => {
  const { made, asked } = services({})
  const rights = await createChannelRights(parseJoin({}), 'x', anon, made)
  assert.equal(rights.mayRead('presence'), true)
  assert.equal(await rights.mayWrite('presence'), true)
  assert.deepEqual(asked, [])
})

Deno.test('A join needs the right to read something', async () => {
  const { made } = services({ member: ['broadcast'], visitor: [] })
  const join = (token: string) => createChannelRights(privateJoin(token), 'x', anon, made)
  assert.equal((await join('member')).mayRead('broadcast'), true)
  const refusals: [string, RegExp][] = [
    ['visitor', /^Unauthorized: .* topic: x$/],
    ['expired', /^InvalidJWTToken: Token has expired/],
    ['unknown', /^UnableToConnectToProject/],
  ]
  for (const [token, reason] of refusals) {
    await assert.rejects(join(token), (error) => {
      assert.ok(error instanceof JoinRefused)
      assert.match(error.message, reason)
      return true
    })
  }
})

Deno.test('The right to write is asked for once for each token', async () => {
  const { made, asked } = services({ member: ['broadcast'], admin: ['broadcast'] })
  const rights = await createChannelRights(privateJoin('member'), 'x', anon, made)
  for (let i = 0; i < 3; i++) assert.equal(await rights.mayWrite('broadcast'), true)
  assert.equal(await rights.mayWrite('presence'), false)
  assert.equal(await rights.renew('member'), undefined)
  assert.equal(await rights.renew('admin'), undefined)
  await rights.mayWrite('broadcast')
  assert.deepEqual(asked, [
    'member reads broadcast',
    'member writes broadcast',
    'member writes presence',
    'admin reads broadcast',
    'admin writes broadcast',
  ])
})

Deno.test('A new token that may read less closes the channel', async () => {
  const { made } = services({ member: ['broadcast', 'presence'], guest: ['broadcast'] })
  const rights = await createChannelRights(privateJoin('member', true), 'x', anon, made)
  assert.match(await rights.renew('guest') ?? '', /^You no longer have permission/)
  assert.match(await rights.renew('expired') ?? '', /^Token has expired/)
  assert.match(await rights.renew('unknown') ?? '', /^UnableToConnectToProject/)
  assert.equal(rights.mayRead('presence'), true)
})

Deno.test('Presence is asked for when it is used', async () => {
  const { made } = services({ member: ['broadcast', 'presence'] })
  const rights = await createChannelRights(privateJoin('member'), 'x', anon, made)
  assert.equal(rights.mayRead('presence'), false)
  await rights.includePresence()
  assert.equal(rights.mayRead('presence'), true)
})

Deno.test('The end of a token is told once, and not after stop', async () => {
  const { made } = services({ member: ['broadcast'] }, -4000)
  const rights = await createChannelRights(privateJoin('member'), 'x', anon, made)
  const told: string[] = []
  rights.watchExpiry((message) => told.push(message))
  assert.deepEqual(told, ['Token has expired 5 seconds ago'])

  let time = 1000
  const later = { ...services({ member: ['broadcast'] }, 1005).made, now: () => time }
  const watched = await createChannelRights(privateJoin('member'), 'x', anon, later)
  const expired = Promise.withResolvers<string>()
  watched.watchExpiry(expired.resolve)
  time = 1005
  assert.equal(await expired.promise, 'Token has expired 0 seconds ago')
  watched.stop()
})
