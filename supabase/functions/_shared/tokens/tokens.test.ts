import assert from 'node:assert/strict'
import { parseEnv } from 'node:util'
import { readKeyRing } from './key-ring.ts'
import { openToken } from './open-token.ts'
import { sealToken } from './seal-token.ts'

const ACCOUNT = '00000000-0000-4000-8000-0000000000c1'
const key = (byte: number) => btoa(String.fromCharCode(...new Uint8Array(32).fill(byte)))
const file = (path: string) => Deno.readTextFileSync(new URL(path, import.meta.url))

Deno.test('a sealed token opens for its account and shows nothing of the token', async () => {
  const keys = await readKeyRing(`a:${key(1)}`)
  const sealed = await sealToken(keys, ACCOUNT, 'IGAAtoken')
  assert.match(sealed, /^v1\.a\./)
  assert.doesNotMatch(atob(sealed.split('.')[2]!), /IGAA/)
  assert.equal(await openToken(keys, ACCOUNT, sealed), 'IGAAtoken')
})

Deno.test('it opens neither for another account nor changed nor with another key', async () => {
  const keys = await readKeyRing(`a:${key(1)}`)
  const sealed = await sealToken(keys, ACCOUNT, 'IGAAtoken')
  const other = await readKeyRing(`a:${key(2)}`)
  const changed = sealed.slice(0, -6) + (sealed.at(-6) === 'A' ? 'B' : 'A') + sealed.slice(-5)
  for (
    const attempt of [
      () => openToken(keys, '00000000-0000-4000-8000-0000000000c2', sealed),
      () => openToken(keys, ACCOUNT, changed),
      () => openToken(other, ACCOUNT, sealed),
      () => openToken(keys, ACCOUNT, 'v2.a.AAAA'),
    ]
  ) {
    await assert.rejects(attempt, /^Error: token_unreadable: /)
  }
})

Deno.test('the first key seals; older ones still open', async () => {
  const before = await readKeyRing(`old:${key(1)}`)
  const after = await readKeyRing(`new:${key(2)}, old:${key(1)}`)
  assert.equal(await openToken(after, ACCOUNT, await sealToken(before, ACCOUNT, 't')), 't')
  assert.match(await sealToken(after, ACCOUNT, 't'), /^v1\.new\./)
})

Deno.test('a key ring that is malformed names the entry and not the key', async () => {
  for (const text of ['', 'a', `a:${key(1)},a:${key(2)}`, 'a:tooshort']) {
    await assert.rejects(readKeyRing(text), (error: Error) => {
      assert.match(error.message, /^token_keys_invalid: entry \d/)
      assert.doesNotMatch(error.message, /tooshort/)
      return true
    })
  }
})

Deno.test("the seed's tokens open with the development key ring", async () => {
  const env = parseEnv(file('../../.env.example'))
  const keys = await readKeyRing(env.TOKEN_KEYS!)
  const accountIds = ['c1', 'c2'].map((end) => `00000000-0000-4000-8000-0000000000${end}`)
  // A token is split over two lines, which SQL puts together.
  const sealed = [...file('../../../seed.sql').matchAll(/'(v1\.[^']+)'\s+'([^']+)'/g)]
    .map(([, start, end]) => start! + end!)
  assert.equal(sealed.length, accountIds.length)
  for (const [index, accountId] of accountIds.entries()) {
    assert.match(
      await openToken(keys, accountId, sealed[index]!),
      /DemoTokenForDevelopmentOnly$/,
    )
  }
})
