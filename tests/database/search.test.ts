import assert from 'node:assert/strict'
import fc from 'fast-check'
import { addMessage, type Person, type Team, withTeam } from '../support/team.ts'

type Found = {
  kind: 'contact' | 'message'
  id: string
  conversation_id: string
  contact_id: string
  snippet: string | null
  score: number
}

async function search(team: Team, p_query: string, person: Person = 'agent') {
  const { data, error } = await (await team.as(person)).rpc('search_inbox', {
    p_workspace_id: team.workspaceId,
    p_query,
    p_limit: 50,
  })
  assert.equal(error, null, `${p_query}: ${error?.message}`)
  return data as Found[]
}

async function idsOf(team: Team, query: string, kind: Found['kind']) {
  return (await search(team, query)).filter((row) => row.kind === kind).map(({ id }) => id)
}

/** Indexes what is pending; the stack's own job may be at it, too. */
async function indexMessages(team: Team): Promise<void> {
  const pending = async () =>
    (await team.sql`
      select from private.message_changes
      where message_ids && array(
        select id from public.messages where workspace_id = ${team.workspaceId}
      )`).length
  while (await pending() > 0) await team.sql`select private.index_messages(100000)`
  // One that runs elsewhere holds the lock until it has committed.
  await team.sql.begin((sql) =>
    sql`select pg_advisory_xact_lock(hashtext('private.index_messages'))`
  )
}

Deno.test('contacts are found by name and handle, however accents and umlauts are written', async () => {
  await withTeam(async (team) => {
    const loew = await team.addConversation({}, { name: 'Jürgen Löw', username: 'j.loew_99' })
    const ann = await team.addConversation({}, { name: 'Ann Percent', username: 'ann%' })
    for (const query of ['Löw', 'loew', 'LOW', 'jürgen', 'Juergen', 'jurg', '@j.loew', 'löw jur']) {
      assert.deepEqual(await idsOf(team, query, 'contact'), [loew.contactId], query)
    }
    assert.deepEqual(await idsOf(team, 'lo', 'contact'), [loew.contactId])
    assert.deepEqual(await idsOf(team, '%', 'contact'), [])
    assert.deepEqual(await idsOf(team, 'ann%', 'contact'), [ann.contactId])
    assert.deepEqual(await idsOf(team, 'Jurgem', 'contact'), [loew.contactId], 'misspelt')
    assert.deepEqual(await idsOf(team, 'nobody', 'contact'), [])
    const [first] = await search(team, 'Löw')
    assert.equal(first!.conversation_id, loew.id)
  })
})

Deno.test('a renamed contact is found by the new name only', async () => {
  await withTeam(async (team) => {
    const { contactId } = await team.addConversation({}, { name: 'Before' })
    await team.sql`update public.contacts set name = 'Later' where id = ${contactId}`
    assert.deepEqual(await idsOf(team, 'before', 'contact'), [])
    assert.deepEqual(await idsOf(team, 'later', 'contact'), [contactId])
  })
})

Deno.test('messages are found by words, beginnings, phrases and exclusions', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    const cake = await addMessage(team, id, { text: 'Is the Käsekuchen still fresh today?' })
    const coffee = await addMessage(team, id, { text: 'Fresh coffee, still hot' })
    await indexMessages(team)
    const both = [cake, coffee].sort()
    const found = async (query: string) => (await idsOf(team, query, 'message')).sort()
    assert.deepEqual(await found('fresh'), both)
    assert.deepEqual(await found('still fre'), both)
    assert.deepEqual(await found('kasek'), [cake])
    assert.deepEqual(await found('KAESEKUCHEN'), [cake])
    assert.deepEqual(await found('"still fresh"'), [cake])
    assert.deepEqual(await found('fresh -coffee'), [cake])
    assert.deepEqual(await found('today or coff'), both)
    assert.deepEqual(await found('-coffee'), [])
    assert.deepEqual(await found('fresher'), [])
    const [row] = await search(team, 'käsekuchen')
    assert.ok(row!.snippet!.includes('\u0002Käsekuchen\u0003'), row!.snippet!)
  })
})

Deno.test('a message is found by what it says now, an unsent one not at all', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    const edited = await addMessage(team, id, { text: 'price is ninety' })
    const unsent = await addMessage(team, id, { text: 'price is secret' })
    await indexMessages(team)
    assert.equal((await idsOf(team, 'price', 'message')).length, 2)
    // At once, before anything is indexed again.
    await team.sql`
      update public.messages set text = null, unsent_at = now() where id = ${unsent}`
    await team.sql`
      update public.messages set text = 'price is twenty', edit_count = 1 where id = ${edited}`
    assert.deepEqual(await idsOf(team, 'secret', 'message'), [])
    assert.deepEqual(await idsOf(team, 'ninety', 'message'), [])
    await indexMessages(team)
    assert.deepEqual(await idsOf(team, 'twenty', 'message'), [edited])
    assert.deepEqual(await idsOf(team, 'price', 'message'), [edited])
    const rows = await team.sql`
      select message_id from private.message_documents where conversation_id = ${id}`
    assert.deepEqual(rows.map(({ message_id }) => message_id), [edited])
  })
})

Deno.test('of messages that match alike the newer comes first, and contacts before messages', async () => {
  await withTeam(async (team) => {
    const { id, contactId } = await team.addConversation({}, { name: 'Refund Fan' })
    const days = (n: number) => new Date(Date.now() - n * 86_400_000)
    const old = await addMessage(team, id, { text: 'refund please', sent_at: days(90) })
    const recent = await addMessage(team, id, { text: 'refund please', sent_at: days(1) })
    await indexMessages(team)
    const found = await search(team, 'refund')
    assert.deepEqual(found.map((row) => row.id), [contactId, recent, old])
    assert.deepEqual(
      found.map(({ score }) => score).sort((a, b) => b - a),
      found.map((row) => row.score),
    )
  })
})

Deno.test('nothing of another workspace is found', async () => {
  await withTeam(async (team) => {
    await withTeam(async (elsewhere) => {
      const { id } = await elsewhere.addConversation({}, { name: 'Zebulon' })
      const message = await addMessage(elsewhere, id, { text: 'quagga sighted' })
      await indexMessages(elsewhere)
      assert.deepEqual(await idsOf(elsewhere, 'quagga', 'message'), [message])
      assert.deepEqual(await search(team, 'quagga'), [])
      assert.deepEqual(await search(team, 'zebulon'), [])
    })
  })
})

Deno.test('a common word is found without reading all that have it', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation()
    await team.sql`
      insert into public.messages (
        workspace_id, account_id, conversation_id, provider_message_id, direction, author, kind,
        text, sent_at
      )
      select ${team.workspaceId}, ${team.accountId}, ${id}, ${id} || n, 'inbound', 'contact',
        'text', 'hello number ' || n, now() - interval '1 minute' * n
      from generate_series(1, 200) as n`
    await indexMessages(team)
    const found = (await search(team, 'hello')).map(({ snippet }) => snippet)
    assert.equal(found.length, 50)
    assert.ok(found[0]!.endsWith('number 1'), found[0]!)
    assert.equal((await search(team, 'hello 177')).length, 1)
  })
})

Deno.test('whatever is typed, a search answers', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation({}, { name: 'O\'Neill \\ "x"' })
    await addMessage(team, id, { text: "it's (a) test & more | less ! <-> :*" })
    await indexMessages(team)
    const typed = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.array(
        fc.constantFrom(
          '"',
          "'",
          '\\',
          '-',
          'or',
          ' ',
          '%',
          '_',
          '$sql$',
          '%s',
          ':*',
          '&',
          '|',
          '!',
          'a',
          'ß',
        ),
        { maxLength: 12 },
      ).map((parts) => parts.join('')),
    ).map((text) => text.replaceAll('\0', ''))
    await team.sql.begin(async (sql) => {
      await sql`select set_config('request.jwt.claim.sub', ${team.userIds.agent}, true)`
      await sql`set local role authenticated`
      await fc.assert(
        fc.asyncProperty(typed, async (query) => {
          await sql`select * from public.search_inbox(${team.workspaceId}, ${query})`
          if (query.length === 0) return
          const filter = sql.json({ search: [...query].slice(0, 200).join('') })
          await sql`select id from public.list_conversations(${team.workspaceId}, ${filter})`
        }),
        { numRuns: 150 },
      )
    })
  })
})
