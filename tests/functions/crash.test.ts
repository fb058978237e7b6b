import assert from 'node:assert/strict'
import { waitFor } from '../../scripts/stack/wait-for.ts'
import { killPostgres, untilPostgresAnswers } from '../support/kill-postgres.ts'
import { stack, withDatabase } from '../support/stack.ts'

type Delivery = { id: string; delivered: boolean }

async function sendMessage(text: string): Promise<{ mid: string; deliveryId: string }> {
  const response = await fetch(`${stack.simulatorUrl}/control/message`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: 'harbour', text }),
  })
  return await response.json()
}

async function pendingDeliveries(ids: Set<string>): Promise<number> {
  const response = await fetch(`${stack.simulatorUrl}/control/state`)
  const { deliveries } = await response.json() as { deliveries: Delivery[] }
  return deliveries.filter(({ id, delivered }) => ids.has(id) && !delivered).length
}

Deno.test('the database is killed under load, again and again: no message is missing or double', async () => {
  const sent: { mid: string; deliveryId: string }[] = []
  for (let round = 0; round < 3; round++) {
    for (let n = 0; n < 15; n++) {
      sent.push(await sendMessage(`round ${round}, message ${n}`))
      if (n === 7) await killPostgres()
    }
    await untilPostgresAnswers()
  }
  const ids = new Set(sent.map(({ deliveryId }) => deliveryId))
  await waitFor(async () => await pendingDeliveries(ids) === 0, {
    what: 'the retries to bring all messages in',
    timeoutMs: 120_000,
    everyMs: 500,
  })
  await withDatabase(async (sql) => {
    const mids = sent.map(({ mid }) => mid)
    const [row] = await sql`
      select count(*)::int as rows, count(distinct provider_message_id)::int as messages
      from public.messages where provider_message_id in ${sql(mids)}`
    assert.deepEqual(row, { rows: mids.length, messages: mids.length })
  })
})
