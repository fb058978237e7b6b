import assert from 'node:assert/strict'
import type postgres from 'postgres'
import { seeded } from '../support/stack.ts'
import {
  allDelivered,
  growth,
  inboundCounts,
  simulator,
  strangers,
  syncCounts,
  syncNow,
  timesThere,
  withQuietSyncs,
} from '../support/conversation-sync.ts'

const { accountId, providerAccountId } = seeded.harbour
const post = { account: 'harbour', content: { kind: 'ig_post' as const, title: 'Nice' } }

const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000

async function kindOf(sql: postgres.Sql, mid: string): Promise<string> {
  const [row] = await sql`select kind from public.messages where provider_message_id = ${mid}`
  return row!.kind
}

async function statusOf(sql: postgres.Sql, customer: string): Promise<string> {
  const [row] = await sql`
    select status from public.conversations join public.contacts on contacts.id = contact_id
    where conversations.account_id = ${accountId} and provider_contact_id = ${customer}`
  return row!.status
}

async function close(sql: postgres.Sql, customer: string): Promise<void> {
  await sql`
    update public.conversations set status = 'closed'
    from public.contacts
    where contacts.id = contact_id and provider_contact_id = ${customer}`
}

Deno.test('a reading, which shows no shares, never replaces what a webhook brought', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    const [customer] = strangers(1) as [string]
    const { mid } = await simulator.message({ ...post, customer, timestamp: minutesAgo(10) })
    await allDelivered()
    assert.equal(await kindOf(sql, mid), 'post')
    await syncNow(sql, accountId)
    const counts = await syncCounts(sql, accountId)
    await syncNow(sql, accountId)
    assert.equal(await kindOf(sql, mid), 'post')
    assert.equal(growth(counts, await syncCounts(sql, accountId)).messages_healed, 0)
  })
})

Deno.test('a healed share is a placeholder until its webhook comes after all', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    const [customer] = strangers(1) as [string]
    const timestamp = minutesAgo(10)
    await simulator.webhooks({ dropPercent: 100 })
    const { mid } = await simulator.message({ ...post, customer, timestamp })
    await syncNow(sql, accountId)
    assert.equal(await kindOf(sql, mid), 'unsupported')

    await simulator.webhooks()
    await simulator.message({ ...post, customer, timestamp, mid })
    await allDelivered()
    assert.equal(await kindOf(sql, mid), 'post')
    assert.deepEqual(await timesThere(sql, accountId, [mid]), [1])
    assert.equal((await inboundCounts(sql, accountId))[customer], 1)
  })
})

Deno.test('a healed message reopens a closed conversation, history does not', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    const [customer] = strangers(1) as [string]
    await simulator.message({ account: 'harbour', customer, text: '1', timestamp: minutesAgo(12) })
    await allDelivered()
    await close(sql, customer)
    await simulator.webhooks({ dropPercent: 100 })
    const miss = (minutes: number) =>
      simulator.message({ account: 'harbour', customer, text: '2', timestamp: minutesAgo(minutes) })

    const old = await miss(11)
    await sql`
      update public.accounts set created_at = now() - interval '10 minutes'
      where id = ${accountId}`
    await syncNow(sql, accountId)
    assert.deepEqual(await timesThere(sql, accountId, [old.mid]), [1])
    assert.equal(await statusOf(sql, customer), 'closed')
    assert.equal((await inboundCounts(sql, accountId))[customer], 1)

    await miss(5)
    await syncNow(sql, accountId)
    assert.equal(await statusOf(sql, customer), 'open')
    assert.equal((await inboundCounts(sql, accountId))[customer], 2)
  })
})

Deno.test('an account in two workspaces is healed in both by one reading, and counted in both', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    const [twin] = await sql`
      insert into public.accounts (workspace_id, provider, login, provider_account_id, created_at)
      values (
        ${seeded.northlight.workspaceId}, 'instagram', 'instagram', ${providerAccountId},
        now() - interval '1 day'
      ) returning id`
    try {
      await syncNow(sql, accountId)
      const before = await syncCounts(sql, accountId)
      const twinBefore = await syncCounts(sql, twin!.id)
      const [start] = await sql`select clock_timestamp() as at`
      const [customer] = strangers(1) as [string]
      await simulator.webhooks({ dropPercent: 100 })
      const timestamp = minutesAgo(10)
      const { mid } = await simulator.message({
        ...{ account: 'harbour', customer, text: 'both', timestamp },
      })
      await syncNow(sql, accountId)
      for (
        const [id, counts, runs] of [[accountId, before, 1], [twin!.id, twinBefore, 0]] as const
      ) {
        assert.deepEqual(await timesThere(sql, id, [mid]), [1])
        // What other tests let drop shortly before may be old enough by now to be healed as well.
        const [healed] = await sql`
          select count(*)::int as messages from public.messages
          where account_id = ${id} and source = 'sync' and received_at > ${start!.at}`
        const grown = growth(counts, await syncCounts(sql, id))
        assert.deepEqual([grown.messages_healed, grown.runs], [healed!.messages, runs])
        assert.ok(healed!.messages >= 1)
      }
    } finally {
      await sql`delete from public.accounts where id = ${twin!.id}`
    }
  })
})
