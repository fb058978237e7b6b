import assert from 'node:assert/strict'
import { join } from 'node:path'
import { localDirectory } from '../../scripts/stack/paths.ts'
import { serverHome } from '../../scripts/stack/postgres/server-home.ts'
import { waitFor } from '../../scripts/stack/wait-for.ts'
import { seeded, stack, withDatabase } from '../support/stack.ts'
import { messagingBody, postSigned, textItem, uniqueId } from '../support/webhooks.ts'

type Delivery = { id: string; delivered: boolean }

/** Kills the database as a power cut would, without a word of warning. */
async function killPostgres(): Promise<void> {
  const { directory } = await serverHome(localDirectory(Deno.env.get('LOCAL_DIR')))
  const file = await Deno.readTextFile(join(directory, 'data/postmaster.pid'))
  Deno.kill(Number(file.split('\n')[0]), 'SIGKILL')
}

async function databaseAnswers(): Promise<boolean> {
  return await withDatabase((sql) => sql`select 1`).then(() => true, () => false)
}

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
    await waitFor(databaseAnswers, { what: 'the stack to start Postgres again', timeoutMs: 30_000 })
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

Deno.test('one delivery posted 50 times at once has one effect', async () => {
  const to = seeded.harbour.providerAccountId
  const mid = uniqueId('mid')
  const from = uniqueId('contact')
  const body = messagingBody(to, [textItem({ from, to, mid, text: 'once' })])
  const answers = await Promise.all(Array.from({ length: 50 }, async () => {
    const response = await postSigned(body)
    await response.body?.cancel()
    return response.status
  }))
  assert.deepEqual(new Set(answers), new Set([200]))
  await withDatabase(async (sql) => {
    const rows = await sql`
      select inbound_count from public.conversations
      join public.contacts on contacts.id = contact_id
      where provider_contact_id = ${from}`
    assert.deepEqual([...rows], [{ inbound_count: '1' }])
  })
})

Deno.test('20 parallel deliveries to one conversation end without a deadlock and count right', async () => {
  const to = seeded.harbour.providerAccountId
  const from = uniqueId('contact')
  const bodies = Array.from({ length: 20 }, (_, n) =>
    messagingBody(
      to,
      Array.from({ length: 5 }, (_, m) =>
        textItem({ from, to, mid: uniqueId('mid'), text: `${n}/${m}` })),
    ))
  const answers = await Promise.all(bodies.map(async (body) => {
    const response = await postSigned(body)
    await response.body?.cancel()
    return response.status
  }))
  assert.deepEqual(new Set(answers), new Set([200]))
  await withDatabase(async (sql) => {
    const [row] = await sql`
      select inbound_count from public.conversations
      join public.contacts on contacts.id = contact_id
      where provider_contact_id = ${from}`
    assert.equal(row!.inbound_count, '100')
  })
})
