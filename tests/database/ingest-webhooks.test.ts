import assert from 'node:assert/strict'
import { connectAccount, createWorkspace, inboxOf, ingest, ingestOne } from '../support/ingest.ts'
import { shuffled } from '../support/shuffled.ts'
import { withDatabase } from '../support/stack.ts'
import { messagingBody, textItem, uniqueId } from '../support/webhooks.ts'

Deno.test('an inbound message makes contact, conversation and message, and counts as unread', async () => {
  await withDatabase(async (sql) => {
    const to = await connectAccount(sql)
    const mid = uniqueId('mid')
    const item = textItem({ from: '1602', to, mid, text: 'héllo 😀', at: 1_788_700_000_123 })
    const result = await ingestOne(sql, messagingBody(to, [item]))
    assert.equal(result.applied, 1)
    const { conversations, messages } = await inboxOf(sql, to)
    assert.equal(conversations.length, 1)
    assert.equal(conversations[0]!.inbound_count, '1')
    assert.equal(conversations[0]!.last_message_text, 'héllo 😀')
    assert.equal(messages[0]!.sent_at.toISOString(), '2026-09-06T13:06:40.123Z')
    assert.equal(messages[0]!.author, 'contact')
  })
})

Deno.test('an echo lands in the same conversation and is not unread', async () => {
  await withDatabase(async (sql) => {
    const account = await connectAccount(sql)
    const inbound = textItem({ from: '1602', to: account, mid: uniqueId('mid'), text: 'Open?' })
    const echo = {
      ...textItem({ from: account, to: '1602', mid: uniqueId('mid'), text: 'Yes!' }),
      message: { mid: uniqueId('mid'), text: 'Yes!', is_echo: true },
      timestamp: Date.now() + 1000,
    }
    await ingestOne(sql, messagingBody(account, [inbound]))
    await ingestOne(sql, messagingBody(account, [echo]))
    const { conversations, messages } = await inboxOf(sql, account)
    assert.equal(conversations.length, 1)
    assert.equal(conversations[0]!.inbound_count, '1')
    assert.equal(conversations[0]!.last_message_direction, 'outbound')
    assert.deepEqual(messages.map((message) => message.direction), ['inbound', 'outbound'])
    assert.equal(messages[1]!.author, 'unknown')
  })
})

Deno.test('a message without text becomes a placeholder', async () => {
  await withDatabase(async (sql) => {
    const to = await connectAccount(sql)
    const message = { mid: uniqueId('mid'), attachments: [{ type: 'hologram' }] }
    const item = { ...textItem({ from: '1', to, mid: 'x', text: '' }), message }
    await ingestOne(sql, messagingBody(to, [item]))
    const { messages } = await inboxOf(sql, to)
    assert.equal(messages[0]!.kind, 'unknown')
    assert.equal(messages[0]!.text, null)
  })
})

Deno.test('events without a parser are kept beside those that are applied', async () => {
  await withDatabase(async (sql) => {
    const to = await connectAccount(sql)
    const body = messagingBody(to, [
      { sender: { id: '1' }, recipient: { id: to }, timestamp: 1, reaction: { mid: 'm' } },
      textItem({ from: '1', to, mid: uniqueId('mid'), text: 'hi' }),
      { something: 'new' },
    ])
    const { delivery_id, applied, kept } = await ingestOne(sql, body)
    assert.deepEqual({ applied, kept }, { applied: 1, kept: 2 })
    const events = await sql`
      select position, kind, state, payload from private.webhook_events
      where delivery_id = ${delivery_id as number} order by position`
    assert.deepEqual(events.map(({ kind, state }) => [kind, state]), [
      ['reaction', 'kept'],
      ['message', 'applied'],
      ['something', 'kept'],
    ])
    assert.deepEqual(events[2]!.payload, { something: 'new' })
  })
})

Deno.test('the same delivery again does nothing but count', async () => {
  await withDatabase(async (sql) => {
    const to = await connectAccount(sql)
    const body = messagingBody(to, [textItem({ from: '1', to, mid: uniqueId('mid'), text: 'a' })])
    const first = await ingestOne(sql, body)
    const before = await inboxOf(sql, to)
    const again = await ingestOne(sql, body)
    assert.deepEqual(again, { delivery_id: first.delivery_id, repeated: true })
    assert.deepEqual(await inboxOf(sql, to), before)
    const [row] = await sql`
      select times_received from private.webhook_deliveries
      where id = ${first.delivery_id as number}`
    assert.equal(row!.times_received, 2)
  })
})

Deno.test('an account connected in two workspaces gets rows in both', async () => {
  await withDatabase(async (sql) => {
    const both = [await createWorkspace(sql), await createWorkspace(sql)].sort()
    const to = await connectAccount(sql, { workspaceIds: both })
    const mid = uniqueId('mid')
    const result = await ingestOne(
      sql,
      messagingBody(to, [textItem({ from: '1', to, mid, text: 'a' })]),
    )
    assert.equal(result.applied, 1)
    const rows = await sql`
      select workspace_id from public.messages where provider_message_id = ${mid} order by 1`
    assert.deepEqual(rows.map((row) => row.workspace_id), both)
  })
})

Deno.test('an account that nobody connected leaves no message, and the event is kept', async () => {
  await withDatabase(async (sql) => {
    const to = uniqueId('account')
    const mid = uniqueId('mid')
    const result = await ingestOne(
      sql,
      messagingBody(to, [textItem({ from: '1', to, mid, text: 'a' })]),
    )
    assert.equal(result.unaddressed, 1)
    assert.equal(
      (await sql`select 1 from public.messages where provider_message_id = ${mid}`).length,
      0,
    )
  })
})

Deno.test('one that cannot be stored fails alone, whoever its neighbours are', async () => {
  await withDatabase(async (sql) => {
    const to = await connectAccount(sql)
    const neighbours = await connectAccount(sql)
    const item = (account: string, text: string, at: number) =>
      textItem({ from: '1', to: account, mid: uniqueId(text), text, at: 1_788_700_000_000 + at })
    const bodies = [
      messagingBody(neighbours, [item(neighbours, 'before', 0)]),
      messagingBody(to, ['a', 'b', 'bad', 'c', 'd'].map((text, at) => item(to, text, at))),
      messagingBody(neighbours, [item(neighbours, 'after', 1)]),
    ]
    const results = await ingest(sql, bodies, (events) => {
      for (const { effect } of events) {
        // The parser cuts longer texts; this is what a hole in it would let through.
        if (effect?.type === 'message' && effect.text === 'bad') effect.text = 'x'.repeat(20_001)
      }
    })
    assert.deepEqual(results.map(({ applied, failed }) => [applied, failed]), [
      [1, undefined],
      [4, 1],
      [1, undefined],
    ])
    const texts = async (account: string) =>
      (await inboxOf(sql, account)).messages.map(({ text }) => text)
    assert.deepEqual(await texts(to), ['a', 'b', 'c', 'd'])
    assert.deepEqual(await texts(neighbours), ['before', 'after'])
    const [event] = await sql`
      select state, error from private.webhook_events
      where delivery_id = ${results[1]!.delivery_id} and position = 2`
    assert.equal(event!.state, 'failed')
    assert.match(event!.error, /^23514: /)
  })
})

Deno.test('the same message in concurrent deliveries is stored and counted once', async () => {
  await withDatabase(async (sql) => {
    const to = await connectAccount(sql)
    const items = [1, 2, 3, 4].map((n) =>
      textItem({ from: `contact-${n}`, to, mid: uniqueId('mid'), text: `${n}` })
    )
    const bodies = Array.from({ length: 12 }, (_, n) => messagingBody(to, shuffled(items, n)))
    await Promise.all(bodies.map((body) => ingestOne(sql, body)))
    const { conversations, messages } = await inboxOf(sql, to)
    assert.equal(messages.length, 4)
    assert.deepEqual(conversations.map((row) => row.inbound_count), ['1', '1', '1', '1'])
  })
})

Deno.test('an account that asks to be reconnected receives; one that was disconnected does not', async () => {
  await withDatabase(async (sql) => {
    for (
      const [status, outcome] of [['needs_reconnect', 'applied'], ['disconnected', 'unaddressed']]
    ) {
      // It has no token at all: receiving needs none.
      const to = await connectAccount(sql)
      await sql`update public.accounts set status = ${status!} where provider_account_id = ${to}`
      const item = textItem({ from: '1', to, mid: uniqueId('mid'), text: 'still here?' })
      const { delivery_id: _, repeated: __, ...counts } = await ingestOne(
        sql,
        messagingBody(to, [item]),
      )
      assert.deepEqual(counts, { [outcome!]: 1 })
    }
  })
})
