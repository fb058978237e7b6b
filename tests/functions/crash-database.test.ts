import assert from 'node:assert/strict'
import postgres from 'postgres'
import { waitFor } from '../../scripts/stack/wait-for.ts'
import { ingest } from '../support/ingest.ts'
import { killPostgres, untilPostgresAnswers } from '../support/kill-postgres.ts'
import { postOnce, postUntilAccepted } from '../support/post-until-accepted.ts'
import { richDeliveries } from '../support/rich-deliveries.ts'
import {
  bodiesFor,
  type ConnectedAccounts,
  connectScenarioAccounts,
  tablesOf,
} from '../support/scenario-accounts.ts'
import { stack, withDatabase } from '../support/stack.ts'
import { type MortalWebhook, startMortalWebhook } from '../support/start-mortal-webhook.ts'

/**
 * The stages of the SQL call, by the table whose first write begins one. A call that comes to a table
 * which is locked waits there with all that it did before.
 */
const STAGES = [
  'private.webhook_deliveries',
  'public.contacts',
  'pgmq.q_profile_refresh',
  'public.conversations',
  'public.messages',
  'public.attachments',
  'pgmq.q_media_cache',
  'private.message_marks',
  'private.redactions',
  'public.reactions',
  'pgmq.q_conversation_sync',
  'public.comments',
  'public.mentions',
  'public.media_metrics',
  'realtime.messages',
  'private.webhook_events',
  // The last thing before the commit.
  'public.accounts',
]

type Blocked = { pid: number; release(): Promise<void> }

/** Holds a table until it is released, or the server that holds it dies. */
async function holdTable(table: string) {
  const sql = postgres(stack.databaseUrl, { max: 1, onnotice: () => {}, fetch_types: false })
  const held = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const holding = sql.begin(async (transaction) => {
    await transaction.unsafe(`lock table ${table} in share mode`)
    held.resolve()
    await release.promise
  }).catch(held.reject)
  await held.promise
  return {
    async release() {
      release.resolve()
      await holding
      await sql.end({ timeout: 0 })
    },
  }
}

/** Posts until a call of meta-webhook waits for the table. */
async function blockAt(table: string, webhook: MortalWebhook, bodies: string[]): Promise<Blocked> {
  const { release } = await holdTable(table)
  postOnce(webhook.url, bodies)
  const pid = await waitFor(() =>
    withDatabase(async (sql) => {
      const [row] = await sql`
        select activity.pid
        from pg_stat_activity as activity
        join pg_locks as locks using (pid)
        where activity.query like '%private.ingest_webhooks(%'
          and not locks.granted
          and locks.relation = ${table}::regclass`
      return row?.pid as number | undefined
    }), { what: `a delivery to come to ${table}`, timeoutMs: 4_000, everyMs: 20 })
  return { pid, release }
}

/** What the deliveries come to when nothing happens to anybody. */
async function withoutCrash(): Promise<unknown> {
  return await withDatabase(async (sql) => {
    const accounts = await connectScenarioAccounts(sql)
    for (const body of bodiesFor(accounts, richDeliveries())) await ingest(sql, [body])
    return await tablesOf(sql, accounts)
  })
}

async function newDeliveries(): Promise<{ accounts: ConnectedAccounts; bodies: string[] }> {
  const accounts = await withDatabase(connectScenarioAccounts)
  return { accounts, bodies: bodiesFor(accounts, richDeliveries()) }
}

Deno.test('the function is killed at every stage of the SQL call: nothing is missing or double', async () => {
  const expected = await withoutCrash()
  for (const table of STAGES) {
    const { accounts, bodies } = await newDeliveries()
    const first = await startMortalWebhook()
    const blocked = await blockAt(table, first, bodies)
    await first.kill()
    // The server does not notice, and goes on to commit what nobody waits for.
    const second = await startMortalWebhook()
    const posted = postUntilAccepted(second.url, bodies)
    await blocked.release()
    await posted
    await second.kill()
    assert.deepEqual(await withDatabase((sql) => tablesOf(sql, accounts)), expected, table)
  }
})

Deno.test('Postgres is killed at every stage of the SQL call: nothing is missing or double', async () => {
  const expected = await withoutCrash()
  const webhook = await startMortalWebhook()
  for (const [index, table] of STAGES.entries()) {
    const { accounts, bodies } = await newDeliveries()
    const blocked = await blockAt(table, webhook, bodies)
    // Now the server's process for this call, whose death makes it recover, now all of it.
    if (index % 4 === 0) await killPostgres()
    else Deno.kill(blocked.pid, 'SIGKILL')
    await blocked.release()
    await postUntilAccepted(webhook.url, bodies)
    await untilPostgresAnswers()
    assert.deepEqual(await withDatabase((sql) => tablesOf(sql, accounts)), expected, table)
  }
  await webhook.kill()
})
