import assert from 'node:assert/strict'
import fc from 'fast-check'
import { addMessage, codeOf, type Person, type Team, withTeam } from '../support/team.ts'

const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 0, minutes))

async function markRead(team: Team, person: Person, id: string, count: number, epoch?: number) {
  return await (await team.as(person)).rpc('mark_conversation_read', {
    p_conversation_id: id,
    p_read_count: count,
    ...(epoch === undefined ? {} : { p_epoch: epoch }),
  })
}

async function markUnread(team: Team, person: Person, id: string, messageId?: string) {
  return await (await team.as(person)).rpc('mark_conversation_unread', {
    p_conversation_id: id,
    p_message_id: messageId ?? null,
  })
}

Deno.test('marking unread goes back to before a message, and a late read does not undo it', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    const ids: string[] = []
    for (let index = 0; index < 4; index++) {
      ids.push(await addMessage(team, id, { text: `${index}`, sent_at: at(index) }))
    }
    assert.equal((await markRead(team, 'agent', id, 4)).data, 4)
    const last = await markUnread(team, 'agent', id)
    assert.deepEqual([last.data.read_count, last.data.epoch], [3, 1])
    const second = await markUnread(team, 'agent', id, ids[1])
    assert.deepEqual([second.data.read_count, second.data.epoch], [1, 2])

    // Another screen that had shown everything speaks up late, knowing the first position only.
    assert.equal((await markRead(team, 'agent', id, 4, 0)).data, 1)
    assert.equal((await markRead(team, 'agent', id, 2, 2)).data, 2)
    // Never forward: from here "unread from the third" would be a step ahead.
    await markUnread(team, 'agent', id, ids[0])
    const ahead = await markUnread(team, 'agent', id, ids[2])
    assert.deepEqual([ahead.data.read_count, ahead.data.epoch], [0, 3])
    assert.equal((await markRead(team, 'agent', id, 4)).data, 4)
  })
})

Deno.test('every position is broadcast with its epoch, and only when it moved', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    await addMessage(team, id, { text: 'hello' })
    await markUnread(team, 'agent', id)
    await markRead(team, 'agent', id, 1)
    await markUnread(team, 'agent', id)
    await markUnread(team, 'agent', id)
    const rows = await team.sql`
      select payload from realtime.messages
      where topic = ${`workspace:${team.workspaceId}`} order by inserted_at, id`
    const common = { conversation_id: id, user_id: team.userIds.agent }
    assert.deepEqual(rows.map(({ payload }) => payload.reads), [
      [{ ...common, read_count: 1, epoch: 0 }],
      [{ ...common, read_count: 0, epoch: 1 }],
    ])
  })
})

Deno.test('imported history and own messages are never unread', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    const imported = await addMessage(team, id, { source: 'import', sent_at: at(0) })
    await addMessage(team, id, { sent_at: at(1) })
    await addMessage(team, id, { direction: 'outbound', author: 'unknown', sent_at: at(2) })
    await addMessage(team, id, { sent_at: at(3) })
    await markRead(team, 'agent', id, 2)
    assert.equal((await markUnread(team, 'agent', id, imported)).data.read_count, 0)
  })
})

Deno.test('members mark unread for themselves; strangers and foreign messages are unknown', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    const other = await team.addConversation()
    await addMessage(team, id, {})
    const foreign = await addMessage(team, other.id, {})
    await markRead(team, 'viewer', id, 1)
    await markRead(team, 'agent', id, 1)
    assert.equal((await markUnread(team, 'viewer', id)).data.read_count, 0)
    assert.equal((await markRead(team, 'agent', id, 0)).data, 1)
    assert.equal((await markUnread(team, 'stranger', id)).status, 404)
    const wrong = await markUnread(team, 'agent', id, foreign)
    assert.equal(codeOf(wrong.error), 'message_not_found')
    assert.equal(wrong.status, 404)
  })
})

Deno.test('in whatever order a screen hears of positions, it ends with the one that holds', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    for (let index = 0; index < 5; index++) await addMessage(team, id, { sent_at: at(index) })
    const agent = team.userIds.agent
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.constant(-1), fc.integer({ min: 0, max: 5 })), { maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        async (moves, stream) => {
          await team.sql`delete from public.conversation_reads where conversation_id = ${id}`
          await team
            .sql`delete from realtime.messages where topic = ${`workspace:${team.workspaceId}`}`
          await team.sql.begin(async (sql) => {
            await sql`select set_config('request.jwt.claim.sub', ${agent}, true)`
            for (const move of moves) {
              if (move < 0) await sql`select private.mark_conversation_unread(${id}, null)`
              else await sql`select private.mark_conversation_read(${id}, ${move}, null)`
            }
          })
          const rows = await team.sql`
            select payload -> 'reads' -> 0 as read from realtime.messages
            where topic = ${`workspace:${team.workspaceId}`}`
          const heard = rows.map(({ read }) => ({ order: stream.next().value as number, read }))
            .sort((a, b) => a.order - b.order)
          let held = { epoch: 0, read_count: 0 }
          for (const { read } of heard) {
            const isLater = read.epoch > held.epoch ||
              (read.epoch === held.epoch && read.read_count > held.read_count)
            if (isLater) held = read
          }
          const [row] = await team.sql`
            select read_count::int, epoch::int from public.conversation_reads
            where conversation_id = ${id} and user_id = ${agent}`
          assert.deepEqual(
            [held.epoch, held.read_count],
            [row?.epoch ?? 0, row?.read_count ?? 0],
          )
        },
      ),
      { numRuns: 40 },
    )
  })
})
