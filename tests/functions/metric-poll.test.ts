import assert from 'node:assert/strict'
import type postgres from 'postgres'
import { waitFor } from '../../scripts/stack/wait-for.ts'
import { seeded, stack, withDatabase } from '../support/stack.ts'

type Sql = postgres.Sql
const { accountId } = seeded.harbour

async function control(path: string, body: unknown): Promise<void> {
  const response = await fetch(`${stack.simulatorUrl}/control/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  assert.ok(response.ok, `/control/${path}: ${response.status} ${await response.text()}`)
}

async function metric(sql: Sql, name: string): Promise<number | undefined> {
  const [row] = await sql`
    select value from public.account_metrics where account_id = ${accountId} and metric = ${name}`
  return row && Number(row.value)
}

/** Makes the account's poll due, does at once what cron does every 5 s, and waits for the worker. */
async function pollNow(sql: Sql): Promise<void> {
  await pollBy(sql, async () => {
    await sql`select private.enqueue_due_polls()`
    await sql`select private.nudge_worker('metric_poll', 'metric-poll')`
  })
}

async function pollBy(sql: Sql, trigger: () => Promise<unknown>): Promise<void> {
  const [{ asked } = {}] = await sql`select clock_timestamp()::text as asked`
  await waitFor(async () => {
    const [row] = await sql`
      update private.polls set due_at = now(), interval_seconds = floor_seconds
      where account_id = ${accountId} and job_id is null returning id`
    return row !== undefined
  }, { what: 'the poll to be idle', timeoutMs: 30_000 })
  await waitFor(async () => {
    await trigger()
    const [row] = await sql`
      select last_polled_at > ${asked}::timestamptz and job_id is null as done
      from private.polls where account_id = ${accountId}`
    return row!.done
  }, { what: 'queue and worker to do the poll', timeoutMs: 30_000, everyMs: 200 })
}

/**
 * Plans an error for the next Graph call and makes sure that this account makes it: a poll of the
 * other one would use the error up.
 */
async function failNextPoll(sql: Sql, error: Record<string, number>): Promise<void> {
  await sql`update private.polls set due_at = now() + interval '1 hour'`
  await waitFor(async () => {
    const rows = await sql`select 1 from private.polls where job_id is not null`
    return rows.length === 0
  }, { what: 'polls under way to end', timeoutMs: 30_000 })
  await control('graph-error', { ...error, times: 1 })
  await sql`update private.polls set due_at = now() where account_id = ${accountId}`
}

/** Does what cron does every 5 s, until something has come of it. */
async function pollUntil<T>(
  sql: Sql,
  what: string,
  condition: () => Promise<T | undefined | false>,
): Promise<T> {
  return await waitFor(async () => {
    await sql`select private.enqueue_due_polls()`
    await sql`select private.nudge_worker('metric_poll', 'metric-poll')`
    return await condition()
  }, { what, timeoutMs: 30_000, everyMs: 200 })
}

Deno.test('without a secret key the worker refuses', async () => {
  for (const apikey of ['', stack.publishableKey, 'sb_secret_guess']) {
    const response = await fetch(`${stack.functionsUrl}/metric-poll`, {
      method: 'POST',
      headers: { apikey },
    })
    await response.body?.cancel()
    assert.equal(response.status, 401)
  }
})

Deno.test('with the secret key the worker answers 202 at once', async () => {
  const response = await fetch(`${stack.functionsUrl}/metric-poll`, {
    method: 'POST',
    headers: { apikey: stack.secretKey },
  })
  await response.body?.cancel()
  assert.equal(response.status, 202)
})

Deno.test('a change of followers and likes comes in by cron, queue and worker', async () => {
  await withDatabase(async (sql) => {
    await pollNow(sql)
    const before = await metric(sql, 'followers')
    assert.ok(before)
    await control('numbers', { account: 'harbour', followers: 7, likes: 3 })
    await pollBy(sql, () => Promise.resolve())
    assert.equal(await metric(sql, 'followers'), before + 7)

    const likes = await sql`
      select snapshots.value from public.media_metric_snapshots as snapshots
      join public.media on media.id = snapshots.media_id
      where media.account_id = ${accountId} and metric = 'likes'
        and media.posted_at = (
          select max(posted_at) from public.media where account_id = ${accountId}
        )
      order by observed_at`
    assert.equal(Number(likes.at(-1)!.value) - Number(likes.at(-2)!.value), 3)
  })
})

Deno.test('a poll that finds nothing new writes no metric, no snapshot and no event', async () => {
  await withDatabase(async (sql) => {
    await pollNow(sql)
    const footprint = async () => {
      const [row] = await sql`
        select
          (select count(*)::int from public.account_metric_snapshots) as account_snapshots,
          (select count(*)::int from public.media_metric_snapshots) as media_snapshots,
          (select max(xmin::text::bigint)::text from public.account_metrics) as newest_metric,
          (select max(xmin::text::bigint)::text from public.media_metrics) as newest_media_metric,
          (select max(xmin::text::bigint)::text from public.media) as newest_media,
          (
            select count(*)::int from realtime.messages
            where topic = ${`workspace:${seeded.harbour.workspaceId}`} and event = 'metrics:update'
          ) as events`
      return row
    }
    const before = await footprint()
    await pollNow(sql)
    assert.deepEqual(await footprint(), before)
  })
})

Deno.test('likes that the owner hides are absent with a reason, not zero', async () => {
  await withDatabase(async (sql) => {
    await pollNow(sql)
    const rows = await sql`
      select value, absence from public.media_metrics
      join public.media on media.id = media_id
      where account_id = ${accountId} and absence is not null`
    assert.deepEqual([...rows], [{ value: null, absence: 'hidden_by_owner' }])
  })
})

Deno.test('a permanent error is recorded, told to the screens, and gone with the next good poll', async () => {
  await withDatabase(async (sql) => {
    const reason = async () => {
      const [row] = await sql`
        select status, status_reason from public.accounts where id = ${accountId}`
      return row!
    }
    const told = async () => {
      const rows = await sql`
        select payload ->> 'status_reason' as reason from realtime.messages
        where event = 'account:update' and payload ->> 'account_id' = ${accountId}
        order by inserted_at`
      return rows.at(-1)?.reason
    }
    await failNextPoll(sql, { code: 100, status: 400 })
    await pollUntil(sql, 'the reason to be recorded', async () => {
      return (await reason()).status_reason !== null
    })
    assert.equal((await reason()).status, 'connected')
    assert.match(await told(), /code 100/)

    await pollNow(sql)
    assert.equal((await reason()).status_reason, null)
    assert.equal(await told(), null)
  })
})

Deno.test('a transient error is retried and then succeeds', async () => {
  await withDatabase(async (sql) => {
    const before = await metric(sql, 'followers')
    await control('numbers', { account: 'harbour', followers: 1 })
    await failNextPoll(sql, { code: 2, status: 500 })
    await pollNow(sql)
    assert.equal(await metric(sql, 'followers'), before! + 1)
  })
})

Deno.test('a throttled token rests, and the poll comes back without an attempt counted', async () => {
  await withDatabase(async (sql) => {
    await failNextPoll(sql, { code: 4, status: 403 })
    try {
      const job = await pollUntil(sql, 'the job to be put back', async () => {
        const [row] = await sql`
          select message from pgmq.q_metric_poll where message ->> 'last_cause' like '%code 4%'`
        return row
      })
      assert.equal(job.message.attempts, 0)
      const [token] = await sql`
        select limited_until > now() as limited from private.tokens where account_id = ${accountId}`
      assert.equal(token!.limited, true)
      const [account] = await sql`select status from public.accounts where id = ${accountId}`
      assert.equal(account!.status, 'connected')
    } finally {
      await sql`update private.tokens set limited_until = null`
      await sql`
        update pgmq.q_metric_poll set vt = clock_timestamp()`
      await sql`update private.polls set due_at = now()`
    }
    await pollNow(sql)
  })
})

Deno.test('a token that Meta revoked asks for a reconnect, and messages still arrive', async () => {
  await withDatabase(async (sql) => {
    await failNextPoll(sql, { code: 190, subcode: 460, status: 400 })
    try {
      const account = await pollUntil(sql, 'the account to ask for a reconnect', async () => {
        const [row] = await sql`
          select status, status_reason from public.accounts
          where id = ${accountId} and status = 'needs_reconnect'`
        return row
      })
      assert.match(account.status_reason, /code 190\/460/)
      assert.doesNotMatch(account.status_reason, /IGAA/)

      const response = await fetch(`${stack.simulatorUrl}/control/message`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ account: 'harbour', text: 'Can you still hear me?' }),
      })
      const { mid } = await response.json() as { mid: string }
      await waitFor(async () => {
        const rows = await sql`select 1 from public.messages where provider_message_id = ${mid}`
        return rows.length === 1
      }, { what: 'the message to arrive without a token', timeoutMs: 20_000 })
    } finally {
      await sql`update private.tokens set status = 'valid'`
      await sql`
        update public.accounts set status = 'connected', status_reason = null
        where id = ${accountId}`
      await sql`update private.polls set due_at = now() where job_id is null`
    }
    await pollNow(sql)
  })
})
