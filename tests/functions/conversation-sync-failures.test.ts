import assert from 'node:assert/strict'
import type postgres from 'postgres'
import { rolledBack, seeded, withDatabase } from '../support/stack.ts'
import {
  makeDue,
  runUntil,
  simulator,
  strangers,
  syncCounts,
  syncNow,
  timesThere,
  withQuietSyncs,
} from '../support/conversation-sync.ts'
import { uniqueId } from '../support/webhooks.ts'

const { accountId } = seeded.harbour

/** A message that no webhook told of, for a reading to find. */
async function missedMessage(): Promise<string> {
  await simulator.webhooks({ dropPercent: 100 })
  const [customer] = strangers(1) as [string]
  const timestamp = Date.now() - 10 * 60_000
  const { mid } = await simulator.message({ account: 'harbour', customer, text: 'hm', timestamp })
  await simulator.webhooks()
  return mid
}

async function syncRow(sql: postgres.Sql) {
  const [row] = await sql`
    select * from private.conversation_syncs where account_id = ${accountId}`
  return row!
}

Deno.test('at the limit for conversations these wait, no attempt is counted, metrics go on', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    const mid = await missedMessage()
    await simulator.graphError({ code: 613, status: 400, times: 1 })
    await makeDue(sql, accountId)
    await runUntil(sql, 'the limit to be noticed', async () => {
      return (await syncRow(sql)).limited_until !== null
    })
    const [job] = await sql`select message from pgmq.q_conversation_sync`
    assert.equal(job!.message.attempts, 0)
    const [token] = await sql`
      select limited_until from private.tokens where account_id = ${accountId}`
    assert.equal(token!.limited_until, null)

    await sql`update private.conversation_syncs set limited_until = null`
    await sql`update pgmq.q_conversation_sync set vt = clock_timestamp()`
    await syncNow(sql, accountId)
    assert.deepEqual(await timesThere(sql, accountId, [mid]), [1])
  })
})

Deno.test('at any other limit the token rests', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    await simulator.graphError({ code: 4, status: 403, times: 1 })
    await makeDue(sql, accountId)
    try {
      await runUntil(sql, 'the token to rest', async () => {
        const rows = await sql`
          select 1 from private.tokens where account_id = ${accountId} and limited_until > now()`
        return rows.length === 1
      })
    } finally {
      await sql`update private.tokens set limited_until = null`
      await sql`update pgmq.q_conversation_sync set vt = clock_timestamp()`
    }
    await syncNow(sql, accountId)
  })
})

Deno.test('a revoked token asks for a reconnect, and what was missed is healed after it', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    const mid = await missedMessage()
    await simulator.graphError({ code: 190, subcode: 460, status: 400, times: 1 })
    await makeDue(sql, accountId)
    try {
      const account = await runUntil(sql, 'the account to ask for a reconnect', async () => {
        const [row] = await sql`
          select status_reason from public.accounts
          where id = ${accountId} and status = 'needs_reconnect'`
        return row
      })
      assert.match(account.status_reason, /code 190\/460/)
      assert.doesNotMatch(account.status_reason, /IGAA/)
      assert.equal((await syncRow(sql)).job_id, null)
      await sql`update private.conversation_syncs set due_at = now()`
      await sql`select private.enqueue_due_conversation_syncs()`
      assert.equal((await syncRow(sql)).job_id, null)
    } finally {
      await sql`update private.tokens set status = 'valid'`
      await sql`
        update public.accounts set status = 'connected', status_reason = null
        where id = ${accountId}`
    }
    await syncNow(sql, accountId)
    assert.deepEqual(await timesThere(sql, accountId, [mid]), [1])
  })
})

Deno.test('a permanent error is recorded and asked again at the slowest pace', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    const { failures } = await syncCounts(sql, accountId)
    await simulator.graphError({ code: 10, status: 403, times: 1 })
    await makeDue(sql, accountId)
    const sync = await runUntil(sql, 'the failure to be recorded', async () => {
      const row = await syncRow(sql)
      return row.last_failure !== null && row.job_id === null && row
    })
    assert.match(sync.last_failure, /code 10/)
    assert.ok(sync.due_at.getTime() > Date.now() + 3_000_000)
    assert.equal((await syncCounts(sql, accountId)).failures, failures + 1)
    await syncNow(sql, accountId)
    assert.equal((await syncRow(sql)).last_failure, null)
  })
})

Deno.test('Graph may find a page too large: a smaller one is asked for', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    const mid = await missedMessage()
    const { calls } = await syncCounts(sql, accountId)
    await simulator.graphError({ code: 1, status: 500, times: 2 })
    await syncNow(sql, accountId)
    assert.deepEqual(await timesThere(sql, accountId, [mid]), [1])
    assert.ok((await syncCounts(sql, accountId)).calls >= calls + 3)
  })
})

Deno.test('a job of unknown shape is a dead letter and holds nobody up', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    const kind = uniqueId('nonsense')
    await sql`
      select pgmq.send(queue_name => 'conversation_sync', msg => ${sql.json({ kind })})`
    await runUntil(sql, 'the dead letter', async () => {
      const rows = await sql`
        select 1 from pgmq.q_conversation_sync_dead
        where message -> 'job' ->> 'kind' = ${kind} and message ->> 'class' = 'poison'`
      return rows.length === 1
    })
    await syncNow(sql, accountId)
  })
})

/** A job that a worker has taken, in a transaction of the test's own. */
async function takenJob(sql: postgres.TransactionSql) {
  const [job] = await sql`
    select * from pgmq.send(
      queue_name => 'conversation_sync',
      msg => ${sql.json({ kind: 'recent', account_id: accountId })}
    ) as job_id`
  await sql`
    insert into private.conversation_syncs (account_id) values (${accountId})
    on conflict (account_id) do update set job_id = ${job!.job_id}`
  await sql`update pgmq.q_conversation_sync set read_ct = 1 where msg_id = ${job!.job_id}`
  return job!.job_id as string
}

Deno.test('a worker that died may come back: what it read changes nothing any more', async () => {
  await withDatabase((sql) =>
    rolledBack(sql, async (transaction) => {
      const job = await takenJob(transaction)
      await transaction`update pgmq.q_conversation_sync set read_ct = 2 where msg_id = ${job}`
      const mid = uniqueId('late')
      const reading = {
        observed_at: new Date().toISOString(),
        calls: 1,
        cursor: null,
        threads: [{
          contact: '1602510301006188',
          more: false,
          effects: [{
            ...{ type: 'message', contact: '1602510301006188', mid, standby: false },
            ...{ at: new Date(Date.now() - 600_000).toISOString(), direction: 'inbound' },
            ...{ author: 'contact', kind: 'text', text: 'late', reply_to: null, context: {} },
            ...{ attachments: [], window_cause: 'message' },
          }],
        }],
      }
      const end = (readCount: number) =>
        transaction.savepoint((nested) =>
          nested`
            select private.end_recent_sync(
              ${job}, ${readCount}, ${accountId}, null, ${nested.json(reading)},
              now() - interval '1 hour', 90
            )`
        )
      const there = async () => {
        const rows = await transaction`
          select 1 from public.messages where provider_message_id = ${mid}`
        return rows.length
      }
      await assert.rejects(end(1), /job_lease_lost/)
      assert.equal(await there(), 0)
      await end(2)
      assert.equal(await there(), 1)
      await assert.rejects(end(2), /job_lease_lost/)
    })
  )
})

Deno.test('two jobs of one account never run at once: the second waits without an attempt', async () => {
  await withDatabase((sql) =>
    rolledBack(sql, async (transaction) => {
      const start = async (job: string) => {
        const payload = transaction.json({ kind: 'recent', account_id: accountId })
        const [row] = await transaction`
          select private.start_conversation_job(${job}, 1, ${payload}, 90) as started`
        return row!.started.outcome
      }
      await transaction`
        update private.conversation_syncs
        set leased_job_id = null, leased_until = null, limited_until = null`
      const first = await takenJob(transaction)
      assert.equal(await start(first), 'ready')
      const second = await takenJob(transaction)
      assert.equal(await start(second), 'waits')
      await transaction`
        update private.conversation_syncs set leased_until = now() - interval '1 second'`
      assert.equal(await start(second), 'ready')
    })
  )
})

Deno.test('an import whose worker died goes on from the last page that was committed', async () => {
  await withDatabase((sql) =>
    rolledBack(sql, async (transaction) => {
      const payload = transaction.json({ kind: 'import', account_id: accountId })
      await transaction`
        insert into private.conversation_syncs (account_id) values (${accountId})
        on conflict (account_id) do nothing`
      await transaction`
        update private.conversation_syncs
        set list_cursor = null, leased_job_id = null, limited_until = null`
      await transaction`
        insert into public.account_history (account_id, workspace_id)
        values (${accountId}, ${seeded.harbour.workspaceId})
        on conflict (account_id) do nothing`
      await transaction`select private.enqueue_import(${accountId}, 2::smallint)`
      const [{ job } = {}] = await transaction`
        update pgmq.q_conversation_sync set read_ct = 1
        where msg_id = (select max(msg_id) from pgmq.q_conversation_sync) returning msg_id as job`
      const start = async (readCount: number) => {
        const [row] = await transaction`
          select private.start_conversation_job(${job}, ${readCount}, ${payload}, 90) as started`
        return row!.started
      }
      const page = async (readCount: number, cursor: string) => {
        const reading = { observed_at: new Date().toISOString(), calls: 1, threads: [], cursor }
        const [row] = await transaction.savepoint((nested) =>
          nested`
            select private.apply_import_page(
              ${job}, ${readCount}, ${accountId}, null, ${nested.json(reading)}, now(), 90
            ) as result`
        )
        return row!.result.outcome
      }
      assert.equal((await start(1)).list_cursor, null)
      assert.equal(await page(1, 'first'), 'requested')
      await transaction`update pgmq.q_conversation_sync set read_ct = 2 where msg_id = ${job}`
      assert.equal((await start(2)).list_cursor, 'first')
      await assert.rejects(page(1, 'late'), /job_lease_lost/)
      assert.equal(await page(2, 'second'), 'partial')
      await assert.rejects(page(2, 'third'), /job_lease_lost/)
    })
  )
})
