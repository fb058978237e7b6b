import assert from 'node:assert/strict'
import { codeOf, type Person, type Team, withTeam } from '../support/team.ts'

async function addNote(team: Team, person: Person, args: Record<string, unknown>) {
  return await (await team.as(person)).rpc('add_note', args)
}

async function eventsNamed(team: Team, name: string) {
  return await team.sql`
    select payload from realtime.messages
    where topic = ${`workspace:${team.workspaceId}`} and event = ${name}
    order by inserted_at, id`
}

Deno.test('agents write notes; viewers and strangers do not', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    const args = { p_conversation_id: id, p_body: 'Called her back.' }
    const { data, error } = await addNote(team, 'agent', args)
    assert.equal(error, null)
    assert.equal(data.author_id, team.userIds.agent)
    assert.deepEqual(data.mentions, [])
    assert.deepEqual((await eventsNamed(team, 'note:insert'))[0]!.payload.notes, [data])
    const viewer = await addNote(team, 'viewer', args)
    assert.equal(codeOf(viewer.error), 'forbidden_role')
    assert.equal(viewer.status, 403)
    const stranger = await addNote(team, 'stranger', args)
    assert.equal(codeOf(stranger.error), 'conversation_not_found')
    assert.equal(stranger.status, 404)
    const read = async (person: Person) =>
      (await (await team.as(person)).from('notes').select('body')).data
    assert.deepEqual(await read('viewer'), [{ body: 'Called her back.' }])
    assert.deepEqual(await read('stranger'), [])
    const direct = await (await team.as('owner')).from('notes').update({ body: 'x' })
      .eq('id', data.id)
    assert.equal(direct.error?.code, '42501')
  })
})

Deno.test('a note has between 1 and 10,000 characters', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    for (const p_body of ['', ' \n\t', 'x'.repeat(10_001)]) {
      const { error, status } = await addNote(team, 'agent', { p_conversation_id: id, p_body })
      assert.equal(codeOf(error), 'invalid_body')
      assert.equal(status, 422)
    }
    const longest = { p_conversation_id: id, p_body: 'é'.repeat(10_000) }
    assert.equal((await addNote(team, 'agent', longest)).error, null)
  })
})

Deno.test('the same call twice is one note; its id belongs to nobody else', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    const args = { p_conversation_id: id, p_body: 'Once', p_note_id: crypto.randomUUID() }
    const first = await addNote(team, 'agent', args)
    const again = await addNote(team, 'agent', args)
    assert.deepEqual(again.data, first.data)
    const other = await addNote(team, 'colleague', args)
    assert.equal(codeOf(other.error), 'note_id_taken')
    assert.equal(other.status, 409)
    const rows = await team.sql`select from public.notes where conversation_id = ${id}`
    assert.equal(rows.length, 1)
    assert.equal((await eventsNamed(team, 'note:insert')).length, 1)
  })
})

Deno.test('its author and admins edit and delete a note; other agents do not', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    const { data: note } = await addNote(team, 'agent', { p_conversation_id: id, p_body: 'One' })
    const edit = async (person: Person, p_body: string) =>
      await (await team.as(person)).rpc('edit_note', { p_note_id: note.id, p_body })
    const remove = async (person: Person) =>
      await (await team.as(person)).rpc('delete_note', { p_note_id: note.id })

    assert.equal((await edit('agent', 'Two')).data.version, 2)
    assert.equal((await edit('agent', 'Two')).data.version, 2)
    assert.equal((await edit('admin', 'Three')).data.body, 'Three')
    for (
      const [person, code, status] of [
        ['colleague', 'not_the_author', 403],
        ['viewer', 'forbidden_role', 403],
        ['stranger', 'note_not_found', 404],
      ] as const
    ) {
      for (const answer of [await edit(person, 'Mine'), await remove(person)]) {
        assert.equal(codeOf(answer.error), code, person)
        assert.equal(answer.status, status, person)
      }
    }
    const removed = await remove('owner')
    assert.equal(removed.data.body, null)
    assert.ok(removed.data.deleted_at)
    assert.deepEqual((await remove('agent')).data, removed.data)
    const late = await edit('agent', 'Four')
    assert.equal(codeOf(late.error), 'note_deleted')
    assert.equal((await eventsNamed(team, 'note:update')).length, 3)
  })
})

Deno.test('mentions are of members only, and each member sees off their own', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    const { agent, colleague, viewer, stranger } = team.userIds
    for (const unknown of [stranger, crypto.randomUUID()]) {
      const refused = await addNote(team, 'agent', {
        p_conversation_id: id,
        p_body: '@who',
        p_mentions: [colleague, unknown],
      })
      assert.equal(codeOf(refused.error), 'member_not_found')
      assert.equal(refused.status, 404)
    }
    assert.equal((await team.sql`select from public.notes where conversation_id = ${id}`).length, 0)

    const { data: note } = await addNote(team, 'agent', {
      p_conversation_id: id,
      p_body: '@colleague @viewer',
      p_mentions: [colleague, viewer, colleague],
    })
    assert.equal(note.mentions.length, 2)
    const see = async (person: Person) =>
      await (await team.as(person)).rpc('mark_mentions_seen', { p_conversation_id: id })
    assert.equal((await see('colleague')).data, 1)
    assert.equal((await see('colleague')).data, 0)
    assert.equal((await see('agent')).data, 0)
    assert.equal((await see('stranger')).status, 404)

    // Who stays mentioned keeps what they saw.
    const edited = await (await team.as('agent')).rpc('edit_note', {
      p_note_id: note.id,
      p_body: '@colleague @agent',
      p_mentions: [colleague, agent],
    })
    const mentions = new Map<string, string | null>(
      edited.data.mentions.map((mention: { user_id: string; seen_at: string | null }) => [
        mention.user_id,
        mention.seen_at,
      ]),
    )
    assert.deepEqual([...mentions.keys()].sort(), [colleague, agent].sort())
    assert.ok(mentions.get(colleague))
    assert.equal(mentions.get(agent), null)
    await (await team.as('agent')).rpc('delete_note', { p_note_id: note.id })
    assert.equal(
      (await team.sql`select from public.note_mentions where note_id = ${note.id}`).length,
      0,
    )
  })
})
