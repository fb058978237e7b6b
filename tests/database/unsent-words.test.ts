import assert from 'node:assert/strict'
import type postgres from 'postgres'
import { connectAccount, inboxOf, ingestOne } from '../support/ingest.ts'
import { withDatabase } from '../support/stack.ts'
import { messagingBody, textItem, uniqueId } from '../support/webhooks.ts'

type Sql = postgres.Sql

/** Where the words still stand, among all that is stored of deliveries and messages. */
async function placesOf(sql: Sql, words: string): Promise<string[]> {
  const pattern = `%${words}%`
  const rows = await sql`
    select 'delivery' as place from private.webhook_deliveries
    where encode(body, 'escape') like ${pattern}
    union all select 'event' from private.webhook_events where payload::text like ${pattern}
    union all select 'message' from public.messages where text like ${pattern}
    union all select 'context' from public.messages where context::text like ${pattern}
    union all select 'conversation' from public.conversations
      where last_message_text like ${pattern}
    union all select 'mark' from private.message_marks where edited_text like ${pattern}
    union all select 'attachment' from public.attachments
      where source_url like ${pattern} or title like ${pattern}
    order by 1`
  return rows.map(({ place }) => place)
}

/** Until the list is empty, as cron would in a while. */
async function redactAll(sql: Sql): Promise<void> {
  for (;;) {
    const [row] = await sql`select private.redact_deliveries() as redacted`
    if (row!.redacted === 0) return
  }
}

function unsendItem(from: string, to: string, mid: string): Record<string, unknown> {
  return {
    sender: { id: from },
    recipient: { id: to },
    timestamp: 1_788_700_090_000,
    message: { mid, is_deleted: true },
  }
}

for (const order of ['after its message', 'before its message']) {
  Deno.test(`an unsend that comes ${order} removes the words everywhere`, async () => {
    await withDatabase(async (sql) => {
      const account = await connectAccount(sql)
      const [words, kept] = [uniqueId('secret'), uniqueId('other')]
      const [mid, otherMid] = [uniqueId('mid'), uniqueId('mid')]
      const message = {
        ...textItem({ from: '7', to: account, mid, text: words, at: 1_788_700_000_000 }),
        message: {
          mid,
          text: words,
          attachments: [{
            type: 'image',
            payload: { url: `https://lookaside.fbsbx.com/${words}` },
          }],
        },
      }
      const other = textItem({ from: '7', to: account, mid: otherMid, text: kept, at: 1 })
      const told = messagingBody(account, [message, other])
      const unsent = messagingBody(account, [unsendItem('7', account, mid)])
      for (const body of order === 'after its message' ? [told, unsent] : [unsent, told]) {
        await ingestOne(sql, body)
      }
      await redactAll(sql)

      assert.deepEqual(await placesOf(sql, words), [])
      // Neighbours in the same delivery stay as they are.
      assert.deepEqual(await placesOf(sql, kept), ['delivery', 'message'])
      const { messages, attachments, conversations } = await inboxOf(sql, account)
      const row = messages.find(({ provider_message_id }) => provider_message_id === mid)
      assert.equal(row!.text, null)
      assert.equal(row!.unsent_at.toISOString(), '2026-09-06T13:08:10.000Z')
      assert.equal(attachments.length, 0)
      assert.equal(conversations[0]!.last_message_kind, 'unsent')
    })
  })
}

Deno.test('words that are told again after the unsend go as well', async () => {
  await withDatabase(async (sql) => {
    const account = await connectAccount(sql)
    const words = uniqueId('secret')
    const mid = uniqueId('mid')
    const item = textItem({ from: '7', to: account, mid, text: words, at: 1_788_700_000_000 })
    await ingestOne(sql, messagingBody(account, [item]))
    await ingestOne(sql, messagingBody(account, [unsendItem('7', account, mid)]))
    await redactAll(sql)
    const edit = {
      sender: { id: '7' },
      recipient: { id: account },
      timestamp: 1_788_700_050_000,
      message_edit: { mid, text: `${words} edited`, num_edit: 1 },
    }
    await ingestOne(sql, messagingBody(account, [item, edit]))
    await redactAll(sql)
    assert.deepEqual(await placesOf(sql, words), [])
  })
})

Deno.test('old deliveries are pruned: applied ones first, open ones later', async () => {
  await withDatabase(async (sql) => {
    const account = await connectAccount(sql)
    const item = () => textItem({ from: '7', to: account, mid: uniqueId('mid'), text: 'a' })
    const applied = await ingestOne(sql, messagingBody(account, [item()]))
    const open = await ingestOne(sql, messagingBody(account, [item(), { something: 'new' }]))
    const recent = await ingestOne(sql, messagingBody(account, [item()]))
    const age = (id: number, days: number) =>
      sql`update private.webhook_deliveries set received_at = now() - ${`${days} days`}::interval
        where id = ${id}`
    const left = async () => {
      await sql`select private.prune_webhooks()`
      const ids = [applied, open, recent].map(({ delivery_id }) => delivery_id)
      const rows = await sql`
        select deliveries.id::int, count(events)::int as events
        from private.webhook_deliveries as deliveries
        left join private.webhook_events as events on events.delivery_id = deliveries.id
        where deliveries.id in ${sql(ids)} group by 1 order by 1`
      return rows.map(({ id, events }) => [id, events])
    }
    await age(applied.delivery_id, 31)
    await age(open.delivery_id, 31)
    assert.deepEqual(await left(), [[open.delivery_id, 2], [recent.delivery_id, 1]])
    await age(open.delivery_id, 91)
    assert.deepEqual(await left(), [[recent.delivery_id, 1]])
    const orphans = await sql`
      select 1 from private.webhook_events
      where delivery_id in ${sql([applied.delivery_id, open.delivery_id])}`
    assert.equal(orphans.length, 0)
  })
})
