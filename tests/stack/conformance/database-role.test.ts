import assert from 'node:assert/strict'
import { rolledBack, withDatabase } from '../../support/stack.ts'

/** What migrations can't do on the hosted platform, by the section that says so. */
const FORBIDDEN = {
  '1.5': [
    'create table auth.mine (id int)',
    'create function auth.mine() returns int language sql as $$ select 1 $$',
    'create table storage.mine (id int)',
    'create table realtime.mine (id int)',
    'alter table storage.objects enable row level security',
    'create index on storage.objects (name)',
    'drop table storage.objects',
    'delete from storage.objects',
    'delete from storage.buckets',
    "insert into cron.job (schedule, command) values ('* * * * *', 'select 1')",
    "update cron.job set command = 'select 1'",
    'create publication everything for all tables',
    'alter role anon superuser',
  ],
  '1.1': ["create extension pg_trgm version '1.6'"],
  '1.3': [
    'alter table realtime.messages disable row level security',
    'alter table realtime.messages owner to postgres',
    'drop function realtime.send(jsonb, text, text, boolean)',
    'set role supabase_realtime_admin',
    "update vault.secrets set secret = 'x'",
    "insert into vault.secrets (secret) values ('x')",
  ],
}

for (const [section, statements] of Object.entries(FORBIDDEN)) {
  for (const statement of statements) {
    Deno.test(`[supabase.md ${section}] postgres may not: ${statement}`, async () => {
      await withDatabase((sql) =>
        rolledBack(sql, async (transaction) => {
          const refused = (error: { code?: string }) => error.code === '42501'
          await assert.rejects(transaction.unsafe(statement), refused)
        }).catch((error) => {
          // The transaction is aborted by what it was to prove.
          if (error.code !== '42501') throw error
        })
      )
    })
  }
}

Deno.test('[supabase.md 1.5] postgres may not: alter system', async () => {
  await withDatabase(async (sql) => {
    // Not within a transaction, by its nature.
    await assert.rejects(sql`alter system set work_mem = '1MB'`, { code: '42501' })
  })
})

const ALLOWED = [
  "create policy mine on storage.objects for select to authenticated using (bucket_id = 'x')",
  'create policy mine on realtime.messages for select to authenticated using (true)',
  "insert into storage.buckets (id, name, public) values ('mine', 'mine', true)",
  "select cron.schedule('mine', '5 seconds', 'select 1')",
  "select vault.create_secret('hidden', 'mine')",
  'create extension if not exists pg_trgm with schema extensions',
  'grant select on storage.objects to anon',
  "alter role anon set statement_timeout = '4s'",
]

for (const statement of ALLOWED) {
  Deno.test(`[supabase.md 1.3, 1.5] postgres may: ${statement}`, async () => {
    await withDatabase((sql) =>
      rolledBack(sql, async (transaction) => void await transaction.unsafe(statement))
    )
  })
}

Deno.test('[supabase.md 1.5] postgres makes and drops triggers on auth.users', async () => {
  await withDatabase((sql) =>
    rolledBack(sql, async (transaction) => {
      await transaction.unsafe(`
        create function public.mine() returns trigger language plpgsql as $$
        begin return new; end; $$;
        create trigger mine after insert on auth.users for each row execute function public.mine();
        drop trigger mine on auth.users;
      `)
    })
  )
})

Deno.test('[supabase.md 1.3] a vault secret is stored encrypted and read in the clear', async () => {
  await withDatabase((sql) =>
    rolledBack(sql, async (transaction) => {
      await transaction`select vault.create_secret('hidden words', 'mine')`
      const [row] = await transaction`
        select secret, decrypted_secret from vault.decrypted_secrets where name = 'mine'`
      assert.equal(row!.decrypted_secret, 'hidden words')
      assert.doesNotMatch(row!.secret, /hidden/)
    })
  )
})
