import assert from 'node:assert/strict'
import { stack } from '../../support/stack.ts'
import { CLIENT_NAMES, MEMBER, withClients } from './clients.ts'

for (const name of CLIENT_NAMES) {
  Deno.test(`[guides/auth/passwords] ${name}: the right password signs in, a wrong one does not`, () =>
    withClients(name, async ({ anonymous }) => {
      const { auth } = anonymous()
      const wrong = await auth.signInWithPassword({ email: MEMBER, password: 'wrong' })
      assert.equal(wrong.error?.code, 'invalid_credentials')
      const right = await auth.signInWithPassword({ email: MEMBER, password: stack.demoPassword })
      assert.equal(right.data.user?.email, MEMBER)
      assert.equal(right.data.user?.role, 'authenticated')
      assert.equal((await auth.getUser()).data.user?.email, MEMBER)
    }))

  Deno.test(`[guides/auth/sessions] ${name}: a session is renewed, and ends with the sign-out`, () =>
    withClients(name, async ({ signedIn }) => {
      const { auth } = await signedIn(MEMBER)
      const before = (await auth.getSession()).data.session!
      const { data, error } = await auth.refreshSession()
      assert.equal(error, null)
      assert.notEqual(data.session?.refresh_token, before.refresh_token)
      assert.equal((await auth.signOut()).error, null)
      assert.equal((await auth.getSession()).data.session, null)
      const again = await auth.refreshSession({ refresh_token: data.session!.refresh_token })
      assert.ok(again.error, 'the refresh token died with the session')
    }))

  Deno.test(`[config.toml, enable_signup] ${name}: nobody signs up, and a made-up token is nobody's`, () =>
    withClients(name, async ({ anonymous }) => {
      const { auth } = anonymous()
      const { error } = await auth.signUp({ email: 'new@sandpiper.test', password: 'long enough' })
      assert.equal(error?.code, 'signup_disabled')
      assert.ok((await auth.getUser('eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl')).error)
    }))
}
