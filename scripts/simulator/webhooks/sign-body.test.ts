import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { signBody } from './sign-body.ts'

Deno.test('signBody equals an independent HMAC-SHA256 over the same bytes', async () => {
  const secrets = fc.string({ minLength: 1 })
  await fc.assert(fc.asyncProperty(secrets, fc.uint8Array(), async (secret, body) => {
    const expected = createHmac('sha256', secret).update(body).digest('hex')
    assert.equal(await signBody(secret, body), `sha256=${expected}`)
  }))
})

Deno.test('signBody knows the published test vector (RFC 4231, case 2)', async () => {
  const body = new TextEncoder().encode('what do ya want for nothing?')
  assert.equal(
    await signBody('Jefe', body),
    'sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  )
})
