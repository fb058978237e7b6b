import assert from 'node:assert/strict'
import fc from 'fast-check'
import type postgres from 'postgres'
import { connect } from '../../supabase/functions/_shared/db/connect.ts'
import { ingestDeliveries } from '../../supabase/functions/meta-webhook/ingest-deliveries.ts'
import { connectAccount, deliveryOf, ingest } from '../support/ingest.ts'
import {
  bodiesFor,
  connectScenarioAccounts,
  SCENARIO_NAMES,
  tablesOf,
} from '../support/scenario-accounts.ts'
import { shuffled } from '../support/shuffled.ts'
import { deliverEachOnce, splitIntoDeliveries } from '../support/split-into-deliveries.ts'
import { stack, withDatabase } from '../support/stack.ts'
import { webhookScenario } from '../support/webhook-arbitraries.ts'
import { messagingBody, textItem } from '../support/webhooks.ts'

type Sql = postgres.Sql

/** As many calls at a time as several processes of the function make, and nothing that tries again. */
async function withManyConnections(work: (sql: Sql) => Promise<void>): Promise<void> {
  const sql = connect(stack.databaseUrl, 8)
  try {
    await work(sql)
  } finally {
    await sql.end()
  }
}

Deno.test('all deliveries of a scenario at once, twice: no deadlock, and the same tables', async () => {
  await withDatabase(async (sql) => {
    await withManyConnections(async (parallel) => {
      for (const [seed, items] of fc.sample(webhookScenario(SCENARIO_NAMES), 30).entries()) {
        const atOnce = await connectScenarioAccounts(sql)
        const deliveries = [seed, -1 - seed].flatMap((each) => splitIntoDeliveries(items, each))
        await Promise.all(bodiesFor(atOnce, deliveries).map((body) => ingest(parallel, [body])))

        const atBest = await connectScenarioAccounts(sql)
        await ingest(sql, bodiesFor(atBest, deliverEachOnce(items)))
        assert.deepEqual(await tablesOf(sql, atOnce), await tablesOf(sql, atBest))
      }
    })
  })
})

Deno.test('poison in every delivery, side by side, to the same new contacts: no deadlock', async () => {
  await withDatabase(async (sql) => {
    await withManyConnections(async (parallel) => {
      const to = await connectAccount(sql)
      for (let round = 0; round < 5; round++) {
        const results = await Promise.all(Array.from({ length: 8 }, async (_, copy) => {
          const items = Array.from({ length: 12 }, (_, contact) =>
            textItem({
              from: `${round}-${contact}`,
              to,
              mid: `${to}-${round}-${copy}-${contact}`,
              text: 'x',
            }))
          const delivery = deliveryOf(messagingBody(to, shuffled(items, round * 8 + copy)))
          const { effect } = delivery.events[5]!
          // A hole in the parser: no column takes so much.
          if (effect?.type === 'message') effect.text = 'x'.repeat(20_001)
          const [result] = await ingestDeliveries(parallel, [delivery])
          return result!
        }))
        for (const { applied, failed } of results) assert.deepEqual([applied, failed], [11, 1])
      }
    })
  })
})
