import assert from 'node:assert/strict'
import fc from 'fast-check'
import type postgres from 'postgres'
import { addMessage, codeOf, type Person, type Team, withTeam } from '../support/team.ts'

type Filter = Record<string, unknown>
type Row = {
  id: string
  account_id: string
  last_message_at: Date | null
  last_message_direction: string
  last_inbound_at: Date | null
  window_opened_at: Date | null
  status: string
  assignee_id: string | null
  priority: number
  label_ids: string[]
  blocked: boolean
  unread: number
  mentions: string[]
  words: string[]
}

const HOUR = 3_600_000
const WORDS = ['alpha', 'beta', 'gamma', 'löwe']

/** What is counted together with any filter. */
const SIDEBAR: Filter[] = [
  { status: ['open'] },
  { status: ['open'], assignee: 'me' },
  { status: ['open'], assignee: 'none', unread: true },
  { status: ['open'], unread: false },
  { status: ['snoozed'] },
  { blocked: true },
  { unread: true },
]

/** Half past, so that no whole number of hours is near while a test runs. */
const hoursAgo = (hours: number) => new Date(Date.now() - (hours + 0.5) * HOUR)

/** What a filter means, said in the plainest way. */
function matches(row: Row, filter: Filter, userId: string): boolean {
  const age = (time: Date | null) => time ? (Date.now() - time.getTime()) / HOUR : Infinity
  const tests: Record<string, (value: never) => boolean> = {
    status: (value: string[]) => value.includes(row.status),
    assignee: (value: string) =>
      row.assignee_id === (value === 'me' ? userId : value === 'none' ? null : value),
    account_ids: (value: string[]) => value.includes(row.account_id),
    label_ids: (value: string[]) => value.some((id) => row.label_ids.includes(id)),
    unread: (value: boolean) => row.unread > 0 === value,
    priority_at_least: (value: number) => row.priority >= value,
    window: (value: string) => {
      const hours = age(row.window_opened_at)
      if (value === 'open') return hours < 24
      if (value === 'closing') return hours >= 22 && hours < 24
      return value === 'human_agent' ? hours >= 24 && hours < 168 : hours >= 168
    },
    last_inbound_before: (value: string) =>
      row.last_inbound_at !== null && age(row.last_inbound_at) > parseInt(value),
    last_inbound_after: (value: string) => age(row.last_inbound_at) <= parseInt(value),
    direction: (value: string) => row.last_message_direction === value,
    blocked: () => true,
    mentions_me: (value: boolean) => row.mentions.includes(userId) === value,
    search: (value: string) => row.words.some((word) => word.startsWith(value)),
  }
  return row.last_message_at !== null && row.blocked === (filter.blocked ?? false) &&
    Object.entries(filter).every(([key, value]) => tests[key]!(value as never))
}

/** Runs as a member's request does. */
async function asMember<T>(
  team: Team,
  person: Person,
  work: (sql: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  return await team.sql.begin(async (sql) => {
    await sql`select set_config('request.jwt.claim.sub', ${team.userIds[person]}, true)`
    await sql`set local role authenticated`
    return await work(sql)
  }) as T
}

async function page(team: Team, person: Person, filter: Filter, limit: number, after?: Row) {
  return await asMember(team, person, (sql) =>
    sql<Row[]>`
    select * from public.list_conversations(
      ${team.workspaceId}, ${sql.json(filter as never)}, ${limit},
      ${after?.last_message_at ?? null}, ${after?.id ?? null}
    )`)
}

/** Fills a team with conversations of all kinds, and says what is in them. */
async function fill(team: Team, size: number): Promise<Row[]> {
  const { sql, workspaceId, userIds } = team
  const pick = <T>(values: readonly T[], n: number) => values[n % values.length]!
  const [second] = await sql`
    insert into public.accounts (workspace_id, provider, login, provider_account_id)
    values (${workspaceId}, 'instagram', 'instagram', ${crypto.randomUUID()}) returning id`
  const labels = (await sql`
    insert into public.labels (workspace_id, name)
    select ${workspaceId}, 'label ' || n from generate_series(1, 3) as n returning id`)
    .map(({ id }) => id as string)
  const seeds = fc.sample(fc.array(fc.nat(1000), { minLength: 16, maxLength: 16 }), {
    numRuns: size,
    seed: 5,
  })
  const rows: Row[] = []
  for (const [index, n] of seeds.entries()) {
    const account_id = pick([team.accountId, second!.id], n[0]!)
    const status = pick(['open', 'open', 'open', 'snoozed', 'closed'], n[1]!)
    const opened = n[2]! % 4 ? hoursAgo(pick([1, 20, 22, 23, 24, 30, 167, 168, 900], n[3]!)) : null
    const columns = {
      account_id,
      status,
      snoozed_until: status === 'snoozed' ? new Date(Date.now() + 24 * HOUR) : null,
      // Few different times, so that ids have to break ties.
      last_message_at: n[4]! % 12 ? hoursAgo(n[5]! % 8) : null,
      last_message_direction: pick(['inbound', 'outbound'], n[6]!),
      last_inbound_at: n[7]! % 5 ? hoursAgo(n[8]! % 30) : null,
      window_opened_at: opened,
      window_cause: opened && 'message',
      assignee_id: pick([null, userIds.agent, userIds.colleague], n[9]!),
      priority: n[10]! % 5,
      label_ids: labels.filter((_, place) => n[11]! >> place & 1),
      blocked: n[12]! % 6 === 0,
    }
    const contact = { account_id, name: pick([null, 'Löwe Müller', 'Ann'], n[13]!) }
    const { id } = await team.addConversation(columns, contact)
    const words = contact.name === 'Löwe Müller' ? ['löwe', 'müller'] : []
    for (let count = 0; count < n[14]! % 3; count++) {
      const word = pick(WORDS, n[14]! + count)
      words.push(word)
      await addMessage(team, id, { account_id, text: `some ${word} there` })
    }
    const read = n[15]! % 3
    const inbound = n[14]! % 3
    await sql`
      insert into public.conversation_reads (conversation_id, user_id, workspace_id, read_count)
      values (${id}, ${userIds.agent}, ${workspaceId}, ${Math.min(read, inbound)})
      on conflict (conversation_id, user_id) do update set read_count = excluded.read_count`
    const mentions = n[15]! % 4 === 0 ? [userIds.agent] : []
    if (mentions.length > 0) {
      await asMember(
        team,
        'admin',
        (member) => member`select public.add_note(${id}, ${`note ${index}`}, ${mentions}::uuid[])`,
      )
    }
    rows.push({
      ...columns,
      id,
      mentions,
      unread: inbound - Math.min(read, inbound),
      words,
    })
  }
  return rows
}

async function indexMessages(team: Team): Promise<void> {
  const pending = async () =>
    (await team.sql`
      select from public.messages
      where workspace_id = ${team.workspaceId} and text is not null
        and id not in (select message_id from private.message_documents)`).length
  while (await pending() > 0) await team.sql`select private.index_messages(100000)`
}

const byActivity = (a: Row, b: Row) =>
  b.last_message_at!.getTime() - a.last_message_at!.getTime() || (a.id < b.id ? 1 : -1)

Deno.test('lists and counts agree with a naive filter over all rows, page by page', async () => {
  await withTeam(async (team) => {
    const rows = await fill(team, 150)
    await indexMessages(team)
    const { agent, colleague, admin } = team.userIds
    const labels = [...new Set(rows.flatMap(({ label_ids }) => label_ids))]
    const accounts = [...new Set(rows.map(({ account_id }) => account_id))]
    const hours = fc.integer({ min: 0, max: 31 }).map((n) => `${n} hours`)
    const filters = fc.record({
      status: fc.subarray(['open', 'snoozed', 'closed'], { minLength: 1 }),
      assignee: fc.constantFrom('me', 'none', agent, colleague, admin),
      account_ids: fc.subarray([...accounts, crypto.randomUUID()], { minLength: 1 }),
      label_ids: fc.subarray([...labels, crypto.randomUUID()], { minLength: 1 }),
      unread: fc.boolean(),
      priority_at_least: fc.integer({ min: 0, max: 4 }),
      window: fc.constantFrom('open', 'closing', 'human_agent', 'closed'),
      last_inbound_before: hours,
      last_inbound_after: hours,
      direction: fc.constantFrom('inbound', 'outbound'),
      blocked: fc.boolean(),
      mentions_me: fc.boolean(),
      search: fc.constantFrom('alpha', 'bet', 'löwe', 'müll', 'nothing'),
    }, { requiredKeys: [] })
    // Mostly a few keys at once, or nearly all results would be empty.
    const some = fc.tuple(filters, fc.shuffledSubarray(Array.from({ length: 13 }, (_, i) => i)))
      .map(([filter, keep]) =>
        Object.fromEntries(
          Object.entries(filter).filter((_, index) => keep.slice(0, 3).includes(index)),
        ) as Filter
      )
    let found = 0
    await fc.assert(
      fc.asyncProperty(some, fc.integer({ min: 3, max: 40 }), async (filter, limit) => {
        const expected = rows.filter((row) => matches(row, filter, agent)).sort(byActivity)
        const listed: Row[] = []
        for (;;) {
          const next = await page(team, 'agent', filter, limit, listed.at(-1))
          listed.push(...next)
          if (next.length < limit) break
        }
        assert.deepEqual(listed.map(({ id }) => id), expected.map(({ id }) => id))
        const counted = [filter, ...SIDEBAR, { ...filter, unread: true }]
        const [answer] = await asMember(team, 'agent', (sql) =>
          sql`
          select public.count_conversations(
            ${team.workspaceId}, ${sql.json(counted as never)}
          ) as counts`)
        assert.deepEqual(
          answer!.counts,
          counted.map((one) => {
            const matching = rows.filter((row) => matches(row, one, agent))
            return {
              conversations: matching.length,
              unread_conversations: matching.filter(({ unread }) => unread > 0).length,
              unread_messages: matching.reduce((sum, { unread }) => sum + unread, 0),
            }
          }),
        )
        found += expected.length
      }),
      { numRuns: 150, examples: [[{}, 7], [{ blocked: true }, 7]] },
    )
    assert.ok(found > 500, `only ${found} rows were found in all`)

    const [totals] = await asMember(team, 'agent', (sql) =>
      sql`
      select public.unread_totals(${team.workspaceId}) as totals`)
    const open = rows.filter((row) => matches(row, { status: ['open'], unread: true }, agent))
    const total = (some: Row[]) => ({
      conversations: some.length,
      messages: some.reduce((sum, { unread }) => sum + unread, 0),
    })
    assert.deepEqual(totals!.totals, {
      mine: total(open.filter(({ assignee_id }) => assignee_id === agent)),
      unassigned: total(open.filter(({ assignee_id }) => assignee_id === null)),
      all: total(open),
      accounts: Object.fromEntries(
        accounts.map((id) => [id, total(open.filter(({ account_id }) => account_id === id))]),
      ),
    })
  })
})

Deno.test('members list and count; to strangers the workspace is unknown', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation({ inbound_count: 2 })
    const workspace = { p_workspace_id: team.workspaceId }
    const calls: [name: string, args: Record<string, unknown>][] = [
      ['list_conversations', workspace],
      ['count_conversations', { ...workspace, p_filters: [{}] }],
      ['unread_totals', workspace],
      ['search_inbox', { ...workspace, p_query: 'x' }],
    ]
    for (const [name, args] of calls) {
      assert.equal((await (await team.as('viewer')).rpc(name, args)).error, null, name)
      const { error, status } = await (await team.as('stranger')).rpc(name, args)
      assert.equal(codeOf(error), 'workspace_not_found', name)
      assert.equal(status, 404, name)
    }
    const { data } = await (await team.as('viewer')).rpc('list_conversations', workspace)
    assert.equal(data.length, 1)
    assert.equal(data[0].id, id)
    assert.equal(data[0].unread_count, 2)
    assert.equal(data[0].read_epoch, 0)
  })
})

Deno.test('each member has unread counts and mentions of their own', async () => {
  await withTeam(async (team) => {
    const { id } = await team.addConversation({ inbound_count: 2 })
    await (await team.as('agent')).rpc('mark_conversation_read', {
      p_conversation_id: id,
      p_read_count: 2,
    })
    await (await team.as('agent')).rpc('add_note', {
      p_conversation_id: id,
      p_body: '@colleague',
      p_mentions: [team.userIds.colleague],
    })
    const size = async (person: Person, filter: Filter) =>
      (await page(team, person, filter, 10)).length
    assert.equal(await size('agent', { unread: true }), 0)
    assert.equal(await size('colleague', { unread: true }), 1)
    assert.equal(await size('agent', { mentions_me: true }), 0)
    assert.equal(await size('colleague', { mentions_me: true }), 1)
  })
})

Deno.test('filters to count are an array of at most 50', async () => {
  await withTeam(async (team) => {
    for (const p_filters of [{}, Array(51).fill({}), [{ nope: 1 }]]) {
      const { error, status } = await (await team.as('agent')).rpc('count_conversations', {
        p_workspace_id: team.workspaceId,
        p_filters,
      })
      assert.equal(codeOf(error), 'invalid_filter')
      assert.equal(status, 422)
    }
  })
})

Deno.test('with thousands unread, too, pages and counts are complete', async () => {
  await withTeam(async (team) => {
    const { sql, workspaceId, accountId } = team
    const size = 5_100
    await sql`
      with people as (
        insert into public.contacts (workspace_id, account_id, provider_contact_id)
        select ${workspaceId}, ${accountId}, n from generate_series(1, ${size}::integer) as n
        returning id, provider_contact_id::integer as n
      )
      insert into public.conversations (
        workspace_id, account_id, contact_id, inbound_count, last_message_at
      )
      select ${workspaceId}, ${accountId}, id, 2, now() - interval '1 minute' * n from people`
    const read = async (share: number) =>
      await sql`
        update public.conversation_reads as reads set read_count = 2
        from public.conversations
        join public.contacts on contacts.id = conversations.contact_id
        where reads.conversation_id = conversations.id
          and reads.user_id = ${team.userIds.agent}
          and conversations.workspace_id = ${workspaceId}
          and provider_contact_id::integer % ${share} = 0`
    const check = async (unread: number) => {
      for (const [filter, expected] of [[true, unread], [false, size - unread]] as const) {
        const listed: Row[] = []
        for (;;) {
          const next = await page(team, 'agent', { unread: filter }, 200, listed.at(-1))
          listed.push(...next)
          if (next.length < 200) break
        }
        assert.equal(new Set(listed.map(({ id }) => id)).size, expected)
        assert.deepEqual(listed, listed.toSorted(byActivity))
      }
      const [row] = await asMember(team, 'agent', (sql) =>
        sql`
        select public.count_conversations(${workspaceId}, '[{}]') -> 0 as counted`)
      assert.deepEqual(row!.counted, {
        conversations: size,
        unread_conversations: unread,
        unread_messages: 2 * unread,
      })
    }
    await check(size)
    await read(2)
    await check(size / 2)
    for (let share = 3; share < 16; share += 2) await read(share)
    const [left] = await sql`
      select count(*)::integer as unread
      from public.conversation_reads
      where user_id = ${team.userIds.agent} and workspace_id = ${workspaceId} and read_count = 0`
    assert.ok(left!.unread < 1_001)
    await check(left!.unread)
  })
})
