import assert from 'node:assert/strict'
import type { FunctionsHttpError } from '@supabase/supabase-js'
import { CLIENT_NAMES, withClients } from './clients.ts'

for (const name of CLIENT_NAMES) {
  Deno.test(`[guides/functions/quickstart] ${name}: a function is invoked with the client's key`, () =>
    withClients(name, async ({ admin }) => {
      const { error } = await admin().functions.invoke('metric-poll', { body: {} })
      assert.equal(error, null)
    }))

  Deno.test(`[supabase.md 5.4] ${name}: a worker refuses a publishable key`, () =>
    withClients(name, async ({ anonymous }) => {
      const { error } = await anonymous().functions.invoke('metric-poll', { body: {} })
      const { context } = error as FunctionsHttpError
      await context.body?.cancel()
      assert.equal(context.status, 401)
    }))

  Deno.test(`[guides/functions/status-codes] ${name}: an unknown function answers 404`, () =>
    withClients(name, async ({ anonymous }) => {
      const { error } = await anonymous().functions.invoke('unknown')
      const { context } = error as FunctionsHttpError
      await context.body?.cancel()
      assert.equal(context.status, 404)
      assert.equal(context.headers.get('sb-error-code'), 'NOT_FOUND')
    }))
}
