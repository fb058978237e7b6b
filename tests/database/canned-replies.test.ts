import assert from 'node:assert/strict'
import { codeOf, type Person, type Team, withTeam } from '../support/team.ts'

async function save(team: Team, person: Person, body: string, shortcut?: string) {
  return await (await team.as(person)).from('canned_replies')
    .insert({
      workspace_id: team.workspaceId,
      shortcut: shortcut ?? crypto.randomUUID(),
      title: 'Hello',
      body,
    })
    .select('id').maybeSingle()
}

Deno.test('admins prepare replies; agents and viewers read them, strangers do not', async () => {
  await withTeam(async (team) => {
    const { data, error } = await save(team, 'admin', 'Hi!', 'hi')
    assert.equal(error, null)
    const id: string = data!.id
    for (const person of ['agent', 'viewer', 'stranger'] as const) {
      const client = await team.as(person)
      assert.equal((await save(team, person, 'Hi!')).error?.code, '42501', person)
      const changed = await client.from('canned_replies').update({ body: 'x' })
        .eq('id', id).select()
      assert.deepEqual(changed.data, [], person)
      const deleted = await client.from('canned_replies').delete().eq('id', id).select()
      assert.deepEqual(deleted.data, [], person)
      const seen = await client.from('canned_replies').select('body')
      assert.equal(seen.data?.length, person === 'stranger' ? 0 : 1, person)
    }
    assert.equal((await save(team, 'admin', 'Hi!', 'HI')).error?.code, '23505')
    assert.equal((await save(team, 'admin', 'Hi!', 'two words')).error?.code, '23514')
  })
})

Deno.test('a variable that nothing fills in is refused, and the known ones are listed', async () => {
  await withTeam(async (team) => {
    for (const body of ['Hi {{contact.nam}}', '{{}}', '{{ workspace.name }} {{x y}}']) {
      const { error, status } = await save(team, 'admin', body)
      assert.equal(codeOf(error), 'unknown_variable', body)
      assert.equal(status, 422)
      for (const known of ['contact.name', 'contact.username', 'account.name', 'agent.name']) {
        assert.ok(error!.hint!.includes(`{{${known}}}`), known)
      }
    }
    const { data } = await save(team, 'admin', 'fine')
    const changed = await (await team.as('admin')).from('canned_replies')
      .update({ body: '{{nope}}' }).eq('id', data!.id)
    assert.equal(codeOf(changed.error), 'unknown_variable')
  })
})

Deno.test('variables are filled in, with a fallback for what is not known', async () => {
  await withTeam(async (team) => {
    const { data } = await save(
      team,
      'admin',
      '{Hi} {{contact.name}} ({{ contact.username }}), {{agent.name}} of {{account.name}}, ' +
        '{{workspace.name}} {{',
    )
    const render = async (contact: Record<string, unknown>) => {
      const { id } = await team.addConversation({}, contact)
      const answer = await (await team.as('agent')).rpc('render_canned_reply', {
        p_canned_reply_id: data!.id,
        p_conversation_id: id,
      })
      assert.equal(answer.error, null)
      return answer.data
    }
    const end = 'agent of @team.shop, Team {{'
    assert.equal(
      await render({ name: 'Ann', username: 'ann.b' }),
      `{Hi} Ann (@ann.b), ${end}`,
    )
    assert.equal(await render({ username: 'ann.b' }), `{Hi} @ann.b (@ann.b), ${end}`)
    assert.equal(await render({ name: 'Ann' }), `{Hi} Ann (Ann), ${end}`)
    assert.equal(await render({}), `{Hi} there (there), ${end}`)
    // A name is not a text to fill in.
    assert.equal(
      await render({ name: '{{agent.name}} \\1', username: 'x' }),
      `{Hi} {{agent.name}} \\1 (@x), ${end}`,
    )
  })
})

Deno.test('a reply is rendered for members, with a conversation of its own workspace', async () => {
  await withTeam(async (team) => {
    const { data } = await save(team, 'admin', 'Hi')
    const { id } = await team.addConversation()
    const render = async (person: Person, p_conversation_id: string) =>
      await (await team.as(person)).rpc('render_canned_reply', {
        p_canned_reply_id: data!.id,
        p_conversation_id,
      })
    assert.equal((await render('viewer', id)).data, 'Hi')
    const stranger = await render('stranger', id)
    assert.equal(codeOf(stranger.error), 'canned_reply_not_found')
    assert.equal(stranger.status, 404)
    const unknown = await render('agent', crypto.randomUUID())
    assert.equal(codeOf(unknown.error), 'conversation_not_found')
    assert.equal(unknown.status, 404)
  })
})
