import assert from 'node:assert/strict'
import type { RealtimeChannel } from '@supabase/supabase-js'
import { waitFor } from '../../../scripts/stack/wait-for.ts'
import { seeded, stack, withDatabase } from '../../support/stack.ts'
import { call, CLIENT_NAMES, MEMBER, OTHER, withClients } from './clients.ts'

const TOPIC = `workspace:${seeded.harbour.workspaceId}`
const PRIVATE = { config: { private: true } }

/** @returns How the first answer to the join turned out. */
function join(channel: RealtimeChannel): Promise<string> {
  return new Promise((resolve) => channel.subscribe((status) => resolve(status)))
}

function listen(channel: RealtimeChannel, event = '*'): unknown[] {
  const payloads: unknown[] = []
  channel.on('broadcast', { event }, ({ payload }) => payloads.push(payload))
  return payloads
}

function broadcast(n: number): Promise<unknown> {
  return withDatabase((sql) =>
    sql`select realtime.send(${sql.json({ id: String(n), n })}, 'conformance', ${TOPIC}, true)`
  )
}

const untilCount = (list: unknown[], count: number, what: string) =>
  waitFor(() => list.length >= count, { what, timeoutMs: 5_000 })

for (const name of CLIENT_NAMES) {
  Deno.test(`[supabase.md 4.2] ${name}: members receive what the database sends, in order`, () =>
    withClients(name, async ({ signedIn }) => {
      const channel = (await signedIn(MEMBER)).channel(TOPIC, PRIVATE)
      const received = listen(channel, 'conformance')
      assert.equal(await join(channel), 'SUBSCRIBED')
      for (const n of [1, 2, 3]) await broadcast(n)
      await untilCount(received, 3, 'three broadcasts')
      assert.deepEqual(received.map((payload) => (payload as { n: number }).n), [1, 2, 3])
    }))

  Deno.test(`[supabase.md 4.3] ${name}: a private channel refuses strangers and other teams`, () =>
    withClients(name, async ({ signedIn, anonymous }) => {
      for (const client of [await signedIn(OTHER), anonymous()]) {
        assert.equal(await join(client.channel(TOPIC, PRIVATE)), 'CHANNEL_ERROR')
      }
    }))

  Deno.test(`[supabase.md 4.3] ${name}: a private topic's public namesake gets nothing of it`, () =>
    withClients(name, async ({ signedIn, anonymous }) => {
      const inside = (await signedIn(MEMBER)).channel(TOPIC, PRIVATE)
      const outside = anonymous().channel(TOPIC)
      const [heard, overheard] = [listen(inside), listen(outside)]
      assert.equal(await join(inside), 'SUBSCRIBED')
      assert.equal(await join(outside), 'SUBSCRIBED')
      await broadcast(7)
      await untilCount(heard, 1, 'the broadcast')
      assert.deepEqual(overheard, [])
    }))

  Deno.test(`[supabase.md 4.5] ${name}: clients broadcast to each other, with acknowledgement`, () =>
    withClients(name, async ({ anonymous }) => {
      const topic = `conformance:${crypto.randomUUID()}`
      const sender = anonymous().channel(topic, { config: { broadcast: { ack: true } } })
      const receiver = anonymous().channel(topic)
      const [own, received] = [listen(sender), listen(receiver)]
      assert.equal(await join(sender), 'SUBSCRIBED')
      assert.equal(await join(receiver), 'SUBSCRIBED')
      const payload = { text: 'héllo' }
      assert.equal(await sender.send({ type: 'broadcast', event: 'x', payload }), 'ok')
      await untilCount(received, 1, 'the broadcast')
      assert.deepEqual([received, own], [[payload], []])
    }))

  Deno.test(`[supabase.md 4.5] ${name}: presence shows who comes and who goes`, () =>
    withClients(name, async ({ anonymous }) => {
      const topic = `conformance:${crypto.randomUUID()}`
      const config = (key: string) => ({ config: { presence: { key } } })
      const [mara, noah] = [
        anonymous().channel(topic, config('mara')),
        anonymous().channel(topic, config('noah')),
      ]
      const gone: string[] = []
      mara.on('presence', { event: 'sync' }, () => {})
      mara.on('presence', { event: 'leave' }, ({ key }) => gone.push(key))
      noah.on('presence', { event: 'sync' }, () => {})
      assert.equal(await join(mara), 'SUBSCRIBED')
      assert.equal(await join(noah), 'SUBSCRIBED')
      assert.equal(await noah.track({ thread: 1 }), 'ok')
      await waitFor(() => 'noah' in mara.presenceState(), { what: 'noah', timeoutMs: 5_000 })
      await noah.untrack()
      await untilCount(gone, 1, 'noah to be gone')
      assert.deepEqual(gone, ['noah'])
    }))

  Deno.test(`[issue 3] ${name}: after Realtime is thrown away clients come back by themselves`, () =>
    withClients(name, async ({ signedIn }) => {
      const channel = (await signedIn(MEMBER)).channel(TOPIC, PRIVATE)
      const received = listen(channel, 'conformance')
      const states: string[] = []
      channel.subscribe((status) => states.push(status))
      await waitFor(() => states.includes('SUBSCRIBED'), { what: 'the join', timeoutMs: 5_000 })
      const restart = await call('/restart/realtime', {
        method: 'POST',
        headers: { apikey: stack.secretKey },
      })
      assert.equal(restart.status, 204)
      const joins = () => states.filter((state) => state === 'SUBSCRIBED').length
      await waitFor(() => joins() === 2, { what: 'the second join', timeoutMs: 15_000 })
      await broadcast(9)
      await untilCount(received, 1, 'a broadcast after the restart')
    }))
}

Deno.test('[supabase.md 4.5] a broadcast over HTTP reaches the topic, and wants a key', async () => {
  await withClients('current client', async ({ anonymous }) => {
    const topic = `conformance:${crypto.randomUUID()}`
    const channel = anonymous().channel(topic)
    const received = listen(channel)
    assert.equal(await join(channel), 'SUBSCRIBED')
    const send = (headers: Record<string, string>) =>
      call('/realtime/v1/api/broadcast', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ messages: [{ topic, event: 'x', payload: { n: 1 } }] }),
      })
    assert.equal((await send({})).status, 401)
    assert.equal((await send({ apikey: stack.publishableKey })).status, 202)
    await untilCount(received, 1, 'the broadcast')
    assert.deepEqual(received, [{ n: 1 }])
  })
})
