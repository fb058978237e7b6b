import assert from 'node:assert/strict'
import { ingestOne } from '../support/ingest.ts'
import { rolledBack, seeded, stack, withClient, withDatabase } from '../support/stack.ts'
import { messagingBody, textItem, uniqueId } from '../support/webhooks.ts'

const TABLES = [
  'workspaces',
  'workspace_members',
  'accounts',
  'contacts',
  'conversations',
  'messages',
  'inbox_conversations',
  'media',
  'account_metrics',
  'media_metrics',
  'account_metric_snapshots',
  'media_metric_snapshots',
  'conversation_events',
  'labels',
  'notes',
  'note_mentions',
  'canned_replies',
  'saved_views',
] as const

async function workspacesSeen(email: string, table: string): Promise<Set<string>> {
  return await withClient(email, async (client) => {
    const column = table === 'workspaces' ? 'id' : 'workspace_id'
    const { data, error } = await client.from(table).select(column)
    assert.equal(error, null, `${table}: ${error?.message}`)
    return new Set((data as unknown as Record<string, string>[]).map((row) => row[column]!))
  })
}

for (const table of TABLES) {
  Deno.test(`a member sees ${table} of their own workspace and of no other`, async () => {
    // The seed fills all of them but what is polled, which comes within seconds.
    const seen = await workspacesSeen(seeded.harbour.member, table)
    assert.deepEqual([...seen].filter((id) => id !== seeded.harbour.workspaceId), [])
    const others = await workspacesSeen(seeded.northlight.member, table)
    assert.deepEqual([...others].filter((id) => id !== seeded.northlight.workspaceId), [])
  })
}

for (const table of ['workspaces', 'workspace_members', 'accounts', 'messages'] as const) {
  Deno.test(`a member of two workspaces sees ${table} of both`, async () => {
    assert.deepEqual(
      await workspacesSeen(stack.demoEmail, table),
      new Set([seeded.harbour.workspaceId, seeded.northlight.workspaceId]),
    )
  })
}

Deno.test('nobody sees anything without signing in', async () => {
  await withClient(undefined, async (client) => {
    for (const table of TABLES) {
      const { data, error } = await client.from(table).select('*')
      assert.ok(error !== null || data.length === 0, `${table} shows ${data?.length} rows`)
    }
  })
})

Deno.test('a member can write to no table but the name and time zone of the workspace', async () => {
  await withClient(stack.demoEmail, async (client) => {
    const { workspaceId, accountId } = seeded.harbour
    const attempts = [
      client.from('messages').insert({ workspace_id: workspaceId }),
      client.from('accounts').update({ status: 'disconnected' }).eq('id', accountId),
      client.from('conversations').delete().eq('workspace_id', workspaceId),
      client.from('workspace_members').insert({ workspace_id: workspaceId, role: 'owner' }),
      client.from('workspaces').insert({ name: 'Mine' }),
      client.from('workspaces').update({ created_at: '2020-01-01' }).eq('id', workspaceId),
      client.from('conversation_reads').insert({ workspace_id: workspaceId }),
    ]
    for (const [index, { error, status }] of (await Promise.all(attempts)).entries()) {
      assert.equal(error?.code, '42501', `attempt ${index} got ${status}`)
    }
  })
})

Deno.test('an owner renames their workspace; an agent and a stranger do not', async () => {
  const rename = (email: string, id: string) =>
    withClient(email, async (client) => {
      const { data, error } = await client.from('workspaces')
        .update({ time_zone: 'Europe/Berlin' }).eq('id', id).select('id')
      assert.equal(error, null)
      return data!.length
    })
  assert.equal(await rename(stack.demoEmail, seeded.harbour.workspaceId), 1)
  assert.equal(await rename(stack.demoEmail, seeded.northlight.workspaceId), 0)
  assert.equal(await rename(seeded.northlight.member, seeded.harbour.workspaceId), 0)
})

Deno.test('marking as read works for a member; for another workspace the id is unknown', async () => {
  const conversationId = await withDatabase(async (sql) => {
    const to = seeded.harbour.providerAccountId
    const from = uniqueId('contact')
    const item = textItem({ from, to, mid: uniqueId('mid'), text: 'read me' })
    await ingestOne(sql, messagingBody(to, [item]))
    const [row] = await sql`
      select conversations.id from public.conversations
      join public.contacts on contacts.id = contact_id where provider_contact_id = ${from}`
    return row!.id as string
  })
  const mark = (email: string) =>
    withClient(email, async (client) =>
      await client.rpc('mark_conversation_read', {
        p_conversation_id: conversationId,
        p_read_count: 1,
      }))
  const allowed = await mark(seeded.harbour.member)
  assert.equal(allowed.error, null)
  assert.equal(allowed.data, 1)
  const denied = await mark(seeded.northlight.member)
  assert.match(denied.error?.message ?? '', /^conversation_not_found/)
  const unknown = await withClient(
    seeded.harbour.member,
    async (client) =>
      await client.rpc('mark_conversation_read', {
        p_conversation_id: crypto.randomUUID(),
        p_read_count: 1,
      }),
  )
  assert.equal(unknown.error?.code, denied.error?.code)
})

Deno.test('a member who is removed sees nothing at once', async () => {
  await withDatabase((sql) =>
    rolledBack(sql, async (transaction) => {
      const count = async () => {
        await transaction`set local role authenticated`
        const [row] = await transaction`select count(*)::int as seen from public.messages`
        await transaction`reset role`
        return row!.seen as number
      }
      const [user] = await transaction`
        select id from auth.users where email = ${seeded.harbour.member}`
      await transaction`select set_config('request.jwt.claim.sub', ${user!.id}, true)`
      assert.ok(await count() > 0)
      await transaction`delete from public.workspace_members where user_id = ${user!.id}`
      assert.equal(await count(), 0)
    })
  )
})
