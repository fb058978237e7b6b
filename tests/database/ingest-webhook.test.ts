import assert from 'node:assert/strict'
import fc from 'fast-check'
import type postgres from 'postgres'
import { parseDelivery } from '../../supabase/functions/_shared/meta/webhooks/parse-delivery.ts'
import type { Json } from '../../supabase/functions/_shared/meta/parse-meta-json.ts'
import { withDatabase } from '../support/stack.ts'
import { messagingBody, textItem, uniqueId } from '../support/webhooks.ts'

type Sql = postgres.Sql

/** Makes a workspace that no other test knows. */
async function createWorkspace(sql: Sql): Promise<string> {
  const [row] = await sql`insert into public.workspaces (name) values ('Test') returning id`
  return row!.id
}

/** Connects an account that no other test knows, in a new workspace or in the given ones. */
async function connectAccount(sql: Sql, given?: string[]): Promise<string> {
  const providerAccountId = uniqueId('account')
  const workspaceIds = given ?? [await createWorkspace(sql)]
  for (const workspaceId of workspaceIds) {
    await sql`
      insert into public.accounts (workspace_id, provider, login, provider_account_id)
      values (${workspaceId}, 'instagram', 'instagram', ${providerAccountId})`
  }
  return providerAccountId
}

async function ingest(sql: Sql, body: string): Promise<Record<string, number | boolean>> {
  const events = parseDelivery(JSON.parse(body) as Json)
  const [row] = await sql`
    select private.ingest_webhook(
      ${new TextEncoder().encode(body)}, 'instagram', 1::smallint, ${sql.json(events)}
    ) as result`
  return row!.result
}

/** What a member would see of an account, without the ids that are our own. */
async function inboxOf(sql: Sql, providerAccountId: string) {
  const conversations = await sql`
    select contacts.provider_contact_id, inbound_count, last_message_at, last_message_text,
      last_message_direction, last_message_provider_id, last_inbound_at
    from public.conversations
    join public.contacts on contacts.id = contact_id
    join public.accounts on accounts.id = conversations.account_id
    where provider_account_id = ${providerAccountId}
    order by 1`
  const messages = await sql`
    select provider_message_id, direction, author, kind, text, sent_at
    from public.messages
    join public.accounts on accounts.id = messages.account_id
    where provider_account_id = ${providerAccountId}
    order by sent_at, provider_message_id`
  return { conversations: [...conversations], messages: [...messages] }
}

Deno.test('an inbound message makes contact, conversation and message, and counts as unread', async () => {
  await withDatabase(async (sql) => {
    const to = await connectAccount(sql)
    const mid = uniqueId('mid')
    const item = textItem({ from: '1602', to, mid, text: 'héllo 😀', at: 1_788_700_000_123 })
    const result = await ingest(sql, messagingBody(to, [item]))
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
    await ingest(sql, messagingBody(account, [inbound]))
    await ingest(sql, messagingBody(account, [echo]))
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
    await ingest(sql, messagingBody(to, [item]))
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
    const { delivery_id, applied, kept } = await ingest(sql, body)
    assert.deepEqual({ applied, kept }, { applied: 1, kept: 2 })
    const events = await sql`
      select position, kind, state, payload from private.webhook_events
      where delivery_id = ${delivery_id as number} order by position`
    assert.deepEqual(events.map(({ kind, state }) => [kind, state]), [
      ['reaction', 'kept'],
      ['message', 'applied'],
      ['unknown', 'kept'],
    ])
    assert.deepEqual(events[2]!.payload, { something: 'new' })
  })
})

Deno.test('the same delivery again does nothing but count', async () => {
  await withDatabase(async (sql) => {
    const to = await connectAccount(sql)
    const body = messagingBody(to, [textItem({ from: '1', to, mid: uniqueId('mid'), text: 'a' })])
    const first = await ingest(sql, body)
    const before = await inboxOf(sql, to)
    const again = await ingest(sql, body)
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
    const to = await connectAccount(sql, both)
    const mid = uniqueId('mid')
    const result = await ingest(
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
    const result = await ingest(
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

Deno.test('a message that cannot be stored fails alone', async () => {
  await withDatabase(async (sql) => {
    const to = await connectAccount(sql)
    const items = ['good', 'bad', 'fine'].map((text, at) =>
      textItem({ from: '1', to, mid: uniqueId(text), text, at: 1_788_700_000_000 + at })
    )
    const body = messagingBody(to, items)
    const events = parseDelivery(JSON.parse(body) as Json)
    // The parser refuses longer texts; this is what a hole in it would let through.
    events[1]!.message!.text = 'x'.repeat(20_001)
    const [row] = await sql`
      select private.ingest_webhook(
        ${new TextEncoder().encode(body)}, 'instagram', 1::smallint, ${sql.json(events)}
      ) as result`
    assert.deepEqual(
      { applied: row!.result.applied, failed: row!.result.failed },
      { applied: 2, failed: 1 },
    )
    const { messages } = await inboxOf(sql, to)
    assert.deepEqual(messages.map((message) => message.text), ['good', 'fine'])
    const [event] = await sql`
      select state, error from private.webhook_events
      where delivery_id = ${row!.result.delivery_id} and position = 1`
    assert.equal(event!.state, 'failed')
    assert.match(event!.error, /^23514: /)
  })
})

Deno.test('any order, any repetition and any split of the same messages give the same inbox', async () => {
  await withDatabase(async (sql) => {
    const scenario = fc.record({
      messages: fc.array(
        fc.record({
          contact: fc.integer({ min: 1, max: 3 }),
          // Few distinct times, so that ties happen.
          second: fc.integer({ min: 0, max: 4 }),
          echo: fc.boolean(),
        }),
        { minLength: 1, maxLength: 12 },
      ),
      seed: fc.integer(),
      repeats: fc.integer({ min: 0, max: 6 }),
      batch: fc.integer({ min: 1, max: 5 }),
    })
    const property = fc.asyncProperty(scenario, async ({ messages, seed, repeats, batch }) => {
      const inOrder = await connectAccount(sql)
      const shuffled = await connectAccount(sql)
      const itemsFor = (account: string) =>
        messages.map(({ contact, second, echo }, index) => ({
          sender: { id: echo ? account : `contact-${contact}` },
          recipient: { id: echo ? `contact-${contact}` : account },
          timestamp: 1_788_700_000_000 + second * 1000,
          message: { mid: `mid-${index}`, text: `text ${index}`, ...(echo && { is_echo: true }) },
        }))

      await ingest(sql, messagingBody(inOrder, itemsFor(inOrder)))
      const items = itemsFor(shuffled)
      const mixed = mix([...items, ...items.slice(0, repeats)], seed)
      for (let index = 0; index < mixed.length; index += batch) {
        await ingest(sql, messagingBody(shuffled, mixed.slice(index, index + batch)))
      }
      assert.deepEqual(await inboxOf(sql, shuffled), await inboxOf(sql, inOrder))
    })
    await fc.assert(property, { numRuns: 40 })
  })
})

Deno.test('the same message in concurrent deliveries is stored and counted once', async () => {
  await withDatabase(async (sql) => {
    const to = await connectAccount(sql)
    const items = [1, 2, 3, 4].map((n) =>
      textItem({ from: `contact-${n}`, to, mid: uniqueId('mid'), text: `${n}` })
    )
    const bodies = Array.from({ length: 12 }, (_, n) => messagingBody(to, mix(items, n)))
    await Promise.all(bodies.map((body) => ingest(sql, body)))
    const { conversations, messages } = await inboxOf(sql, to)
    assert.equal(messages.length, 4)
    assert.deepEqual(conversations.map((row) => row.inbound_count), ['1', '1', '1', '1'])
  })
})

/** Shuffles by a seed, so that a failure can be repeated. */
function mix<T>(items: T[], seed: number): T[] {
  let state = seed | 0
  const next = () => (state = (Math.imul(state, 1_103_515_245) + 12_345) | 0) >>> 8
  const mixed = [...items]
  for (let index = mixed.length - 1; index > 0; index--) {
    const other = next() % (index + 1)
    ;[mixed[index], mixed[other]] = [mixed[other]!, mixed[index]!]
  }
  return mixed
}
