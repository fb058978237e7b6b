import assert from 'node:assert/strict'
import type postgres from 'postgres'
import { rolledBack, seeded, withDatabase } from '../support/stack.ts'

type Sql = postgres.TransactionSql

/** A queue of the transaction's own, so that no worker takes its jobs. */
async function withQueue(work: (sql: Sql) => Promise<void>): Promise<void> {
  await withDatabase((sql) =>
    rolledBack(sql, async (transaction) => {
      await transaction`select pgmq.create('test_work'), pgmq.create('test_work_dead')`
      await work(transaction)
    })
  )
}

async function send(sql: Sql, payload: Record<string, string | number>): Promise<void> {
  await sql`select pgmq.send(queue_name => 'test_work', msg => ${sql.json(payload)})`
}

async function read(sql: Sql, visibilitySeconds = 60) {
  return await sql`select * from private.read_jobs('test_work', ${visibilitySeconds}, 10)`
}

async function deadLetters(sql: Sql) {
  return (await sql`select message from pgmq.q_test_work_dead`).map((row) => row.message)
}

Deno.test('a job that is taken is hidden from others until its time is up', async () => {
  await withQueue(async (sql) => {
    await send(sql, { n: 1 })
    assert.equal((await read(sql, 60)).length, 1)
    assert.equal((await read(sql, 60)).length, 0)
    await sql`update pgmq.q_test_work set vt = clock_timestamp()`
    assert.equal((await read(sql))[0]!.read_count, 2)
  })
})

Deno.test('a worker whose lease ran out cannot end the job of the next one', async () => {
  await withQueue(async (sql) => {
    await send(sql, { n: 1 })
    const [mine] = await read(sql)
    await sql`update pgmq.q_test_work set vt = clock_timestamp()`
    const [theirs] = await read(sql)
    const end = (job: postgres.Row) =>
      sql.savepoint((nested) =>
        nested`select private.end_job('test_work', ${job.job_id}, ${job.read_count})`
      )
    await assert.rejects(end(mine!), /job_lease_lost/)
    await end(theirs!)
    await assert.rejects(end(theirs!), /job_lease_lost/)
  })
})

Deno.test('a transient failure comes back later and counts as an attempt; the eighth is the last', async () => {
  await withQueue(async (sql) => {
    await send(sql, { n: 1 })
    for (let attempt = 1; attempt <= 8; attempt++) {
      const [job] = await read(sql)
      const [row] = await sql`
        select private.retry_job(
          'test_work', ${job!.job_id}, ${job!.read_count}, 'transient', 'HTTP 500', 0
        ) as outcome`
      assert.equal(row!.outcome, attempt < 8 ? 'retry' : 'dead', `attempt ${attempt}`)
    }
    assert.equal((await read(sql)).length, 0)
    const [dead] = await deadLetters(sql)
    assert.deepEqual([dead.attempts, dead.cause, dead.job.n], [8, 'HTTP 500', 1])
  })
})

Deno.test('waiting for a limit is no attempt, however often', async () => {
  await withQueue(async (sql) => {
    await send(sql, { n: 1 })
    for (let turn = 0; turn < 20; turn++) {
      const [job] = await read(sql)
      const [row] = await sql`
        select private.retry_job(
          'test_work', ${job!.job_id}, ${job!.read_count}, 'throttled', 'code 4', 0
        ) as outcome`
      assert.equal(row!.outcome, 'retry')
    }
    assert.deepEqual(await deadLetters(sql), [])
  })
})

Deno.test('poison goes to the dead letters at once and leaves its neighbours alone', async () => {
  await withQueue(async (sql) => {
    await send(sql, { n: 1 })
    await send(sql, { n: 2 })
    const [poison, neighbour] = await read(sql)
    const [row] = await sql`
      select private.retry_job(
        'test_work', ${poison!.job_id}, ${poison!.read_count}, 'poison', 'unknown shape', 0
      ) as outcome`
    assert.equal(row!.outcome, 'dead')
    assert.equal((await deadLetters(sql)).length, 1)
    await sql`select private.end_job('test_work', ${neighbour!.job_id}, ${neighbour!.read_count})`
  })
})

Deno.test('a due poll is queued once, however often the schedule runs', async () => {
  await withDatabase((sql) =>
    rolledBack(sql, async (transaction) => {
      await transaction`update private.polls set due_at = now() - interval '1 second', job_id = null`
      const enqueue = async () => {
        const [row] = await transaction`select private.enqueue_due_polls() as count`
        return row!.count as number
      }
      assert.ok(await enqueue() >= 2)
      assert.equal(await enqueue(), 0)
    })
  )
})

Deno.test('an account that must be reconnected is not polled', async () => {
  await withDatabase((sql) =>
    rolledBack(sql, async (transaction) => {
      await transaction`update private.polls set due_at = now() + interval '1 hour', job_id = null`
      await transaction`
        update private.polls set due_at = now() - interval '1 second'
        where account_id = ${seeded.harbour.accountId}`
      await transaction`
        update public.accounts set status = 'needs_reconnect'
        where id = ${seeded.harbour.accountId}`
      const [row] = await transaction`select private.enqueue_due_polls() as count`
      assert.equal(row!.count, 0)
    })
  )
})

Deno.test('a late answer never overwrites a newer one', async () => {
  await withDatabase((sql) =>
    rolledBack(sql, async (transaction) => {
      const accountId = seeded.harbour.accountId
      const apply = async (observedAt: string, followers: number) => {
        const [poll] = await transaction`
          select id from private.polls where account_id = ${accountId}`
        await transaction`select pgmq.send(queue_name => 'metric_poll', msg => '{}'::jsonb)`
        const [job] = await transaction`
          update pgmq.q_metric_poll set read_ct = 1
          where msg_id = (select max(msg_id) from pgmq.q_metric_poll) returning msg_id`
        const metrics = [{ metric: 'followers', value: followers }]
        const [row] = await transaction`
          select private.apply_overview(
            ${poll!.id}, ${job!.msg_id}, 1, null, ${observedAt}::timestamptz, '{}',
            ${transaction.json(metrics)}, '[]'
          ) as result`
        return row!.result.outcome as string
      }
      const value = async () => {
        const [row] = await transaction`
          select value from public.account_metrics
          where account_id = ${accountId} and metric = 'followers'`
        return Number(row!.value)
      }
      const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
      const today = new Date(Date.now() + 3_600_000).toISOString()
      assert.equal(await apply(tomorrow, 500), 'changed')
      assert.equal(await apply(today, 400), 'unchanged')
      assert.equal(await value(), 500)
    })
  )
})

Deno.test('a nudge without its settings says which one is missing and how to set it', async () => {
  await withDatabase((sql) =>
    rolledBack(sql, async (transaction) => {
      await transaction`select pgmq.send(queue_name => 'metric_poll', msg => '{}'::jsonb)`
      await transaction`delete from vault.secrets where name = 'worker_key'`
      await assert.rejects(
        transaction.savepoint((nested) =>
          nested`select private.nudge_worker('metric_poll', 'metric-poll')`
        ),
        /configuration_missing: .* worker_key/,
      )
    })
  )
})
