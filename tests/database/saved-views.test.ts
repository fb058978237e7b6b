import assert from 'node:assert/strict'
import { codeOf, type Person, type Team, withTeam } from '../support/team.ts'

async function save(team: Team, person: Person, row: Record<string, unknown>) {
  return await (await team.as(person)).from('saved_views')
    .insert({ workspace_id: team.workspaceId, name: 'View', ...row }).select('id').maybeSingle()
}

Deno.test("agents keep views of their own; shared ones are the admins'", async () => {
  await withTeam(async (team) => {
    const own = await save(team, 'agent', { owner_id: team.userIds.agent })
    assert.equal(own.error, null)
    const shared = await save(team, 'admin', { owner_id: null })
    assert.equal(shared.error, null)
    for (
      const [person, owner_id] of [
        ['agent', null],
        ['agent', team.userIds.colleague],
        ['admin', team.userIds.agent],
        ['viewer', team.userIds.viewer],
        ['viewer', null],
        ['stranger', team.userIds.stranger],
        ['stranger', null],
      ] as const
    ) {
      const { error } = await save(team, person, { owner_id })
      assert.equal(error?.code, '42501', `${person} ${owner_id}`)
    }

    const seen = async (person: Person) =>
      (await (await team.as(person)).from('saved_views').select('id')).data!
        .map(({ id }) => id).sort()
    assert.deepEqual(await seen('agent'), [own.data!.id, shared.data!.id].sort())
    assert.deepEqual(await seen('colleague'), [shared.data!.id])
    assert.deepEqual(await seen('viewer'), [shared.data!.id])
    assert.deepEqual(await seen('stranger'), [])

    const change = async (person: Person, id: string) =>
      (await (await team.as(person)).from('saved_views').update({ position: 2 }).eq('id', id)
        .select()).data!.length
    const remove = async (person: Person, id: string) =>
      (await (await team.as(person)).from('saved_views').delete().eq('id', id).select())
        .data!.length
    for (const act of [change, remove]) {
      assert.equal(await act('colleague', own.data!.id), 0)
      assert.equal(await act('owner', own.data!.id), 0)
      assert.equal(await act('agent', shared.data!.id), 0)
      assert.equal(await act('agent', own.data!.id), 1)
      assert.equal(await act('owner', shared.data!.id), 1)
    }
  })
})

Deno.test('a filter that lists could not use is refused, and the reason is given', async () => {
  await withTeam(async (team) => {
    const refused: [filter: unknown, reason: RegExp][] = [
      [[], /is an object/],
      [7, /is an object/],
      [{ colour: 'red' }, /colour: there is no such key/],
      [{ status: 'open' }, /^invalid_filter: status/],
      [{ status: [] }, /status/],
      [{ status: ['resolved'] }, /status/],
      [{ assignee: 'you' }, /assignee/],
      [{ assignee: 7 }, /assignee/],
      [{ account_ids: ['1'] }, /account_ids/],
      [{ label_ids: 'x' }, /label_ids/],
      [{ label_ids: [null] }, /label_ids/],
      [{ label_ids: Array(101).fill(crypto.randomUUID()) }, /at most 100/],
      [{ unread: 'yes' }, /unread/],
      [{ blocked: 1 }, /blocked/],
      [{ mentions_me: null }, /mentions_me/],
      [{ priority_at_least: 5 }, /priority_at_least/],
      [{ priority_at_least: 1.5 }, /priority_at_least/],
      [{ window: 'ajar' }, /window/],
      [{ last_inbound_before: '2 fortnights' }, /last_inbound_before/],
      [{ last_inbound_after: "2 hours'; drop table" }, /last_inbound_after/],
      [{ direction: 'up' }, /direction/],
      [{ search: '' }, /search/],
      [{ search: 'x'.repeat(201) }, /search/],
    ]
    const owner_id = team.userIds.agent
    for (const [filter, reason] of refused) {
      const saved = await save(team, 'agent', { owner_id, filter })
      assert.match(saved.error?.message ?? '', reason, JSON.stringify(filter))
      assert.equal(codeOf(saved.error), 'invalid_filter')
      assert.equal(saved.status, 422)
      const listed = await (await team.as('agent')).rpc('list_conversations', {
        p_workspace_id: team.workspaceId,
        p_filter: filter,
      })
      assert.equal(codeOf(listed.error), 'invalid_filter', JSON.stringify(filter))
    }
    const all = {
      status: ['open', 'snoozed'],
      assignee: 'me',
      account_ids: [team.accountId],
      label_ids: [crypto.randomUUID()],
      unread: true,
      priority_at_least: 2,
      window: 'closing',
      last_inbound_before: '2 hours',
      last_inbound_after: '1 week',
      direction: 'inbound',
      blocked: false,
      mentions_me: true,
      search: 'refund',
    }
    assert.equal((await save(team, 'agent', { owner_id, filter: all })).error, null)
  })
})

Deno.test('who leaves takes their views along', async () => {
  await withTeam(async (team) => {
    await save(team, 'agent', { owner_id: team.userIds.agent })
    await save(team, 'admin', { owner_id: null })
    await team.sql`
      delete from public.workspace_members
      where user_id = ${team.userIds.agent} and workspace_id = ${team.workspaceId}`
    const rows = await team.sql`
      select owner_id from public.saved_views where workspace_id = ${team.workspaceId}`
    assert.deepEqual(rows.map(({ owner_id }) => owner_id), [null])
  })
})
