import assert from 'node:assert/strict'
import { createClient, type RealtimeChannel, type SupabaseClient } from '@supabase/supabase-js'
import postgres from 'postgres'
import { waitFor } from '../../scripts/stack/wait-for.ts'
import { stack } from '../support/stack.ts'

const VERSIONS = ['1.0.0', '2.0.0'] as const
type Version = typeof VERSIONS[number]
type Received = { event: string; payload: Record<string, unknown>; meta?: { id: string } }

Deno.test('Realtime', async (t) => {
  const sql = postgres(stack.databaseUrl, { max: 1, onnotice: () => {} })
  const clients: SupabaseClient[] = []

  function client(version: Version = '2.0.0', key = stack.publishableKey): SupabaseClient {
    const made = createClient(stack.apiUrl, key, {
      auth: { persistSession: false, autoRefreshToken: false },
      // deno-lint-ignore no-explicit-any -- The type of `vsn` is not exported.
      realtime: { vsn: version as any },
    })
    clients.push(made)
    return made
  }

  async function signIn(version: Version = '2.0.0') {
    const supabase = client(version)
    const { email, password } = { email: stack.demoEmail, password: stack.demoPassword }
    const { data, error } = await supabase.auth.signInWithPassword({ email, password })
    assert.equal(error, null)
    assert.ok(data.user && data.session)
    await supabase.realtime.setAuth(data.session.access_token)
    return { supabase, userId: data.user.id }
  }

  const member = async (version?: Version) => (await signIn(version)).supabase

  async function workspaceTopic(): Promise<string> {
    const { userId } = await signIn()
    const [row] = await sql`
      select workspace_id from public.workspace_members where user_id = ${userId} limit 1
    `
    assert.ok(row, 'the demo user is in a workspace')
    return `workspace:${row.workspace_id}`
  }

  async function withPolicies(conditions: string[], work: (topic: string) => Promise<void>) {
    const topic = `test:${crypto.randomUUID()}`
    const names: string[] = []
    for (const condition of conditions) {
      const name = `test_${crypto.randomUUID().replaceAll('-', '_')}`
      await sql.unsafe(`
        create policy ${name} on realtime.messages ${condition.replaceAll(':topic', `'${topic}'`)}
      `)
      names.push(name)
    }
    try {
      await work(topic)
    } finally {
      for (const name of names) await sql.unsafe(`drop policy ${name} on realtime.messages`)
    }
  }

  const READ = `for select to authenticated using ((select realtime.topic()) = :topic)`
  const WRITE = `for insert to authenticated with check ((select realtime.topic()) = :topic)`
  const uniqueTopic = () => `test:${crypto.randomUUID()}`
  const send = (topic: string, payload: unknown, event = 'ping', isPrivate = true) =>
    sql`select realtime.send(${sql.json(payload as never)}, ${event}, ${topic}, ${isPrivate})`

  try {
    for (const version of VERSIONS) {
      await t.step(
        `${version}: a public broadcast reaches the others, and the sender on request`,
        async () => {
          const topic = uniqueTopic()
          const sender = client(version).channel(topic, { config: { broadcast: { ack: true } } })
          const echoing = client(version).channel(topic, { config: { broadcast: { self: true } } })
          const [atSender, atEchoing] = [received(sender), received(echoing)]
          await joined(sender)
          await joined(echoing)
          const payload = { text: 'Grüße 👋', nested: { list: [1, null, true] } }
          assert.equal(await sender.send({ type: 'broadcast', event: 'hällo', payload }), 'ok')
          await waitForCount(atEchoing, 1)
          assert.deepEqual(atEchoing[0]?.payload, payload)
          assert.equal(atEchoing[0]?.event, 'hällo')
          await echoing.send({ type: 'broadcast', event: 'second', payload: {} })
          await waitForCount(atEchoing, 2)
          await waitForCount(atSender, 1)
          assert.deepEqual(atSender.map(({ event }) => event), ['second'])
        },
      )

      await t.step(`${version}: a member receives what the database sends`, async () => {
        const topic = await workspaceTopic()
        const channel = (await member(version)).channel(topic, { config: { private: true } })
        const messages = received(channel)
        await joined(channel)
        await send(topic, { text: 'Grüße 👋', n: 1 }, 'message:insert')
        await waitForCount(messages, 1)
        const [message] = messages
        assert.equal(message?.event, 'message:insert')
        assert.equal(message?.payload.text, 'Grüße 👋')
        assert.equal(message?.payload.id, message?.meta?.id)
      })

      await t.step(`${version}: a private channel refuses who may not read it`, async () => {
        const topic = await workspaceTopic()
        const refusals = [
          client(version).channel(topic, { config: { private: true } }),
          (await member(version)).channel(`workspace:${crypto.randomUUID()}`, {
            config: { private: true },
          }),
          (await member(version)).channel('workspace:not-a-uuid', { config: { private: true } }),
        ]
        for (const channel of refusals) {
          await assert.rejects(joined(channel), /Unauthorized: You do not have permissions to read/)
        }
      })

      await t.step(
        `${version}: who may write sends to a private channel, others do not`,
        async () => {
          await withPolicies([READ, WRITE], async (topic) => {
            const config = { private: true, broadcast: { ack: true } }
            const receiver = (await member(version)).channel(topic, { config })
            const sender = (await member(version)).channel(topic, { config })
            const outsider = client(version).channel(topic, {
              config: { broadcast: { ack: true } },
            })
            const messages = received(receiver)
            await Promise.all([joined(receiver), joined(sender), joined(outsider)])
            const message = { type: 'broadcast', event: 'ping', payload: { n: 1 } } as const
            assert.equal(await outsider.send({ ...message, payload: { n: 0 } }), 'ok')
            assert.equal(await sender.send(message), 'ok')
            await waitForCount(messages, 1)
            assert.deepEqual(messages.map(({ payload }) => payload.n), [1])
          })
          await withPolicies([READ], async (topic) => {
            const config = { private: true, broadcast: { ack: true, self: true } }
            const channel = (await member(version)).channel(topic, { config })
            const messages = received(channel)
            await joined(channel)
            const sent = await channel.send(
              { type: 'broadcast', event: 'ping', payload: { n: 1 } },
              { timeout: 300 },
            )
            assert.equal(sent, 'timed out')
            await send(topic, { n: 2 })
            await waitForCount(messages, 1)
            assert.equal(messages[0]?.payload.n, 2)
          })
        },
      )

      await t.step(`${version}: presence follows who comes, changes and goes`, async () => {
        const topic = uniqueTopic()
        const anna = client(version).channel(topic, { config: { presence: { key: 'anna' } } })
        const ben = client(version).channel(topic, { config: { presence: { key: 'ben' } } })
        for (const channel of [anna, ben]) channel.on('presence', { event: 'sync' }, () => {})
        await joined(anna)
        assert.equal(await anna.track({ mood: 'calm' }), 'ok')
        await joined(ben)
        assert.equal(await ben.track({ mood: 'busy' }), 'ok')
        await waitForState(anna, { anna: ['calm'], ben: ['busy'] })
        await waitForState(ben, { anna: ['calm'], ben: ['busy'] })
        await anna.track({ mood: 'glad' })
        await waitForState(ben, { anna: ['glad'], ben: ['busy'] })
        await anna.untrack()
        await waitForState(ben, { ben: ['busy'] })
        await anna.track({ mood: 'back' })
        await waitForState(ben, { anna: ['back'], ben: ['busy'] })
        await anna.unsubscribe()
        await waitForState(ben, { ben: ['busy'] })
      })

      await t.step(`${version}: a channel can be left and joined again`, async () => {
        const topic = uniqueTopic()
        const supabase = client(version)
        const first = supabase.channel(topic)
        const old = received(first)
        await joined(first)
        assert.equal(await supabase.removeChannel(first), 'ok')
        const second = supabase.channel(topic)
        const messages = received(second)
        await joined(second)
        await send(topic, { n: 1 }, 'ping', false)
        await waitForCount(messages, 1)
        assert.equal(old.length, 0)
      })
    }

    await t.step('private presence needs the right to write it', async () => {
      await withPolicies(
        [READ, `${WRITE.slice(0, -1)} and extension = 'presence')`],
        async (topic) => {
          const config = { private: true, presence: { key: 'me' } }
          const channel = (await member()).channel(topic, { config })
          channel.on('presence', { event: 'sync' }, () => {})
          await joined(channel)
          assert.equal(await channel.track({ mood: 'calm' }), 'ok')
          await waitForState(channel, { me: ['calm'] })
        },
      )
      await withPolicies([READ], async (topic) => {
        const channel = (await member()).channel(topic, { config: { private: true } })
        await joined(channel)
        assert.equal(await channel.track({ mood: 'calm' }), 'error')
      })
    })

    await t.step('messages of the database arrive in the order of their commits', async () => {
      const topic = await workspaceTopic()
      const channel = (await member()).channel(topic, { config: { private: true } })
      const messages = received(channel)
      await joined(channel)
      const other = postgres(stack.databaseUrl, { max: 1 })
      try {
        await sql.begin(async (tx) => {
          await tx`select realtime.send('{"n":3}', 'order', ${topic})`
          // Begins later and commits first.
          await other`select realtime.send('{"n":1}', 'order', ${topic})`
          await other`select realtime.send('{"n":2}', 'order', ${topic})`
          await tx`select realtime.send('{"n":4}', 'order', ${topic})`
        })
        await sql.begin(async (tx) => {
          await tx`select realtime.send('{"n":99}', 'order', ${topic})`
          throw new Error('rolled back')
        }).catch((error) => assert.equal(error.message, 'rolled back'))
        await other`
          select realtime.send(jsonb_build_object('n', n), 'order', ${topic})
          from generate_series(5, 200) as n
        `
      } finally {
        await other.end()
      }
      await waitForCount(messages, 200)
      const numbers = Array.from({ length: 200 }, (_, index) => index + 1)
      assert.deepEqual(messages.map(({ payload }) => payload.n), numbers)
    })

    await t.step('public and private topics of one name are apart', async () => {
      await withPolicies([READ], async (topic) => {
        const open = client().channel(topic)
        const closed = (await member()).channel(topic, { config: { private: true } })
        const [atOpen, atClosed] = [received(open), received(closed)]
        await Promise.all([joined(open), joined(closed)])
        await send(topic, { n: 1 }, 'ping', false)
        await send(topic, { n: 2 }, 'ping', true)
        await send(topic, { n: 3 }, 'ping', false)
        await waitForCount(atOpen, 2)
        await waitForCount(atClosed, 1)
        assert.deepEqual(atOpen.map(({ payload }) => payload.n), [1, 3])
        assert.deepEqual(atClosed.map(({ payload }) => payload.n), [2])
      })
    })

    await t.step("broadcasts over HTTP arrive, private ones by the sender's rights", async () => {
      await withPolicies([READ], async (topic) => {
        const open = client().channel(topic)
        const closed = (await member()).channel(topic, { config: { private: true } })
        const [atOpen, atClosed] = [received(open), received(closed)]
        await Promise.all([joined(open), joined(closed)])
        const post = (key: string, n: number) =>
          fetch(`${stack.apiUrl}/realtime/v1/api/broadcast`, {
            method: 'POST',
            headers: { apikey: key, 'Content-Type': 'application/json' },
            body: JSON.stringify({
              messages: [false, true].map((isPrivate) => (
                { topic, event: 'http', payload: { n }, private: isPrivate }
              )),
            }),
          })
        for (const [key, n] of [[stack.publishableKey, 1], [stack.secretKey, 2]] as const) {
          const response = await post(key, n)
          await response.body?.cancel()
          assert.equal(response.status, 202)
        }
        const service = client('2.0.0', stack.secretKey).channel(topic, {
          config: { private: true },
        })
        assert.deepEqual(await service.httpSend('http', { n: 3 }), { success: true })
        await waitForCount(atOpen, 2)
        await waitForCount(atClosed, 2)
        assert.deepEqual(atOpen.map(({ payload }) => payload.n), [1, 2])
        assert.deepEqual(atClosed.map(({ payload }) => payload.n), [2, 3])

        const refused = await post('not-a-key', 4)
        assert.equal(refused.status, 401)
        assert.equal(typeof (await refused.json()).error, 'string')
      })
    })

    await t.step('the protocol answers heartbeats, rejoins and what it does not know', async () => {
      const socket = await openSocket('vsn=2.0.0')
      const topic = `realtime:${uniqueTopic()}`
      const join = { config: {} }
      const reply = (status: string, response: unknown) => ({ status, response })
      const joinedReply = reply('ok', { postgres_changes: [] })
      const exchanges: [sent: unknown[], answers: unknown[][]][] = [
        [[null, '1', 'phoenix', 'heartbeat', {}], [
          [null, '1', 'phoenix', 'phx_reply', reply('ok', {})],
        ]],
        [['2', '3', topic, 'access_token', { access_token: null }], [
          [null, '3', topic, 'phx_reply', reply('error', { reason: 'unmatched topic' })],
        ]],
        [['4', '4', topic, 'phx_join', join], [['4', '4', topic, 'phx_reply', joinedReply]]],
        [['5', '5', topic, 'phx_join', join], [
          ['4', '4', topic, 'phx_close', {}],
          ['5', '5', topic, 'phx_reply', joinedReply],
        ]],
        [['5', '6', topic, 'phx_leave', {}], [
          ['5', '6', topic, 'phx_reply', reply('ok', {})],
          ['5', '5', topic, 'phx_close', {}],
        ]],
        [['5', '7', topic, 'phx_leave', {}], [['5', '7', topic, 'phx_reply', reply('ok', {})]]],
      ]
      for (const [sent, answers] of exchanges) {
        socket.send(sent)
        for (const answer of answers) assert.deepEqual(await socket.next(), answer)
      }
      const changes = { config: { postgres_changes: [{ event: '*', schema: 'public' }] } }
      socket.send(['8', '8', topic, 'phx_join', changes])
      assert.match(JSON.stringify(await socket.next()), /does not offer postgres_changes/)
      for (let n = 1; n <= 101; n++) socket.send([`${n}`, `${n}`, `${topic}${n}`, 'phx_join', join])
      const statuses: unknown[] = []
      for (let n = 1; n <= 101; n++) statuses.push((await socket.next() as StatusFrame)[4].status)
      assert.equal(statuses.filter((status) => status === 'ok').length, 100)
      socket.close()
    })

    await t.step('a client that names no version speaks 1.0.0', async () => {
      const socket = await openSocket('')
      const beat = { topic: 'phoenix', event: 'heartbeat', payload: {}, ref: '1' }
      socket.send(beat)
      assert.deepEqual(await socket.next(), {
        ...beat,
        event: 'phx_reply',
        payload: { status: 'ok', response: {} },
      })
      socket.close()
    })

    await t.step('a wrong key opens no connection', async () => {
      const query = 'apikey=not-a-key&vsn=2.0.0'
      const socket = new WebSocket(
        `${stack.apiUrl.replace(/^http/, 'ws')}/realtime/v1/websocket?${query}`,
      )
      const opened = Promise.withResolvers<boolean>()
      socket.onopen = () => opened.resolve(true)
      socket.onerror = () => opened.resolve(false)
      assert.equal(await opened.promise, false)
    })
  } finally {
    await Promise.all(clients.map((made) => {
      for (const channel of made.getChannels()) channel.teardown()
      return made.realtime.disconnect()
    }))
    await sql.end()
  }
})

type StatusFrame = [string, string, string, string, { status: string }]

/** A bare connection, for what the client library hides. */
async function openSocket(query: string) {
  const address = `${stack.apiUrl.replace(/^http/, 'ws')}/realtime/v1/websocket`
  const socket = new WebSocket(`${address}?apikey=${stack.publishableKey}&${query}`)
  const frames: unknown[] = []
  socket.onmessage = ({ data }) => frames.push(JSON.parse(data))
  const opened = Promise.withResolvers<void>()
  socket.onopen = () => opened.resolve()
  socket.onerror = () => opened.reject(new Error('The connection was refused.'))
  await opened.promise
  return {
    send: (frame: unknown) => socket.send(JSON.stringify(frame)),
    async next(): Promise<unknown> {
      await waitFor(() => frames.length > 0, { what: 'a frame', timeoutMs: 5000, everyMs: 2 })
      return frames.shift()
    },
    close: () => socket.close(),
  }
}

/** Everything that the channel gets from now on. */
function received(channel: RealtimeChannel): Received[] {
  const messages: Received[] = []
  channel.on(
    'broadcast',
    { event: '*' },
    (message) => messages.push(message as unknown as Received),
  )
  return messages
}

/** Rejects with the server's reason when the join is refused. */
async function joined(channel: RealtimeChannel): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  channel.subscribe((status, error) => {
    if (status === 'SUBSCRIBED') resolve()
    else reject(error ?? new Error(status))
  })
  await promise
}

async function waitForCount(messages: Received[], count: number): Promise<void> {
  await waitFor(() => messages.length >= count, {
    what: `${count} messages, got ${messages.length}`,
    timeoutMs: 5000,
    everyMs: 5,
  })
}

async function waitForState(channel: RealtimeChannel, wanted: Record<string, string[]>) {
  const state = () =>
    Object.fromEntries(
      Object.entries(channel.presenceState<{ mood: string }>())
        .map(([key, presences]) => [key, presences.map(({ mood }) => mood)])
        .sort(([a], [b]) => String(a).localeCompare(String(b))),
    )
  await waitFor(() => JSON.stringify(state()) === JSON.stringify(wanted), {
    what: `the presence ${JSON.stringify(wanted)}`,
    timeoutMs: 5000,
    everyMs: 5,
  })
}
