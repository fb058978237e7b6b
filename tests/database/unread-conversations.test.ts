import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type Person, type Team, withTeam } from '../support/team.ts'

const MEMBERS: Person[] = ['agent', 'colleague', 'viewer']

/** Members' conversations that are kept otherwise than the counts say: there should be none. */
async function findWrong(team: Team) {
  return await team.sql`
    select members.user_id, conversations.id, inbound_count, read_count, is_unread
    from public.conversations
    join public.workspace_members as members using (workspace_id)
    left join public.conversation_reads as reads
      on reads.conversation_id = conversations.id and reads.user_id = members.user_id
    where conversations.workspace_id = ${team.workspaceId}
      and coalesce(is_unread, false) <> (inbound_count > coalesce(read_count, 0))`
}

async function change(team: Team, id: string, by: number) {
  await team.sql`
    update public.conversations set inbound_count = greatest(inbound_count + ${by}, 0)
    where id = ${id}`
}

async function call(team: Team, person: Person, name: string, args: Record<string, unknown>) {
  const { error } = await (await team.as(person)).rpc(name, args)
  assert.equal(error, null, `${name}: ${error?.message}`)
}

Deno.test('whatever comes, is taken back and is read, unread is kept for each member', async () => {
  await withTeam(async (team) => {
    const first = await team.addConversation({ inbound_count: 3 })
    const second = await team.addConversation()
    const step = fc.record({
      id: fc.constantFrom(first.id, second.id),
      person: fc.constantFrom(...MEMBERS),
      act: fc.constantFrom('come', 'come', 'take back', 'read', 'mark unread', 'leave'),
      count: fc.integer({ min: 0, max: 5 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 15 }), async (steps) => {
        for (const { id, person, act, count } of steps) {
          if (act === 'come') await change(team, id, count)
          if (act === 'take back') await change(team, id, -1)
          if (act === 'read') {
            await call(team, person, 'mark_conversation_read', {
              p_conversation_id: id,
              p_read_count: count,
            })
          }
          if (act === 'mark unread') {
            await call(team, person, 'mark_conversation_unread', { p_conversation_id: id })
          }
          if (act === 'leave') {
            const user_id = team.userIds[person]
            const workspace_id = team.workspaceId
            await team.sql`
              delete from public.workspace_members
              where user_id = ${user_id} and workspace_id = ${workspace_id}`
            await change(team, id, 1)
            await team.sql`
              insert into public.workspace_members ${
              team.sql({ workspace_id, user_id, role: 'agent' })
            }`
          }
        }
        assert.deepEqual([...await findWrong(team)], [])
      }),
      { numRuns: 15 },
    )
  })
})

Deno.test('the first message is unread for all, also where somebody has a position already', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    await call(team, 'agent', 'mark_conversation_read', { p_conversation_id: id, p_read_count: 0 })
    await change(team, id, 1)
    assert.deepEqual([...await findWrong(team)], [])
  })
})

Deno.test('messages that come while members read are not lost', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    await Promise.all(MEMBERS.map((person) => team.as(person)))
    for (let round = 0; round < 15; round++) {
      await Promise.all([
        change(team, id, 1),
        ...MEMBERS.map((person) =>
          call(team, person, 'mark_conversation_read', { p_conversation_id: id, p_read_count: 99 })
        ),
      ])
      assert.deepEqual([...await findWrong(team)], [])
    }
  })
})

Deno.test('what a new contact writes is unread for who joins meanwhile', async () => {
  await withTeam(async (team) => {
    const { sql, workspaceId, userIds } = team
    for (let round = 0; round < 10; round++) {
      const { id } = await team.addConversation()
      await sql`
        delete from public.workspace_members
        where user_id = ${userIds.viewer} and workspace_id = ${workspaceId}`
      await Promise.all([
        change(team, id, 1),
        sql`
          insert into public.workspace_members (workspace_id, user_id, role)
          values (${workspaceId}, ${userIds.viewer}, 'viewer')`,
      ])
      assert.deepEqual([...await findWrong(team)], [])
    }
  })
})
