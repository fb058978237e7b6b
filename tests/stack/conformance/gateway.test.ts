import assert from 'node:assert/strict'
import { stack } from '../../support/stack.ts'
import { call } from './clients.ts'

const KEYED = ['/rest/v1/workspaces?select=id', '/auth/v1/settings', '/storage/v1/bucket']

for (const path of KEYED) {
  Deno.test(`[supabase.md 5.4] ${path} wants a key of the project`, async () => {
    assert.equal((await call(path)).status, 401)
    assert.equal((await call(path, { headers: { apikey: 'sb_publishable_unknown' } })).status, 401)
    assert.equal((await call(path, { headers: { apikey: stack.secretKey } })).status, 200)
  })

  Deno.test(`[supabase.md 5.4] ${path} refuses a secret key that comes from a browser`, async () => {
    const headers = { apikey: stack.secretKey, 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)' }
    const { status, text } = await call(path, { headers })
    assert.equal(status, 401)
    assert.match(text, /Forbidden use of secret API key in browser/)
  })
}

Deno.test('[supabase.md 5.4] functions are reached without a key and judge for themselves', async () => {
  const { status, text } = await call('/functions/v1/metric-poll', { method: 'POST' })
  assert.equal(status, 401)
  assert.doesNotMatch(text, /API key found in request/)
})

for (const path of [...KEYED, '/realtime/v1/api/broadcast']) {
  Deno.test(`[guides/api/cors] ${path} answers a browser's preflight without a key`, async () => {
    const { status, headers } = await call(path, {
      method: 'OPTIONS',
      headers: {
        'origin': 'http://example.test',
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'apikey, x-client-info',
      },
    })
    assert.ok(status === 200 || status === 204, String(status))
    assert.equal(headers.get('access-control-allow-origin'), '*')
    assert.match(headers.get('access-control-allow-methods') ?? '', /PATCH/)
    assert.match(headers.get('access-control-allow-headers') ?? '', /x-client-info/)
  })

  Deno.test(`[guides/api/cors] ${path} lets other origins read answers and refusals`, async () => {
    for (const apikey of [stack.publishableKey, 'sb_publishable_unknown']) {
      const { headers } = await call(path, { headers: { apikey, origin: 'http://example.test' } })
      assert.equal(headers.get('access-control-allow-origin'), '*')
    }
  })
}

Deno.test('[guides/functions/cors] a preflight of a function is the function’s own business', async () => {
  const { headers } = await call('/functions/v1/meta-webhook', { method: 'OPTIONS' })
  assert.equal(headers.get('access-control-allow-origin'), null)
})

Deno.test('[docs/stack.md] the front page shows every part, for people and for programs', async () => {
  const page = await call('/', { headers: { accept: 'text/html' } })
  assert.match(page.headers.get('content-type') ?? '', /text\/html/)
  const json = await call('/', { headers: { accept: 'application/json' } })
  const health = JSON.parse(json.text)
  assert.equal(health.status, 'ok', json.text)
  for (const { name, state, latencyMs } of health.parts) {
    assert.ok(page.text.includes(name))
    assert.equal(state, 'up')
    assert.ok(latencyMs >= 0)
  }
  assert.ok(!page.text.includes(stack.secretKey))
})

Deno.test('[docs/stack.md] an unknown address answers 404, and a restart needs the secret key', async () => {
  assert.equal((await call('/unknown/v1/x')).status, 404)
  assert.equal((await call('/rest/v2/x')).status, 404)
  assert.equal((await call('/restart/realtime', { method: 'POST' })).status, 401)
  const headers = { apikey: stack.secretKey }
  assert.equal((await call('/restart/constructor', { method: 'POST', headers })).status, 404)
})
