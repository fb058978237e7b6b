import assert from 'node:assert/strict'
import type postgres from 'postgres'
import type { Log } from '../../supabase/functions/_shared/log/log.ts'
import { runReplay } from '../../supabase/functions/webhook-replay/run-replay.ts'
import { connectAccount, createWorkspace, inboxOf, ingest, ingestOne } from '../support/ingest.ts'
import { withDatabase } from '../support/stack.ts'
import { messagingBody, textItem, uniqueId } from '../support/webhooks.ts'

type Sql = postgres.Sql
const log: Log = () => {}

/** Takes the jobs of these deliveries off the queue and does them, as the worker would. */
async function replay(sql: Sql, deliveryIds: (number | string)[]): Promise<string[]> {
  const outcomes: string[] = []
  const ids = deliveryIds.map(String)
  const jobs = await sql<
    { job_id: string; read_count: number; payload: { delivery_id: number } }[]
  >`
    update pgmq.q_webhook_replay
    set read_ct = read_ct + 1, vt = clock_timestamp() + interval '1 minute'
    where message ->> 'delivery_id' in ${sql(ids)}
    returning msg_id as job_id, read_ct as read_count, message as payload`
  for (const job of jobs) outcomes.push(await runReplay({ sql, log }, job))
  return outcomes
}

async function order(sql: Sql, account: string, states?: string[]): Promise<void> {
  await sql`
    select * from private.replay_webhooks(
      p_provider_account_id => ${account},
      p_states => ${states ?? ['placeholder', 'kept', 'unaddressed', 'failed']},
      p_dry_run => false
    )`
}

async function statesOf(sql: Sql, deliveryId: number): Promise<string[]> {
  const rows = await sql`
    select state from private.webhook_events where delivery_id = ${deliveryId} order by position`
  return rows.map(({ state }) => state)
}

Deno.test('a dry run counts by kind and state, and changes nothing', async () => {
  await withDatabase(async (sql) => {
    const nobody = uniqueId('account')
    const mids = [uniqueId('mid'), uniqueId('mid')]
    const items = mids.map((mid) => textItem({ from: '1', to: nobody, mid, text: 'hello' }))
    await ingestOne(sql, messagingBody(nobody, items))
    const rows = await sql`
      select kind, state, events, deliveries
      from private.replay_webhooks(p_provider_account_id => ${nobody}, p_kinds => '{message}')`
    assert.deepEqual([...rows], [
      { kind: 'message', state: 'unaddressed', events: '2', deliveries: '1' },
    ])
    const none = await sql`
      select * from private.replay_webhooks(
        p_provider_account_id => ${nobody}, p_to => now() - interval '1 hour'
      )`
    assert.equal(none.length, 0)
    assert.deepEqual(await replay(sql, [0]), [])
  })
})

Deno.test('what came before its account was connected is there after a replay, once', async () => {
  await withDatabase(async (sql) => {
    const account = uniqueId('account')
    const mid = uniqueId('mid')
    const result = await ingestOne(
      sql,
      messagingBody(account, [textItem({ from: '7', to: account, mid, text: 'early' })]),
    )
    assert.equal(result.unaddressed, 1)
    await sql`
      insert into public.accounts (workspace_id, provider, login, provider_account_id)
      values (${await createWorkspace(sql)}, 'instagram', 'instagram', ${account})`

    // Ordered twice, and done twice: R12, redrive is safe.
    await order(sql, account)
    await order(sql, account)
    assert.deepEqual(await replay(sql, [result.delivery_id]), ['replayed', 'replayed'])
    const { conversations, messages } = await inboxOf(sql, account)
    assert.deepEqual(messages.map(({ text }) => text), ['early'])
    assert.equal(conversations[0]!.inbound_count, '1')
    assert.deepEqual(await statesOf(sql, result.delivery_id), ['applied'])
  })
})

Deno.test('a later parser turns a placeholder into the real thing, in its place', async () => {
  await withDatabase(async (sql) => {
    const account = await connectAccount(sql)
    const mid = uniqueId('mid')
    const body = messagingBody(account, [
      textItem({ from: '7', to: account, mid, text: 'understood today', at: 1_788_700_000_000 }),
    ])
    // As a parser that knew nothing of messages would have told it.
    const [result] = await ingest(sql, [body], (events) => {
      const [event] = events
      event!.kind = 'novelty'
      event!.payload = { novelty: true }
      if (event!.effect?.type !== 'message') throw new Error('a message was expected')
      Object.assign(event!.effect, { mid: `event:novelty:7:${mid}`, kind: 'unknown', text: null })
    })
    assert.equal(result!.placeholder, 1)
    assert.deepEqual((await inboxOf(sql, account)).messages.map(({ kind }) => kind), ['unknown'])

    await order(sql, account)
    await replay(sql, [result!.delivery_id])
    const { conversations, messages } = await inboxOf(sql, account)
    assert.deepEqual(
      messages.map(({ provider_message_id, kind, text }) => [provider_message_id, kind, text]),
      [[mid, 'text', 'understood today']],
    )
    assert.equal(conversations[0]!.inbound_count, '1')
    assert.equal(conversations[0]!.last_message_text, 'understood today')
    assert.deepEqual(await statesOf(sql, result!.delivery_id), ['applied'])
  })
})

Deno.test('a placeholder whose message came by itself meanwhile goes', async () => {
  await withDatabase(async (sql) => {
    const account = await connectAccount(sql)
    const mid = uniqueId('mid')
    const body = messagingBody(account, [
      textItem({ from: '7', to: account, mid, text: 'twice?', at: 1_788_700_000_000 }),
    ])
    const [result] = await ingest(sql, [body], ([event]) => {
      Object.assign(event!.effect!, { mid: `event:novelty:7:${mid}`, kind: 'unknown', text: null })
    })
    await ingestOne(sql, body.replace('"time"', ' "time"'))
    assert.equal((await inboxOf(sql, account)).conversations[0]!.inbound_count, '2')

    await order(sql, account)
    await replay(sql, [result!.delivery_id])
    const { conversations, messages } = await inboxOf(sql, account)
    assert.deepEqual(messages.map(({ text }) => text), ['twice?'])
    assert.equal(conversations[0]!.inbound_count, '1')
  })
})

Deno.test('replaying everything, applied or not, changes no table', async () => {
  await withDatabase(async (sql) => {
    const account = await connectAccount(sql)
    const mids = ['a', 'b', 'c'].map(uniqueId)
    const items = mids.map((mid, at) =>
      textItem({ from: '7', to: account, mid, text: mid, at: 1_788_700_000_000 + at })
    )
    const unsend = {
      sender: { id: '7' },
      recipient: { id: account },
      timestamp: 1_788_700_060_000,
      message: { mid: mids[1], is_deleted: true },
    }
    const result = await ingestOne(sql, messagingBody(account, [...items, unsend]))
    const before = await inboxOf(sql, account)
    const states = await statesOf(sql, result.delivery_id)
    await order(sql, account, ['applied', 'known', 'kept'])
    await replay(sql, [result.delivery_id])
    assert.deepEqual(await inboxOf(sql, account), before)
    assert.deepEqual(await statesOf(sql, result.delivery_id), states)
  })
})

Deno.test('a job of an unknown shape goes to the dead letters', async () => {
  await withDatabase(async (sql) => {
    const [sent] = await sql`select pgmq.send('webhook_replay', '{"delivery": "x"}'::jsonb) as id`
    const [job] = await sql<{ job_id: string; read_count: number; payload: unknown }[]>`
      update pgmq.q_webhook_replay set read_ct = 1 where msg_id = ${sent!.id}
      returning msg_id as job_id, read_ct as read_count, message as payload`
    if (job) assert.equal(await runReplay({ sql, log }, job), 'dead')
    const [dead] = await sql`
      select message ->> 'class' as class from pgmq.q_webhook_replay_dead
      where message -> 'job' ->> 'delivery' = 'x'`
    assert.equal(dead!.class, 'poison')
  })
})
