import assert from 'node:assert/strict'
import { SignJWT } from 'jose'
import { CallerError, createCallerCheck } from './create-caller-check.ts'

const jwtSecret = 'a-secret-of-at-least-thirty-two-characters'
const now = Date.UTC(2026, 0, 1)
const check = createCallerCheck({
  jwtSecret,
  publishableKey: 'sb_publishable_a',
  secretKey: 'sb_secret_b',
  now: () => now,
})
const inAnHour = now / 1000 + 3600

function sign(claims: Record<string, unknown>, secret = jwtSecret): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(secret))
}

Deno.test("The project's keys stand for roles without an end", async () => {
  assert.equal((await check('sb_publishable_a')).role, 'anon')
  const { role, expiresAt } = await check('sb_secret_b')
  assert.deepEqual({ role, expiresAt }, { role: 'service_role', expiresAt: undefined })
})

Deno.test('A token says who calls and until when', async () => {
  const caller = await check(await sign({ role: 'authenticated', sub: 'me', exp: inAnHour }))
  assert.equal(caller.role, 'authenticated')
  assert.equal(caller.claims.sub, 'me')
  assert.equal(caller.expiresAt, inAnHour * 1000)
})

Deno.test('Every other token is refused, with the reason', async () => {
  const unsigned = `${btoa('{"alg":"none"}')}.${btoa('{"role":"service_role","exp":9999999999}')}.`
  const cases: [string, RegExp][] = [
    ['sb_secret_guessed', /not a valid JWT/],
    ['', /not a valid JWT/],
    [unsigned.replaceAll('=', ''), /signature/],
    [await sign({ role: 'authenticated', exp: inAnHour }, `${jwtSecret}!`), /signature/],
    [await sign({ role: 'authenticated', exp: now / 1000 - 5 }), /expired 5 seconds ago/],
    [await sign({ role: 'authenticated' }), /required/],
    [await sign({ exp: inAnHour }), /required/],
  ]
  for (const [token, reason] of cases) {
    await assert.rejects(check(token), (error) => {
      assert.ok(error instanceof CallerError)
      assert.match(error.message, reason)
      return true
    })
  }
})
