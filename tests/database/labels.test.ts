import assert from 'node:assert/strict'
import { codeOf, type Person, type Team, withTeam } from '../support/team.ts'

async function makeLabel(team: Team, name: string): Promise<string> {
  const { data, error } = await (await team.as('admin')).from('labels')
    .insert({ workspace_id: team.workspaceId, name }).select('id').single()
  if (error) throw error
  return data.id
}

async function labelsOf(team: Team, id: string) {
  const [row] = await team.sql`
    select label_ids, version::int from public.conversations where id = ${id}`
  return row!
}

Deno.test('admins make, change and delete labels; others only see them, strangers nothing', async () => {
  await withTeam(async (team) => {
    const id = await makeLabel(team, 'Refund')
    for (const person of ['agent', 'viewer', 'stranger'] as Person[]) {
      const client = await team.as(person)
      const made = await client.from('labels')
        .insert({ workspace_id: team.workspaceId, name: person })
      assert.equal(made.error?.code, '42501', person)
      const changed = await client.from('labels').update({ name: 'x' }).eq('id', id).select()
      assert.deepEqual(changed.data, [], person)
      const deleted = await client.from('labels').delete().eq('id', id).select()
      assert.deepEqual(deleted.data, [], person)
      const seen = await client.from('labels').select('name')
      assert.equal(seen.data?.length, person === 'stranger' ? 0 : 1, person)
    }
    const owner = await team.as('owner')
    const changed = await owner.from('labels').update({ color: '#ff0000' }).eq('id', id).select()
    assert.equal(changed.data?.[0].color, '#ff0000')
    const moved = await owner.from('labels').update({ workspace_id: crypto.randomUUID() })
      .eq('id', id)
    assert.equal(moved.error?.code, '42501')
    assert.equal((await owner.from('labels').delete().eq('id', id).select()).data?.length, 1)
  })
})

Deno.test('a name stands for one label, however it is capitalised', async () => {
  await withTeam(async (team) => {
    await makeLabel(team, 'Refund')
    const again = await (await team.as('admin')).from('labels')
      .insert({ workspace_id: team.workspaceId, name: 'REFUND' })
    assert.equal(again.error?.code, '23505')
    for (const name of ['', ' padded', 'x'.repeat(51)]) {
      const { error } = await (await team.as('admin')).from('labels')
        .insert({ workspace_id: team.workspaceId, name })
      assert.equal(error?.code, '23514', name)
    }
  })
})

Deno.test('agents set, add and remove labels of the workspace', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    const [a, b] = [await makeLabel(team, 'a'), await makeLabel(team, 'b')]
    const client = await team.as('agent')
    const set = await client.rpc('set_conversation_labels', {
      p_conversation_id: id,
      p_label_ids: [b, a, b],
    })
    assert.deepEqual(set.data.label_ids, [a, b].sort())
    assert.equal(set.data.version, 2)
    const same = await client.rpc('label_conversation', { p_conversation_id: id, p_add: [a] })
    assert.equal(same.data.version, 2)
    const swapped = await client.rpc('set_conversation_labels', {
      p_conversation_id: id,
      p_label_ids: [b],
    })
    assert.deepEqual(swapped.data.label_ids, [b])
    const changed = await client.rpc('label_conversation', {
      p_conversation_id: id,
      p_add: [a],
      p_remove: [b],
    })
    assert.deepEqual(changed.data.label_ids, [a])
    const events = await team.sql`
      select kind, data from public.conversation_events where conversation_id = ${id} order by id`
    assert.deepEqual(events.map(({ kind }) => kind), [
      'labelled',
      'unlabelled',
      'unlabelled',
      'labelled',
    ])
    const unknown = await client.rpc('label_conversation', {
      p_conversation_id: id,
      p_add: [crypto.randomUUID()],
    })
    assert.equal(codeOf(unknown.error), 'label_not_found')
    assert.equal(unknown.status, 404)
  })
})

Deno.test('a label of another workspace is unknown', async () => {
  await withTeam(async (team) => {
    await withTeam(async (elsewhere) => {
      const { id } = await team.addConversation()
      const { error, status } = await (await team.as('agent')).rpc('label_conversation', {
        p_conversation_id: id,
        p_add: [await makeLabel(elsewhere, 'theirs')],
      })
      assert.equal(codeOf(error), 'label_not_found')
      assert.equal(status, 404)
    })
  })
})

Deno.test('labels that two agents add at once are both there', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    const ids = await Promise.all(['a', 'b', 'c', 'd'].map((name) => makeLabel(team, name)))
    const clients = await Promise.all([team.as('agent'), team.as('colleague')])
    await Promise.all(ids.map((label, index) =>
      clients[index % 2]!.rpc('label_conversation', {
        p_conversation_id: id,
        p_add: [label],
      })
    ))
    const row = await labelsOf(team, id)
    assert.deepEqual(row.label_ids, [...ids].sort())
    assert.equal(row.version, 5)
  })
})

Deno.test('a deleted label is gone from all conversations, also from one that gets it just then', async () => {
  await withTeam(async (team) => {
    const label = await makeLabel(team, 'old')
    const kept = await makeLabel(team, 'kept')
    const [first, second] = [await team.addConversation(), await team.addConversation()]
    const client = await team.as('agent')
    await client.rpc('set_conversation_labels', {
      p_conversation_id: first.id,
      p_label_ids: [label, kept],
    })
    const [deleted] = await Promise.all([
      (await team.as('admin')).from('labels').delete().eq('id', label),
      client.rpc('label_conversation', { p_conversation_id: second.id, p_add: [label] }),
    ])
    assert.equal(deleted.error, null)
    assert.deepEqual((await labelsOf(team, first.id)).label_ids, [kept])
    assert.equal((await labelsOf(team, first.id)).version, 3)
    assert.deepEqual((await labelsOf(team, second.id)).label_ids, [])
    const events = await team.sql`
      select payload from realtime.messages
      where topic = ${`workspace:${team.workspaceId}`} and event = 'label:delete'`
    assert.deepEqual(events.map(({ payload }) => payload.label_ids), [[label]])
  })
})

Deno.test('a conversation has at most 50 labels', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    const rows = await team.sql`
      insert into public.labels (workspace_id, name)
      select ${team.workspaceId}, 'label ' || n from generate_series(1, 51) as n returning id`
    const { error, status } = await (await team.as('agent')).rpc('set_conversation_labels', {
      p_conversation_id: id,
      p_label_ids: rows.map((row) => row.id),
    })
    assert.equal(codeOf(error), 'too_many_labels')
    assert.equal(status, 422)
  })
})
