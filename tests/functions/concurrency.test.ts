import assert from 'node:assert/strict'
import type postgres from 'postgres'
import { connect } from '../../supabase/functions/_shared/db/connect.ts'
import { groupDeliveries } from '../../supabase/functions/meta-webhook/group-deliveries.ts'
import { connectAccount, createWorkspace, deliveryOf } from '../support/ingest.ts'
import { postAll } from '../support/post-all.ts'
import { recordedDelivery } from '../support/recorded.ts'
import { shuffled } from '../support/shuffled.ts'
import { stack, withDatabase } from '../support/stack.ts'
import { withTeam } from '../support/team.ts'
import { messagingBody, textItem, uniqueId } from '../support/webhooks.ts'

type Sql = postgres.Sql

/** Counted by the server since it was made; what is counted is told at the end of a transaction. */
async function deadlocks(sql: Sql): Promise<number> {
  const [row] = await sql`
    select deadlocks::int from pg_stat_database where datname = current_database()`
  return row!.deadlocks
}

async function withoutDeadlock(sql: Sql, work: () => Promise<void>): Promise<void> {
  const before = await deadlocks(sql)
  await work()
  assert.equal(await deadlocks(sql), before)
}

async function inboundCounts(sql: Sql, account: string): Promise<Record<string, number>> {
  const rows = await sql`
    select provider_contact_id, inbound_count::int
    from public.conversations
    join public.contacts on contacts.id = contact_id
    join public.accounts on accounts.id = conversations.account_id
    where provider_account_id = ${account}
    order by 1`
  return Object.fromEntries(rows.map((row) => [row.provider_contact_id, row.inbound_count]))
}

function ok(count: number): number[] {
  return Array(count).fill(200)
}

Deno.test('one delivery posted 50 times at once has one row, one effect, and a count of 50', async () => {
  await withDatabase(async (sql) => {
    const to = await connectAccount(sql)
    const body = messagingBody(to, [
      textItem({ from: 'anna', to, mid: uniqueId('m'), text: 'once' }),
    ])
    assert.deepEqual(await postAll(Array(50).fill(body)), ok(50))
    assert.deepEqual(await inboundCounts(sql, to), { anna: 1 })
    const recorded = await recordedDelivery(sql, body)
    assert.equal(recorded?.times_received, 50)
    assert.deepEqual(recorded.states, ['applied'])
  })
})

Deno.test('parallel deliveries to a conversation that members are reading: right counts, no deadlock', async () => {
  await withTeam(async (team) => {
    const { sql } = team
    const { id, contactId } = await team.addConversation()
    const [ids] = await sql`
      select provider_account_id as account, provider_contact_id as contact
      from public.contacts join public.accounts on accounts.id = account_id
      where contacts.id = ${contactId}`
    const { account: to, contact: from } = ids!
    const texts = Array.from(
      { length: 60 },
      (_, n) => textItem({ from, to, mid: `${to}-${n}`, text: `${n}`, at: 1_788_700_000_000 + n }),
    )
    // Each message is in at least one of them, most in two or three, and nowhere in one order.
    const bodies = Array.from({ length: 20 }, (_, n) => {
      const own = [...texts, ...texts].slice(n * 3, n * 3 + 7)
      return messagingBody(to, shuffled(own, n))
    })
    const readers = ['agent', 'viewer', 'owner'] as const
    const clients = await Promise.all(readers.map((person) => team.as(person)))
    const read = async (client: typeof clients[0], count: number) => {
      const { data, error } = await client.rpc('mark_conversation_read', {
        p_conversation_id: id,
        p_read_count: count,
      })
      assert.equal(error, null)
      return data as number
    }
    await withoutDeadlock(sql, async () => {
      const posted = postAll(bodies)
      const reading = clients.slice(0, 2).map(async (client) => {
        for (let count = 5; count <= 40; count += 5) await read(client, count)
      })
      assert.deepEqual(await posted, ok(20))
      await Promise.all(reading)
    })
    assert.deepEqual(await inboundCounts(sql, to), { [from]: 60 })
    assert.equal(await read(clients[0]!, 45), 45)
    assert.equal(await read(clients[1]!, 100), 60)
    const unread = await Promise.all(clients.map(async (client) => {
      const { data } = await client.from('inbox_conversations').select('unread_count').eq('id', id)
      return data![0]!.unread_count
    }))
    assert.deepEqual(unread, [15, 0, 60])
  })
})

Deno.test('conversations of two accounts in opposite order, new and known, round after round', async () => {
  await withDatabase(async (sql) => {
    const workspaceIds = [await createWorkspace(sql), await createWorkspace(sql)]
    // Each is connected in both workspaces, so that each event has rows in two.
    const accounts = [
      await connectAccount(sql, { workspaceIds }),
      await connectAccount(sql, { workspaceIds }),
    ]
    const ROUNDS = 15
    await withoutDeadlock(sql, async () => {
      for (let round = 0; round < ROUNDS; round++) {
        // Some contacts write in every round, one is new in each.
        const items = accounts.flatMap((to) =>
          ['anna', 'bert', 'carl', `new-${round}`].map((from) => ({ to, from }))
        )
        const bodyOf = (order: typeof items, copy: number) => {
          const entry = order.map(({ to, from }) => ({
            id: to,
            time: 1_788_700_000_000,
            messaging: [
              textItem({ from, to, mid: `${to}-${from}-${round}-${copy}`, text: 'x' }),
            ],
          }))
          return JSON.stringify({ object: 'instagram', entry })
        }
        const bodies = Array.from(
          { length: 6 },
          (_, copy) => bodyOf(copy % 2 === 0 ? items : items.toReversed(), copy),
        )
        assert.deepEqual(await postAll(bodies), ok(6))
      }
    })
    const rows = await sql`
      select provider_contact_id as from, sum(inbound_count)::int as inbound, count(*)::int as rows
      from public.conversations
      join public.contacts on contacts.id = contact_id
      where conversations.workspace_id in ${sql(workspaceIds)} and provider_contact_id !~ '^new'
      group by 1 order by 1`
    const inbound = ROUNDS * 6 * 4
    assert.deepEqual(
      [...rows],
      ['anna', 'bert', 'carl'].map((from) => ({ from, inbound, rows: 4 })),
    )
  })
})

Deno.test('a poison event in one of many deliveries that share a group: only it fails', async () => {
  const functionSql = connect(stack.databaseUrl, 4)
  try {
    await withDatabase(async (sql) => {
      const to = await connectAccount(sql)
      const ingest = groupDeliveries(functionSql)
      await withoutDeadlock(sql, async () => {
        for (let round = 0; round < 5; round++) {
          const deliveries = Array.from({ length: 30 }, (_, n) => {
            // In opposite orders, some to new contacts, and every fifth has a poison event.
            const contacts = [`a-${round}`, `b-${round}`, 'known']
            const items = (n % 2 === 0 ? contacts : contacts.toReversed()).map((from) =>
              textItem({ from, to, mid: `${to}-${round}-${n}-${from}`, text: 'x' })
            )
            const delivery = deliveryOf(messagingBody(to, items))
            const { effect } = delivery.events[1]!
            if (n % 5 === 0 && effect?.type === 'message') effect.text = 'x'.repeat(20_001)
            return { delivery, failed: n % 5 === 0 ? 1 : undefined }
          })
          const results = await Promise.all(deliveries.map(({ delivery }) => ingest(delivery)))
          for (const [index, { failed }] of deliveries.entries()) {
            assert.equal(results[index]!.failed, failed)
            assert.equal(results[index]!.applied, failed ? 2 : 3)
          }
        }
      })
      const counts = await inboundCounts(sql, to)
      assert.deepEqual(
        counts,
        Object.fromEntries([
          ...[0, 1, 2, 3, 4].map((round) => [`a-${round}`, 30]),
          // The poison stood in the middle.
          ...[0, 1, 2, 3, 4].map((round) => [`b-${round}`, 24]),
          ['known', 150],
        ]),
      )
    })
  } finally {
    await functionSql.end()
  }
})
