import assert from 'node:assert/strict'
import { codeOf, type Person, type Team, withTeam } from '../support/team.ts'

async function rowOf(team: Team, id: string) {
  const [row] = await team.sql`select * from public.conversations where id = ${id}`
  return row!
}

async function eventsOf(team: Team, id: string) {
  const rows = await team.sql`
    select kind, actor_id, is_system, data from public.conversation_events
    where conversation_id = ${id} order by id`
  return rows.map(({ kind, actor_id, is_system, data }) => ({ kind, actor_id, is_system, data }))
}

/** What was broadcast to the team's channel with a name, payloads in order. */
async function broadcasts(team: Team, name: string) {
  const rows = await team.sql`
    select payload from realtime.messages
    where topic = ${`workspace:${team.workspaceId}`} and event = ${name}
    order by inserted_at, id`
  return rows.map(({ payload }) => payload)
}

/** Each act on a conversation, with arguments that change something. */
const ACTS: [name: string, args: (team: Team, ids: { id: string; contactId: string }) => object][] =
  [
    ['set_conversation_status', (_, { id }) => ({ p_conversation_id: id, p_status: 'closed' })],
    ['assign_conversation', (team, { id }) => ({
      p_conversation_id: id,
      p_assignee_id: team.userIds.agent,
    })],
    ['set_conversation_priority', (_, { id }) => ({ p_conversation_id: id, p_priority: 3 })],
    ['set_conversation_labels', (_, { id }) => ({ p_conversation_id: id, p_label_ids: [] })],
    ['label_conversation', (_, { id }) => ({ p_conversation_id: id })],
    ['block_contact', (_, { contactId }) => ({ p_contact_id: contactId })],
    ['unblock_contact', (_, { contactId }) => ({ p_contact_id: contactId })],
  ]

Deno.test('agents, admins and owners work on conversations; viewers and strangers do not', async () => {
  await withTeam(async (team) => {
    const ids = await team.addConversation()
    for (const [name, args] of ACTS) {
      const call = async (person: Person) =>
        await (await team.as(person)).rpc(name, args(team, ids))
      const viewer = await call('viewer')
      assert.equal(codeOf(viewer.error), 'forbidden_role', name)
      assert.equal(viewer.status, 403, name)
      const stranger = await call('stranger')
      assert.match(codeOf(stranger.error) ?? '', /^(conversation|contact)_not_found$/, name)
      assert.equal(stranger.status, 404, name)
      for (const person of ['agent', 'admin', 'owner'] as const) {
        const { data, error } = await call(person)
        assert.equal(error, null, `${name} as ${person}: ${error?.message}`)
        assert.equal(data.id, ids.id, name)
        assert.ok('provider_contact_id' in data, name)
      }
    }
    const unknown = { id: crypto.randomUUID(), contactId: crypto.randomUUID() }
    for (const [name, args] of ACTS) {
      const { status } = await (await team.as('owner')).rpc(name, args(team, unknown))
      assert.equal(status, 404, name)
    }
  })
})

Deno.test('a change bumps the version once, is recorded and broadcast; a repetition is none of it', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    const client = await team.as('agent')
    const close = () =>
      client.rpc('set_conversation_status', { p_conversation_id: id, p_status: 'closed' })
    const { data } = await close()
    assert.equal(data.version, 2)
    assert.equal(data.status, 'closed')
    const again = await close()
    assert.equal(again.data.version, 2)
    assert.deepEqual(await eventsOf(team, id), [
      { kind: 'closed', actor_id: team.userIds.agent, is_system: false, data: {} },
    ])
    const [update, ...more] = await broadcasts(team, 'conversation:update')
    assert.deepEqual(more, [])
    assert.deepEqual(update.conversations, [data])
    const [event] = await broadcasts(team, 'conversation_event:insert')
    assert.equal(event.conversation_events[0].kind, 'closed')
  })
})

Deno.test('snoozing needs a time ahead; opening takes it away', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    const client = await team.as('agent')
    const set = (p_status: string, p_snoozed_until?: string) =>
      client.rpc('set_conversation_status', { p_conversation_id: id, p_status, p_snoozed_until })
    for (const until of [undefined, '2020-01-01T00:00:00Z', '2999-01-01T00:00:00Z', 'infinity']) {
      const { error, status } = await set('snoozed', until)
      assert.equal(codeOf(error), 'invalid_snooze', String(until))
      assert.equal(status, 422)
    }
    assert.equal(codeOf((await set('resolved')).error), 'invalid_status')
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
    assert.equal(codeOf((await set('closed', tomorrow)).error), 'invalid_snooze')
    assert.equal((await set('snoozed', tomorrow)).data.status, 'snoozed')
    assert.equal((await set('open')).data.snoozed_until, null)
    assert.deepEqual((await eventsOf(team, id)).map(({ kind }) => kind), ['snoozed', 'reopened'])
  })
})

Deno.test('waking opens what is due and nothing else, says so, and passes by locked rows', async () => {
  await withTeam(async (team) => {
    const past = { status: 'snoozed', snoozed_until: new Date(Date.now() - 1000) }
    const due = await team.addConversation(past)
    const locked = await team.addConversation(past)
    const later = await team.addConversation({
      status: 'snoozed',
      snoozed_until: new Date(Date.now() + 3_600_000),
    })
    await team.sql.begin(async (holder) => {
      await holder`select from public.conversations where id = ${locked.id} for update`
      await team.sql`select private.wake_snoozed_conversations()`
    })
    assert.equal((await rowOf(team, due.id)).status, 'open')
    assert.equal((await rowOf(team, due.id)).version, '2')
    assert.equal((await rowOf(team, later.id)).status, 'snoozed')
    assert.deepEqual(await eventsOf(team, due.id), [
      { kind: 'woken', actor_id: null, is_system: true, data: {} },
    ])
    await team.sql`select private.wake_snoozed_conversations()`
    assert.equal((await rowOf(team, locked.id)).status, 'open')
    assert.equal((await eventsOf(team, locked.id)).length, 1)
  })
})

Deno.test('a conversation goes to a member who is at least an agent, or to nobody', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    const client = await team.as('agent')
    const assign = (p_assignee_id: string | null) =>
      client.rpc('assign_conversation', { p_conversation_id: id, p_assignee_id })
    assert.equal((await assign(team.userIds.colleague)).data.assignee_id, team.userIds.colleague)
    const viewer = await assign(team.userIds.viewer)
    assert.equal(codeOf(viewer.error), 'invalid_assignee')
    assert.equal(viewer.status, 422)
    for (const id of [team.userIds.stranger, crypto.randomUUID()]) {
      const { error, status } = await assign(id)
      assert.equal(codeOf(error), 'member_not_found')
      assert.equal(status, 404)
    }
    assert.equal((await assign(null)).data.assignee_id, null)
    assert.deepEqual((await eventsOf(team, id)).map(({ kind, data }) => ({ kind, data })), [
      { kind: 'assigned', data: { from: null, to: team.userIds.colleague } },
      { kind: 'unassigned', data: { from: team.userIds.colleague, to: null } },
    ])
  })
})

Deno.test('of agents who claim a conversation at once one gets it, and the others learn who', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    const people = ['owner', 'admin', 'agent', 'colleague'] as const
    const clients = await Promise.all(people.map((person) => team.as(person)))
    const answers = await Promise.all(
      clients.map((client, index) =>
        client.rpc('assign_conversation', {
          p_conversation_id: id,
          p_assignee_id: team.userIds[people[index]!],
          p_only_if_free: true,
        })
      ),
    )
    const winners = answers.filter(({ error }) => error === null)
    assert.equal(winners.length, 1)
    const row = await rowOf(team, id)
    assert.equal(row.assignee_id, winners[0]!.data.assignee_id)
    assert.equal(row.version, '2')
    for (const { error, status } of answers.filter(({ error }) => error !== null)) {
      assert.equal(codeOf(error), 'already_assigned')
      assert.equal(status, 409)
    }
  })
})

Deno.test('racing changes all count: none is lost, and the last one holds', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    const clients = await Promise.all([team.as('agent'), team.as('colleague')])
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        clients[index % 2]!.rpc('set_conversation_status', {
          p_conversation_id: id,
          p_status: index % 3 === 0 ? 'open' : 'closed',
        })),
    )
    for (const { error } of answers) assert.equal(error, null)
    const events = await eventsOf(team, id)
    const row = await rowOf(team, id)
    assert.equal(Number(row.version), 1 + events.length)
    assert.equal(events.at(-1)!.kind, row.status === 'open' ? 'reopened' : 'closed')
    for (const [index, { kind }] of events.entries()) {
      assert.equal(kind, index % 2 === 0 ? 'closed' : 'reopened')
    }
  })
})

Deno.test('who leaves or becomes a viewer has no conversations any more', async () => {
  await withTeam(async (team) => {
    const { agent, colleague } = team.userIds
    const first = await team.addConversation({ assignee_id: agent })
    const second = await team.addConversation({ assignee_id: colleague })
    await team.sql`
      update public.workspace_members set role = 'viewer'
      where user_id = ${agent} and workspace_id = ${team.workspaceId}`
    await team.sql`
      delete from public.workspace_members
      where user_id = ${colleague} and workspace_id = ${team.workspaceId}`
    for (const { id } of [first, second]) {
      assert.equal((await rowOf(team, id)).assignee_id, null)
      assert.equal((await eventsOf(team, id))[0]!.kind, 'unassigned')
    }
  })
})

Deno.test('blocking marks the contact and sets the conversation apart; unblocking undoes both', async () => {
  await withTeam(async (team) => {
    const { id, contactId } = await team.addConversation({ last_message_text: 'kept' })
    const client = await team.as('agent')
    const blocked = await client.rpc('block_contact', { p_contact_id: contactId })
    assert.equal(blocked.data.blocked, true)
    assert.equal(blocked.data.version, 2)
    assert.equal(blocked.data.last_message_text, 'kept')
    const contact = async () =>
      (await team.sql`select * from public.contacts where id = ${contactId}`)[0]!
    assert.equal((await contact()).blocked_by, team.userIds.agent)
    assert.ok((await contact()).blocked_at)
    assert.equal((await client.rpc('block_contact', { p_contact_id: contactId })).data.version, 2)
    const free = await client.rpc('unblock_contact', { p_contact_id: contactId })
    assert.equal(free.data.blocked, false)
    assert.equal((await contact()).blocked_at, null)
    assert.deepEqual((await eventsOf(team, id)).map(({ kind }) => kind), ['blocked', 'unblocked'])
  })
})

Deno.test('events are read by members only, and written by nobody', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    await (await team.as('agent')).rpc('set_conversation_priority', {
      p_conversation_id: id,
      p_priority: 4,
    })
    const read = async (person: Person) =>
      (await (await team.as(person)).from('conversation_events').select('kind')
        .eq('conversation_id', id)).data?.length
    assert.equal(await read('viewer'), 1)
    assert.equal(await read('stranger'), 0)
    const { error } = await (await team.as('owner')).from('conversation_events').insert({
      workspace_id: team.workspaceId,
      conversation_id: id,
      kind: 'closed',
    })
    assert.equal(error?.code, '42501')
  })
})

Deno.test('a priority outside the scale is refused', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    const client = await team.as('agent')
    for (const p_priority of [-1, 5, 70_000]) {
      const { error, status } = await client.rpc('set_conversation_priority', {
        p_conversation_id: id,
        p_priority,
      })
      assert.equal(codeOf(error), 'invalid_priority')
      assert.equal(status, 422)
    }
  })
})

Deno.test('a thousand rows are a few events of fifty', async () => {
  await withTeam(async (team) => {
    const ids: string[] = []
    for (let index = 0; index < 120; index++) ids.push((await team.addConversation()).id)
    const [row] = await team.sql`select private.broadcast_conversations(${ids}::uuid[]) as events`
    assert.equal(row!.events, 3)
    const sizes = (await broadcasts(team, 'conversation:update'))
      .map((payload) => payload.conversations.length)
    assert.deepEqual(sizes.sort(), [20, 50, 50])
  })
})

Deno.test('a member has a name and changes their own only', async () => {
  await withTeam(async (team) => {
    const client = await team.as('viewer')
    const rename = (person: Person) =>
      client.from('workspace_members').update({ display_name: 'Kim' })
        .eq('user_id', team.userIds[person]).select('display_name')
    assert.deepEqual((await rename('viewer')).data, [{ display_name: 'Kim' }])
    assert.deepEqual((await rename('agent')).data, [])
    const promote = await client.from('workspace_members').update({ role: 'owner' })
      .eq('user_id', team.userIds.viewer)
    assert.equal(promote.error?.code, '42501')
    const { data } = await client.from('workspace_members').select('display_name')
      .eq('user_id', team.userIds.agent)
    assert.deepEqual(data, [{ display_name: 'agent' }])
  })
})
