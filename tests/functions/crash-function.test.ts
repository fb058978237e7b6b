import assert from 'node:assert/strict'
import fc from 'fast-check'
import type postgres from 'postgres'
import { waitFor } from '../../scripts/stack/wait-for.ts'
import { ingest } from '../support/ingest.ts'
import { postOnce, postUntilAccepted } from '../support/post-until-accepted.ts'
import { processesWith } from '../support/processes-with.ts'
import {
  bodiesFor,
  type ConnectedAccounts,
  connectScenarioAccounts,
  SCENARIO_NAMES,
  tablesOf,
} from '../support/scenario-accounts.ts'
import type { ScenarioItem } from '../support/scenario-item.ts'
import { deliverEachOnce, splitIntoDeliveries } from '../support/split-into-deliveries.ts'
import { stack, withDatabase } from '../support/stack.ts'
import { startMortalWebhook } from '../support/start-mortal-webhook.ts'
import { webhookScenario } from '../support/webhook-arbitraries.ts'
import { WEBHOOK_STEPS } from '../support/webhook-steps.ts'

type Sql = postgres.Sql
type Trial = { items: ScenarioItem[]; accounts: ConnectedAccounts; bodies: string[] }

const SIDE_BY_SIDE = 8

/** Scenarios of enough deliveries that several are under way at once, each for accounts of its own. */
async function trials(sql: Sql, count: number): Promise<Trial[]> {
  const scenarios = fc.sample(webhookScenario(SCENARIO_NAMES), { numRuns: 20 * count })
  const split = scenarios
    .map((items, seed) => ({ items, deliveries: splitIntoDeliveries(items, seed) }))
    .filter(({ deliveries }) => deliveries.length >= SIDE_BY_SIDE)
    .slice(0, count)
  assert.equal(split.length, count)
  return await Promise.all(split.map(async ({ items, deliveries }) => {
    const accounts = await connectScenarioAccounts(sql)
    return { items, accounts, bodies: bodiesFor(accounts, deliveries) }
  }))
}

/** Compares with what the same events make of other accounts, in order and once each. */
async function assertAsWithoutCrash(sql: Sql, { items, accounts }: Trial): Promise<void> {
  const undisturbed = await connectScenarioAccounts(sql)
  await ingest(sql, bodiesFor(undisturbed, deliverEachOnce(items)))
  assert.deepEqual(await tablesOf(sql, accounts), await tablesOf(sql, undisturbed))
}

Deno.test('the function is killed at every step, with a group under way: nothing is missing or double', async () => {
  await withDatabase(async (sql) => {
    const deaths = WEBHOOK_STEPS.flatMap((step) => [1, 3].map((visit) => ({ step, visit })))
    const all = await trials(sql, deaths.length)
    const lives = deaths.map((fatal, index) => ({ fatal, bodies: all[index]!.bodies }))
    let pending: string[] = []
    for (const { fatal, bodies } of lives) {
      const webhook = await startMortalWebhook(fatal)
      const rest = [...pending, ...bodies]
      pending = []
      while (rest.length > 0 && webhook.isAlive()) {
        pending.push(...await postOnce(webhook.url, rest.splice(0, SIDE_BY_SIDE)))
      }
      pending.push(...rest)
      await waitFor(() => !webhook.isAlive(), {
        what: `the function to die at ${fatal.step}, visit ${fatal.visit}`,
        timeoutMs: 5_000,
      })
      assert.equal(await webhook.kill(), 'SIGKILL')
    }
    const webhook = await startMortalWebhook()
    await postUntilAccepted(webhook.url, pending)
    await webhook.kill()
    for (const trial of all) await assertAsWithoutCrash(sql, trial)
  })
})

Deno.test("the stack's own function is killed again and again under load: the same", async () => {
  const workers = async () => {
    const processes = await processesWith(`SUPABASE_DB_URL=${stack.databaseUrl}`)
    return [...processes]
      .filter(([, command]) => command.includes('functions/meta-webhook/index.ts'))
      .map(([pid]) => pid)
  }
  await withDatabase(async (sql) => {
    const all = await trials(sql, 6)
    const url = `${stack.functionsUrl}/meta-webhook`
    for (const trial of all) {
      const [pid] = await waitFor(async () => {
        const found = await workers()
        return found.length > 0 && found
      }, { what: 'a worker of meta-webhook', timeoutMs: 10_000 })
      const posted = trial.bodies.map((body) => postUntilAccepted(url, [body]))
      // As soon as the first one is through, most are on their way.
      await Promise.race(posted)
      Deno.kill(pid!, 'SIGKILL')
      await Promise.all(posted)
    }
    for (const trial of all) await assertAsWithoutCrash(sql, trial)
  })
})
