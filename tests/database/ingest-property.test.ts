import assert from 'node:assert/strict'
import fc from 'fast-check'
import type postgres from 'postgres'
import type { DeliveryEvent } from '../../supabase/functions/_shared/meta/webhooks/delivery-event.ts'
import { ingest } from '../support/ingest.ts'
import {
  bodiesFor,
  connectScenarioAccounts,
  SCENARIO_NAMES,
  tablesOf,
} from '../support/scenario-accounts.ts'
import { deliverEachOnce, splitIntoDeliveries } from '../support/split-into-deliveries.ts'
import { withDatabase } from '../support/stack.ts'
import { webhookScenario } from '../support/webhook-arbitraries.ts'

type Sql = postgres.Sql

/** Ingests in groups of one to a few deliveries, now and then several groups side by side. */
async function ingestInGroups(sql: Sql, bodies: string[], sizes: number[], sideBySide: boolean) {
  const groups: string[][] = []
  for (let at = 0, turn = 0; at < bodies.length; turn++) {
    const size = sizes[turn % sizes.length]!
    groups.push(bodies.slice(at, at + size))
    at += size
  }
  if (sideBySide) await Promise.all(groups.map((group) => ingest(sql, group)))
  else for (const group of groups) await ingest(sql, group)
}

Deno.test('any multiset of events, in any order, repetition and split, gives the same tables', async () => {
  await withDatabase(async (sql) => {
    const trial = fc.record({
      items: webhookScenario(SCENARIO_NAMES),
      seed: fc.integer(),
      sizes: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }),
      sideBySide: fc.boolean(),
    })
    const property = fc.asyncProperty(trial, async ({ items, seed, sizes, sideBySide }) => {
      const atBest = await connectScenarioAccounts(sql)
      for (const body of bodiesFor(atBest, deliverEachOnce(items))) await ingest(sql, [body])

      const anyhow = await connectScenarioAccounts(sql)
      const deliveries = bodiesFor(anyhow, splitIntoDeliveries(items, seed))
      await ingestInGroups(sql, deliveries, sizes, sideBySide)

      assert.deepEqual(await tablesOf(sql, anyhow), await tablesOf(sql, atBest))
    })
    await fc.assert(property, { numRuns: Number(Deno.env.get('PROPERTY_RUNS') ?? 40) })
  })
})

Deno.test('one poison item never changes the fate of its neighbours', async () => {
  await withDatabase(async (sql) => {
    const trial = fc.record({
      items: webhookScenario(SCENARIO_NAMES),
      seed: fc.integer(),
      poison: fc.integer({ min: 0, max: 10_000 }),
    })
    const property = fc.asyncProperty(trial, async ({ items, seed, poison }) => {
      fc.pre(items.length > 0)
      const deliveries = splitIntoDeliveries(items, seed)
      const without = await connectScenarioAccounts(sql)
      await ingest(sql, bodiesFor(without, deliveries))

      const withPoison = await connectScenarioAccounts(sql)
      const mid = `poison-${seed}`
      let failed = 0
      const results = await ingest(sql, bodiesFor(withPoison, deliveries), (events) => {
        // A hole in the parser, at any place among the events.
        const at = poison % (events.length + 1)
        events.splice(at, 0, poisonFor(withPoison.instagram, mid))
        events.forEach((event, position) => event.position = position)
      })
      for (const result of results) failed += result.failed ?? 0
      assert.ok(failed > 0, 'the poison was refused')
      assert.deepEqual(await tablesOf(sql, withPoison), await tablesOf(sql, without))
    })
    await fc.assert(property, { numRuns: Number(Deno.env.get('PROPERTY_RUNS') ?? 15) })
  })
})

/** An event whose text no column takes. */
function poisonFor(account: string, mid: string): DeliveryEvent {
  return {
    position: 0,
    provider: 'instagram',
    provider_account_id: account,
    kind: 'message',
    effect: {
      type: 'message',
      mid,
      contact: 'poisoner',
      at: '2026-09-06T13:06:40.123Z',
      standby: false,
      direction: 'inbound',
      author: 'contact',
      kind: 'text',
      text: 'x'.repeat(20_001),
      reply_to: null,
      context: {},
      attachments: [],
      window_cause: 'message',
    },
  }
}
