import assert from 'node:assert/strict'
import { describeSignInError } from './describe-sign-in-error.ts'

Deno.test('a wrong password is not said to be a connection problem, nor the reverse', () => {
  assert.match(
    describeSignInError({ code: 'invalid_credentials', status: 400 }),
    /don’t belong together/,
  )
  for (const status of [undefined, 0, 500, 503]) {
    assert.match(describeSignInError({ status }), /can’t be reached/)
  }
})

Deno.test('who tries too often is asked to wait', () => {
  assert.match(describeSignInError({ code: 'over_request_rate_limit', status: 429 }), /Wait a min/)
})
