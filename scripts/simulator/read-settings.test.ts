import assert from 'node:assert/strict'
import { readSettings } from './read-settings.ts'

const complete = {
  SIMULATOR_PORT: '54331',
  WEBHOOK_URL: 'http://127.0.0.1:54321/functions/v1/meta-webhook',
  META_APP_SECRET: 'meta-secret',
  INSTAGRAM_APP_SECRET: 'instagram-secret',
  META_VERIFY_TOKEN: 'verify',
  SIMULATOR_STATE: '.local/simulator.json',
  SIMULATOR_AUTOPLAY: 'on',
}

Deno.test('readSettings reads a complete environment', () => {
  const settings = readSettings({ ...complete, HOME: '/root' })
  assert.equal(settings.port, 54331)
  assert.equal(settings.autoplay, true)
  assert.equal(settings.secrets.instagram, 'instagram-secret')
})

Deno.test('readSettings names each variable that is missing or wrong', () => {
  for (const name of Object.keys(complete)) {
    assert.throws(() => readSettings({ ...complete, [name]: undefined }), new RegExp(name))
    assert.throws(() => readSettings({ ...complete, [name]: '' }), new RegExp(name))
  }
  assert.throws(() => readSettings({ ...complete, SIMULATOR_PORT: '99999' }), /0 to 65535/)
  assert.throws(() => readSettings({ ...complete, WEBHOOK_URL: 'meta-webhook' }), /http/)
})
