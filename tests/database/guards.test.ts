import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DATABASE_TYPES, generateTypes } from '../../scripts/stack/database/generate-types.ts'
import { ROOT } from '../../scripts/stack/paths.ts'
import { stack, withDatabase } from '../support/stack.ts'

/** What clients may call, by role. A new function must be entered here on purpose. */
const CALLABLE = {
  anon: [],
  authenticated: [
    'private.add_note',
    'private.assign_conversation',
    'private.change_conversation_labels',
    'private.count_conversations',
    'private.delete_note',
    'private.edit_note',
    'private.list_conversations',
    'private.mark_conversation_read',
    'private.mark_conversation_unread',
    'private.mark_mentions_seen',
    'private.my_workspace_ids',
    'private.my_workspace_topics',
    'private.request_older_conversations',
    'private.request_older_messages',
    'private.search_inbox',
    'private.set_contact_blocked',
    'private.set_conversation_priority',
    'private.set_conversation_status',
    'private.unread_totals',
    'public.add_note',
    'public.assign_conversation',
    'public.block_contact',
    'public.count_conversations',
    'public.delete_note',
    'public.edit_note',
    'public.label_conversation',
    'public.list_conversations',
    'public.mark_conversation_read',
    'public.mark_conversation_unread',
    'public.mark_mentions_seen',
    'public.render_canned_reply',
    'public.request_older_conversations',
    'public.request_older_messages',
    'public.search_inbox',
    'public.set_conversation_labels',
    'public.set_conversation_priority',
    'public.set_conversation_status',
    'public.unblock_contact',
    'public.unread_totals',
  ],
  service_role: [],
}

Deno.test('every table has row-level security and says what it is for', async () => {
  const faults = await withDatabase((sql) =>
    sql`
      select c.oid::regclass::text as name, c.relrowsecurity as secured,
        obj_description(c.oid) is not null or c.relispartition as explained
      from pg_class c
      where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
        and c.relkind in ('r', 'p')
        and not (c.relrowsecurity and (obj_description(c.oid) is not null or c.relispartition))`
  )
  assert.deepEqual([...faults], [])
})

Deno.test('every queue has row-level security', async () => {
  const faults = await withDatabase((sql) =>
    sql`
      select relname from pg_class
      where relnamespace = 'pgmq'::regnamespace and relkind in ('r', 'p')
        and relname ~ '^[qa]_' and not relrowsecurity`
  )
  assert.deepEqual([...faults], [])
})

Deno.test('every function has an empty search path, a comment, and no right for everybody', async () => {
  const faults = await withDatabase((sql) =>
    sql`
      select p.oid::regprocedure::text as name
      from pg_proc p
      where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
        and (
          not coalesce(p.proconfig @> array['search_path=""'], false)
          or obj_description(p.oid) is null
          or has_function_privilege('public', p.oid, 'execute')
        )`
  )
  assert.deepEqual([...faults], [])
})

for (const [role, callable] of Object.entries(CALLABLE)) {
  Deno.test(`${role} may call exactly what is listed`, async () => {
    const rows = await withDatabase((sql) =>
      sql`
        select n.nspname || '.' || p.proname as name
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('public', 'private')
          and has_function_privilege(${role}, p.oid, 'execute')
        order by 1`
    )
    assert.deepEqual(rows.map(({ name }) => name), callable)
  })
}

/** What clients may do with tables and views, by role. A new one must be entered here on purpose. */
const READABLE = [
  'account_history',
  'account_metric_snapshots',
  'account_metrics',
  'accounts',
  'attachments',
  'canned_replies',
  'comments',
  'contacts',
  'conversation_events',
  'conversation_history',
  'conversation_reads',
  'conversations',
  'labels',
  'media',
  'media_metric_snapshots',
  'media_metrics',
  'mentions',
  'messages',
  'note_mentions',
  'notes',
  'reactions',
  'saved_views',
  'sync_days',
  'workspace_members',
  'workspaces',
]

/** Where policies say whose rows; inserts and updates are granted by columns. */
const DELETABLE = ['canned_replies', 'labels', 'saved_views']

Deno.test('clients have exactly the listed rights on tables, and none outside public', async () => {
  const rows = await withDatabase((sql) =>
    sql`
      select role, n.nspname || '.' || c.relname as name, privilege
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      cross join unnest(array['anon', 'authenticated', 'service_role']) as role
      cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate']) as privilege
      where n.nspname in ('public', 'private', 'pgmq')
        and c.relkind in ('r', 'p', 'v')
        and has_table_privilege(role, c.oid, privilege)
      order by 1, 2, 3`
  )
  const expected = [
    ...[...READABLE, 'inbox_conversations'].sort().flatMap((name) => [
      ...DELETABLE.filter((deletable) => deletable === name)
        .map(() => ['authenticated', `public.${name}`, 'delete']),
      ['authenticated', `public.${name}`, 'select'],
    ]),
    ...READABLE.map((name) => ['service_role', `public.${name}`, 'select']),
  ]
  assert.deepEqual(rows.map(({ role, name, privilege }) => [role, name, privilege]), expected)
})

Deno.test('the private schema is not exposed by the Data API', async () => {
  const response = await fetch(`${stack.apiUrl}/rest/v1/tokens?select=*`, {
    headers: { apikey: stack.secretKey, 'accept-profile': 'private' },
  })
  await response.body?.cancel()
  assert.ok(response.status >= 400, `answered ${response.status}`)
})

Deno.test('migrations read no column of pgmq that Supabase does not ship', async () => {
  // 1.11, which runs here, has columns and functions that 1.5.1 lacks.
  const newer =
    /last_read_at|read_grouped|bind_topic|send_topic|enable_notify_insert|from pgmq\.\w+\([^)]*\)\s*;/
  const starred = /select\s+\*\s+from\s+pgmq\./
  const directory = join(ROOT, 'supabase/migrations')
  for await (const file of Deno.readDir(directory)) {
    const text = await Deno.readTextFile(join(directory, file.name))
    assert.doesNotMatch(text, newer, file.name)
    assert.doesNotMatch(text, starred, file.name)
  }
})

Deno.test('the database types that are checked in are those of the migrations', async () => {
  const made = await generateTypes({ root: ROOT, databaseUrl: stack.databaseUrl })
  const checkedIn = await Deno.readTextFile(join(ROOT, DATABASE_TYPES))
  assert.equal(checkedIn, made, 'run "npm run types" and check the file in')
})

Deno.test('the advisors of Supabase have nothing to warn of', async () => {
  const advise = async () => {
    const { code, stdout, stderr } = await new Deno.Command(
      join(ROOT, 'node_modules/.bin/supabase'),
      {
        args: [
          ...['db', 'advisors', `--remote=${stack.databaseUrl}`, '--agent', 'no'],
          ...['--level', 'warn', '--fail-on', 'warn'],
        ],
        cwd: ROOT,
        stdin: 'null',
      },
    ).output()
    const text = new TextDecoder()
    return { code, output: text.decode(stdout) + text.decode(stderr) }
  }
  const { code, output } = await advise()
  assert.equal(code, 0, output)
  assert.match(output, /No issues found/)

  // The same command must be able to fail, or its silence means nothing.
  await withDatabase(async (sql) => {
    await sql`create table public.unguarded (id integer primary key)`
    await sql`grant select on public.unguarded to anon`
    try {
      const { code, output } = await advise()
      assert.notEqual(code, 0)
      assert.match(output, /rls_disabled_in_public/)
    } finally {
      await sql`drop table public.unguarded`
    }
  })
})
