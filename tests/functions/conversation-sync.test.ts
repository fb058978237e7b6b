import assert from 'node:assert/strict'
import { seeded, stack, withClient } from '../support/stack.ts'
import {
  allDelivered,
  growth,
  inboundCounts,
  makeDue,
  runUntil,
  simulator,
  strangers,
  syncCounts,
  syncNow,
  timesThere,
  withQuietSyncs,
} from '../support/conversation-sync.ts'

const { accountId } = seeded.harbour

/** Customers write, some minutes ago: what is newer might still be on its way. */
async function write(customers: string[], each: number, account = 'harbour'): Promise<string[]> {
  const start = Date.now() - 10 * 60_000
  const mids: string[] = []
  for (const person of customers) {
    for (let turn = 0; turn < each; turn++) {
      const { mid } = await simulator.message({
        account,
        customer: person,
        text: `missed ${turn}`,
        timestamp: start + turn * 1_000,
      })
      mids.push(mid)
    }
  }
  return mids
}

Deno.test('without a secret key the worker refuses', async () => {
  for (const apikey of ['', stack.publishableKey, 'sb_secret_guess']) {
    const response = await fetch(`${stack.functionsUrl}/conversation-sync`, {
      method: 'POST',
      headers: { apikey },
    })
    await response.body?.cancel()
    assert.equal(response.status, 401)
  }
})

Deno.test('when every webhook is lost, a reading brings all messages once and counts them', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    const counts = await syncCounts(sql, accountId)
    await simulator.webhooks({ dropPercent: 100 })
    const customers = strangers(4)
    const mids = await write(customers, 5)
    await syncNow(sql, accountId)

    assert.deepEqual(await timesThere(sql, accountId, mids), mids.map(() => 1))
    const now = await inboundCounts(sql, accountId)
    assert.deepEqual(customers.map((person) => now[person]), [5, 5, 5, 5])
    const sources = await sql`
      select distinct source from public.messages where provider_message_id in ${sql(mids)}`
    assert.deepEqual([...sources], [{ source: 'sync' }])
    const first = growth(counts, await syncCounts(sql, accountId))
    assert.equal(first.messages_healed, 20)
    assert.equal(first.conversations_truncated, 0)

    await syncNow(sql, accountId)
    const second = growth(counts, await syncCounts(sql, accountId))
    assert.equal(second.messages_healed, 20)
    assert.deepEqual(await inboundCounts(sql, accountId), now)
  })
})

Deno.test('when one webhook in twenty is lost, exactly those are healed, in both logins', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    for (
      const [account, { accountId }] of [
        ['harbour', seeded.harbour],
        ['northlight', seeded.northlight],
      ] as const
    ) {
      await sql`
        update public.accounts set created_at = now() - interval '1 day' where id = ${accountId}`
      const customers = strangers(4)
      await syncNow(sql, accountId)
      const counts = await syncCounts(sql, accountId)
      await simulator.webhooks({ dropPercent: 5 })
      const mids = await write(customers, 12, account)
      await simulator.webhooks({ dropPercent: 100 })
      mids.push(...await write(customers.slice(0, 1), 1, account))
      await allDelivered()

      const missing = (await timesThere(sql, accountId, mids)).filter((times) => times === 0)
      assert.ok(missing.length >= 1 && missing.length < mids.length)
      await syncNow(sql, accountId)
      assert.deepEqual(await timesThere(sql, accountId, mids), mids.map(() => 1))
      const grown = growth(counts, await syncCounts(sql, accountId))
      assert.equal(grown.messages_healed, missing.length)
      const now = await inboundCounts(sql, accountId)
      assert.deepEqual(customers.map((person) => now[person]), [13, 12, 12, 12])
    }
  })
})

Deno.test('of more than the 20 newest nothing can be read: 20 are healed and the gap is stated', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    await syncNow(sql, accountId)
    const counts = await syncCounts(sql, accountId)
    await simulator.webhooks({ dropPercent: 100 })
    const [customer] = strangers(1) as [string]
    const mids: string[] = []
    for (let turn = 0; turn < 26; turn++) {
      const timestamp = Date.now() - 3 * 60_000 + turn * 1_000
      const sent = await simulator.message({ account: 'harbour', customer, text: 'x', timestamp })
      mids.push(sent.mid)
    }
    await syncNow(sql, accountId)
    const there = await timesThere(sql, accountId, mids)
    assert.deepEqual(there, mids.map((_, turn) => turn < 6 ? 0 : 1))
    const grown = growth(counts, await syncCounts(sql, accountId))
    assert.deepEqual([grown.messages_healed, grown.conversations_truncated], [20, 1])

    // Less can be read than before: nothing of what is here goes.
    await simulator.messaging({ readableMessages: 3 })
    try {
      await syncNow(sql, accountId)
    } finally {
      await simulator.messaging()
    }
    assert.deepEqual(await timesThere(sql, accountId, mids), there)
    const later = growth(counts, await syncCounts(sql, accountId))
    assert.deepEqual([later.messages_healed, later.conversations_truncated], [20, 1])
  })
})

Deno.test('a message of the last minute is left to its webhook', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    const counts = await syncCounts(sql, accountId)
    await simulator.webhooks({ dropPercent: 100 })
    const { mid } = await simulator.message({ account: 'harbour', text: 'just now' })
    await syncNow(sql, accountId)
    assert.deepEqual(await timesThere(sql, accountId, [mid]), [0])
    assert.equal(growth(counts, await syncCounts(sql, accountId)).messages_healed, 0)
    // So that it does not become one that was missed while other tests run.
    await simulator.event({ account: 'harbour', event: { kind: 'unsend', mid } })
  })
})

Deno.test('a missed reaction is healed; one that was taken back since stays taken back', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    const [customer] = strangers(1) as [string]
    const [mid] = await write([customer], 1) as [string]
    await allDelivered()
    await syncNow(sql, accountId)
    const counts = await syncCounts(sql, accountId)
    const reaction = async () => {
      const rows = await sql`
        select emoji from public.reactions
        where provider_message_id = ${mid} and actor = 'contact'`
      return rows.map(({ emoji }) => emoji)
    }
    await simulator.webhooks({ dropPercent: 100 })
    const event = { kind: 'react' as const, mid, reaction: 'love', emoji: '❤️' }
    await simulator.event({ account: 'harbour', customer, event })
    await syncNow(sql, accountId)
    assert.deepEqual(await reaction(), ['❤️'])
    await syncNow(sql, accountId)
    assert.equal(growth(counts, await syncCounts(sql, accountId)).reactions_healed, 1)

    await sql`
      update public.reactions set emoji = null, reaction = null, reacted_at = now()
      where provider_message_id = ${mid}`
    await syncNow(sql, accountId)
    assert.deepEqual(await reaction(), [null])
  })
})

Deno.test('however often it is nudged, a due reading is one job and one reading', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    const start = await syncCounts(sql, accountId)
    await syncNow(sql, accountId)
    const counts = await syncCounts(sql, accountId)
    await makeDue(sql, accountId)
    await Promise.all([1, 2, 3].map(() => sql`select private.enqueue_due_conversation_syncs()`))
    await Promise.all([1, 2, 3, 4].map(async () => {
      const response = await fetch(`${stack.functionsUrl}/conversation-sync`, {
        method: 'POST',
        headers: { apikey: stack.secretKey },
      })
      await response.body?.cancel()
      assert.equal(response.status, 202)
    }))
    await runUntil(sql, 'the queue to be empty', async () => {
      const rows = await sql`select 1 from pgmq.q_conversation_sync`
      return rows.length === 0
    })
    const { runs, calls } = growth(counts, await syncCounts(sql, accountId))
    assert.deepEqual([runs, calls], [1, growth(start, counts).calls])
  })
})

Deno.test('readings come seldom while they find nothing, and often once they do', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    await sql`update public.accounts set last_webhook_at = now() where id = ${accountId}`
    const interval = async () => {
      const [row] = await sql`
        select interval_seconds as seconds from private.conversation_syncs
        where account_id = ${accountId}`
      return row!.seconds
    }
    await syncNow(sql, accountId)
    await syncNow(sql, accountId)
    assert.equal(await interval(), 600)
    await simulator.webhooks({ dropPercent: 100 })
    await write(strangers(1), 1)
    await syncNow(sql, accountId)
    assert.equal(await interval(), 300)
  })
})

Deno.test('a reading that has used up its calls goes on where it stopped', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    const counts = await syncCounts(sql, accountId)
    await simulator.webhooks({ dropPercent: 100 })
    const mids: string[] = []
    for (const customer of strangers(105)) {
      const timestamp = Date.now() - 2 * 60 * 60_000
      const sent = await simulator.message({ account: 'harbour', customer, text: 'x', timestamp })
      mids.push(sent.mid)
    }
    await syncNow(sql, accountId, 3 * 60)
    assert.deepEqual(await timesThere(sql, accountId, mids), mids.map(() => 1))
    const { runs, messages_healed } = growth(counts, await syncCounts(sql, accountId))
    assert.equal(messages_healed, 105)
    assert.ok(runs >= 2)
  })
})

Deno.test('members see what was healed in their workspace, and others do not', async () => {
  const seen = (email: string) =>
    withClient(email, async (client) => {
      const { data, error } = await client.from('sync_days').select('messages_healed')
        .eq('account_id', accountId)
      assert.equal(error, null)
      return data!.length
    })
  assert.ok(await seen(seeded.harbour.member) > 0)
  assert.equal(await seen(seeded.northlight.member), 0)
})
