import assert from 'node:assert/strict'
import { waitFor } from '../../../scripts/stack/wait-for.ts'
import { seeded, withDatabase } from '../../support/stack.ts'
import { CLIENT_NAMES, MEMBER, withClients } from './clients.ts'

for (const name of CLIENT_NAMES) {
  Deno.test(`[supabase.md 6.1] ${name}: a member reads the rows that the policies show`, () =>
    withClients(name, async ({ signedIn }) => {
      const { data, error } = await (await signedIn(MEMBER)).from('workspaces').select('id')
      assert.equal(error, null)
      assert.deepEqual(data, [{ id: seeded.harbour.workspaceId }])
    }))

  Deno.test(`[supabase.md 1.3] ${name}: without a grant a table is refused, for anon and for writing`, () =>
    withClients(name, async ({ anonymous, signedIn }) => {
      const read = await anonymous().from('workspaces').select('id')
      assert.equal(read.error?.code, '42501')
      const written = await (await signedIn(MEMBER)).from('workspaces').insert({ name: 'x' })
      assert.equal(written.error?.code, '42501')
    }))

  Deno.test(`[supabase.md 5.4] ${name}: a secret key reads past the policies`, () =>
    withClients(name, async ({ admin }) => {
      const { data, error } = await admin().from('workspaces').select('id')
      assert.equal(error, null)
      assert.ok(data.length >= 2)
    }))

  Deno.test(`[config.toml] ${name}: a schema that is not exposed is not there`, () =>
    withClients(name, async ({ admin }) => {
      const { error } = await admin().schema('private').from('tokens').select('*')
      assert.equal(error?.code, 'PGRST106')
    }))

  Deno.test(`[docs.postgrest.org] ${name}: filters, embedding, counting and a single row`, () =>
    withClients(name, async ({ signedIn }) => {
      const client = await signedIn(MEMBER)
      const { data, error, count } = await client.from('workspaces')
        .select('id, accounts(id)', { count: 'exact' })
        .eq('id', seeded.harbour.workspaceId).single()
      assert.equal(error, null)
      assert.equal(count, 1)
      // Other tests may have connected accounts of their own.
      const accounts = data.accounts.map(({ id }: { id: string }) => id)
      assert.ok(accounts.includes(seeded.harbour.accountId))
      assert.ok(!accounts.includes(seeded.northlight.accountId))
      const none = await client.from('workspaces').select('id')
        .eq('id', seeded.northlight.workspaceId).single()
      assert.equal(none.error?.code, 'PGRST116')
    }))
}

Deno.test('[docs.postgrest.org, errors] what a function raises reaches the client as it was raised', async () => {
  const expected = { P0001: 400, 23514: 400, 40001: 500, 57014: 500, PT418: 418 }
  await withDatabase(async (sql) => {
    await sql.unsafe(`
      create function public.conformance_raise(code text) returns void language plpgsql as $$
      begin
        raise exception 'in vain' using errcode = code, hint = 'a hint', detail = 'a detail';
      end;
      $$;
      grant execute on function public.conformance_raise(text) to anon;
    `)
    try {
      await withClients('current client', async ({ anonymous }) => {
        const client = anonymous()
        await waitFor(
          async () =>
            (await client.rpc('conformance_raise', { code: 'P0001' })).error?.code === 'P0001',
          { what: 'the function to be known to the API', timeoutMs: 10_000 },
        )
        for (const [code, expectedStatus] of Object.entries(expected)) {
          const { error, status } = await client.rpc('conformance_raise', { code })
          const { message, details, hint } = error!
          assert.deepEqual({ status, code: error!.code, message, details, hint }, {
            status: expectedStatus,
            code,
            message: 'in vain',
            details: 'a detail',
            hint: 'a hint',
          })
        }
      })
    } finally {
      await sql`drop function public.conformance_raise`
    }
  })
})

Deno.test('[supabase.md 1.4] a request ends at the statement timeout of its role', async () => {
  await withDatabase(async (sql) => {
    await sql.unsafe(`
      create function public.conformance_sleep(seconds double precision) returns text
      language sql as $$ select pg_sleep(seconds)::text $$;
      grant execute on function public.conformance_sleep(double precision) to anon, service_role;
    `)
    try {
      await withClients('current client', async ({ anonymous, admin }) => {
        const client = anonymous()
        await waitFor(
          async () => !(await client.rpc('conformance_sleep', { seconds: 0 })).error,
          { what: 'the function to be known to the API', timeoutMs: 10_000 },
        )
        const startedAt = performance.now()
        const [short, long] = await Promise.all([
          client.rpc('conformance_sleep', { seconds: 6 }),
          admin().rpc('conformance_sleep', { seconds: 3.5 }),
        ])
        assert.equal(short.error?.code, '57014', 'anon has 3 s')
        assert.equal(long.error, null, 'service_role has the 8 s of authenticator')
        assert.ok(performance.now() - startedAt < 5_500)
      })
    } finally {
      await sql`drop function public.conformance_sleep`
    }
  })
})
