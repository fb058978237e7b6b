import assert from 'node:assert/strict'
import type postgres from 'postgres'
import { rolledBack, seeded, withClient, withDatabase } from '../support/stack.ts'
import {
  allDelivered,
  growth,
  runUntil,
  simulator,
  strangers,
  syncCounts,
  timesThere,
  withQuietSyncs,
} from '../support/conversation-sync.ts'
import { uniqueId } from '../support/webhooks.ts'

const { accountId, member } = seeded.harbour
const outsider = seeded.northlight.member

async function write(customer: string, count: number, minutesAgo = 10): Promise<string[]> {
  const mids: string[] = []
  for (let turn = 0; turn < count; turn++) {
    const timestamp = Date.now() - minutesAgo * 60_000 + turn * 1_000
    const text = `earlier ${turn}`
    mids.push((await simulator.message({ account: 'harbour', customer, text, timestamp })).mid)
  }
  return mids
}

async function conversationOf(sql: postgres.Sql, customer: string): Promise<string> {
  const [row] = await sql`
    select conversations.id from public.conversations
    join public.contacts on contacts.id = contact_id
    where conversations.account_id = ${accountId} and provider_contact_id = ${customer}`
  return row!.id
}

async function call(email: string, name: string, args: Record<string, string>) {
  return await withClient(email, async (client) => {
    const { data, error, status } = await client.rpc(name, args)
    return { data: data as string | null, code: error?.message.split(':')[0], status }
  })
}

async function importAgain(sql: postgres.Sql): Promise<string> {
  await sql`update private.conversation_syncs set list_cursor = null where account_id = ${accountId}`
  await sql`update public.account_history set state = 'waiting' where account_id = ${accountId}`
  return await runUntil(sql, 'the import to end', async () => {
    const [row] = await sql`
      select state from public.account_history
      where account_id = ${accountId} and state not in ('waiting', 'requested')`
    return row?.state as string | undefined
  })
}

Deno.test('what was said before the account was connected is imported, and is not unread', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    const [customer] = strangers(1) as [string]
    await simulator.webhooks({ dropPercent: 100 })
    const before = await write(customer, 4, 30)
    const after = await write(customer, 2, 10)
    await sql`
      update public.accounts set created_at = now() - interval '20 minutes'
      where id = ${accountId}`
    const counts = await syncCounts(sql, accountId)
    assert.match(await importAgain(sql), /^(partial|complete)$/)

    assert.deepEqual(await timesThere(sql, accountId, [...before, ...after]), Array(6).fill(1))
    const id = await conversationOf(sql, customer)
    const unread = await withClient(member, async (client) => {
      const { data } = await client.from('inbox_conversations').select('unread_count').eq('id', id)
      return data![0]!.unread_count
    })
    assert.equal(unread, 2)
    const grown = growth(counts, await syncCounts(sql, accountId))
    assert.ok(grown.messages_imported >= 4)
    assert.ok(grown.messages_healed >= 2)

    assert.match(await importAgain(sql), /^(partial|complete)$/)
    const again = growth(counts, await syncCounts(sql, accountId))
    assert.equal(again.messages_imported, grown.messages_imported)
    assert.equal(again.messages_healed, grown.messages_healed)
  })
})

Deno.test('older messages are read once, and whoever asks again is told the result', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    for (const [count, expected] of [[3, 'complete'], [22, 'limited']] as const) {
      const [customer] = strangers(1) as [string]
      await simulator.webhooks({ dropPercent: 100 })
      const missed = await write(customer, count - 1)
      await simulator.webhooks()
      await write(customer, 1, 5)
      await allDelivered()
      const id = await conversationOf(sql, customer)
      const ask = () => call(member, 'request_older_messages', { p_conversation_id: id })

      const { calls } = await syncCounts(sql, accountId)
      assert.deepEqual(
        await Promise.all([ask(), ask()]).then((asked) => asked.map((a) => a.data)),
        [
          'requested',
          'requested',
        ],
      )
      await runUntil(sql, 'the conversation to be read', async () => {
        return (await ask()).data !== 'requested'
      })
      assert.equal((await ask()).data, expected)
      assert.equal((await syncCounts(sql, accountId)).calls, calls + 1)
      const there = await timesThere(sql, accountId, missed)
      assert.deepEqual(there, missed.map((_, turn) => count - turn > 20 ? 0 : 1))
    }
  })
})

Deno.test("another workspace's conversations and accounts answer 404", async () => {
  await withDatabase(async (sql) => {
    const [row] = await sql`
      select id from public.conversations where account_id = ${accountId} limit 1`
    const conversation = { p_conversation_id: row!.id as string }
    const denied = await call(outsider, 'request_older_messages', conversation)
    assert.deepEqual([denied.status, denied.code], [404, 'conversation_not_found'])
    const account = { p_account_id: accountId }
    const other = await call(outsider, 'request_older_conversations', account)
    assert.deepEqual([other.status, other.code], [404, 'account_not_found'])
  })
})

Deno.test('the next conversations of the list are read from where the last page ended', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    await simulator.webhooks({ dropPercent: 100 })
    const customers = strangers(12)
    for (const customer of customers) await write(customer, 1)
    await simulator.webhooks()
    await sql`update private.conversation_syncs set list_cursor = null where account_id = ${accountId}`
    const ask = () => call(member, 'request_older_conversations', { p_account_id: accountId })
    const next = async () => {
      await sql`update public.account_history set state = 'partial' where account_id = ${accountId}`
      const { calls } = await syncCounts(sql, accountId)
      assert.equal((await ask()).data, 'requested')
      assert.equal((await ask()).data, 'requested')
      await runUntil(sql, 'the page to be read', async () => {
        const [row] = await sql`
          select state <> 'requested' as done from public.account_history
          where account_id = ${accountId}`
        return row!.done
      })
      assert.equal((await syncCounts(sql, accountId)).calls, calls + 1)
      const [sync] = await sql`
        select list_cursor from private.conversation_syncs where account_id = ${accountId}`
      return sync!.list_cursor as string | null
    }
    const first = await next()
    assert.ok(first)
    assert.doesNotMatch(first, /IGAA|http/)
    assert.notEqual(await next(), first)

    await sql`update public.account_history set state = 'complete' where account_id = ${accountId}`
    assert.equal((await ask()).data, 'complete')
  })
})

Deno.test('a message that a webhook only named is fetched, once, and counts as received', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    await simulator.webhooks({ newMessageAsEdit: 'instead' })
    const [customer] = strangers(1) as [string]
    const { mid } = await simulator.message({ account: 'harbour', customer, text: 'read me' })
    await runUntil(sql, 'the message to be fetched', async () => {
      return (await timesThere(sql, accountId, [mid]))[0] === 1
    })
    const [row] = await sql`
      select text, source, inbound_count::integer as inbound from public.messages
      join public.conversations on conversations.id = conversation_id
      where provider_message_id = ${mid}`
    assert.deepEqual({ ...row }, { text: 'read me', source: 'webhook', inbound: 1 })
    const ledger = await sql`
      select 1 from private.message_fetches where provider_message_id = ${mid}`
    assert.equal(ledger.length, 0)
  })
})

Deno.test('a message is queued once while it waits, and not at all once it is here', async () => {
  await withDatabase((sql) =>
    rolledBack(sql, async (transaction) => {
      const mid = uniqueId('fetch')
      const enqueue = async (...mids: string[]) => {
        const [row] = await transaction`
          select private.enqueue_message_fetch(${accountId}, ${mids}) as enqueued`
        return row!.enqueued
      }
      assert.equal(await enqueue(mid, mid), 1)
      assert.equal(await enqueue(mid), 0)
      const [known] = await transaction`
        select provider_message_id as mid from public.messages
        where account_id = ${accountId} and kind = 'text' limit 1`
      assert.equal(await enqueue(known!.mid), 0)
    })
  )
})

Deno.test("a message that can't be read is recorded as gone and not asked for again", async () => {
  await withQuietSyncs(accountId, async (sql) => {
    const [customer] = strangers(1) as [string]
    const mids = await write(customer, 21)
    await allDelivered()
    const [tooOld] = mids as [string]
    const missing = uniqueId('gone')
    await sql`delete from public.messages where provider_message_id = ${tooOld}`
    await sql`select private.enqueue_message_fetch(${accountId}, ${[tooOld, missing]})`
    const gone = await runUntil(sql, 'both to be found gone', async () => {
      const rows = await sql`
        select provider_message_id, cause from private.message_fetches
        where provider_message_id in ${sql([tooOld, missing])} and state = 'gone'
        order by cause`
      return rows.length === 2 && rows
    })
    assert.match(gone[0]!.cause, /code 100\/33/)
    assert.match(gone[1]!.cause, /code 9000001/)
    const [row] = await sql`
      select private.enqueue_message_fetch(${accountId}, ${[missing]}) as enqueued`
    assert.equal(row!.enqueued, 0)
  })
})
