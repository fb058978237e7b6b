import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { verifySignature } from './verify-signature.ts'

const body = new TextEncoder().encode('{"text":"h\\u00e9llo \\ud83d\\ude00 https:\\/\\/x"}')
const sign = (secret: string) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
const secrets = { instagram: 'one', meta: 'two' }

Deno.test('either secret is accepted and named', async () => {
  assert.equal(await verifySignature(body, sign('one'), secrets), 'instagram')
  assert.equal(await verifySignature(body, sign('two'), secrets), 'meta')
})

Deno.test('another secret, another body and other shapes are refused', async () => {
  const refused = [
    sign('three'),
    null,
    '',
    'sha256=',
    sign('one').toUpperCase(),
    sign('one').slice(0, -1),
    sign('one').replace('sha256', 'sha1'),
    `${sign('one')} `,
  ]
  for (const header of refused) {
    assert.equal(await verifySignature(body, header, secrets), undefined, `${header}`)
  }
  const changed = new Uint8Array([...body, 0x20])
  assert.equal(await verifySignature(changed, sign('one'), secrets), undefined)
})

Deno.test('a secret that is not set opens nothing, not even a body signed with an empty one', async () => {
  const signedWithNothing = sign('')
  assert.equal(
    await verifySignature(body, signedWithNothing, { instagram: '', meta: '' }),
    undefined,
  )
  assert.equal(await verifySignature(body, signedWithNothing, {}), undefined)
})
