import assert from 'node:assert/strict'
import fc from 'fast-check'
import type postgres from 'postgres'
import { serializeAsMeta } from '../../scripts/simulator/webhooks/serialize-as-meta.ts'
import type { Json } from '../../supabase/functions/_shared/meta/parse-meta-json.ts'
import {
  CHANGE_CASES,
  FEED_CASES,
} from '../../supabase/functions/_shared/meta/webhooks/testing/change-cases.ts'
import { ACCOUNT, MID } from '../../supabase/functions/_shared/meta/webhooks/testing/envelopes.ts'
import {
  MESSAGE_CASES,
  THREAD_CASES,
} from '../../supabase/functions/_shared/meta/webhooks/testing/messaging-cases.ts'
import { mutations } from '../../supabase/functions/_shared/meta/webhooks/testing/mutations.ts'
import { createWorkspace, inboxOf } from '../support/ingest.ts'
import { postAll } from '../support/post-all.ts'
import { recordedDelivery } from '../support/recorded.ts'
import { withDatabase } from '../support/stack.ts'

type Sql = postgres.Sql

/** An account that looks like one of Meta's, for which the cases can be told. */
async function connectNumbered(sql: Sql, workspaceId: string): Promise<string> {
  const id = `178${String(Math.random()).slice(2, 16).padEnd(14, '0')}`
  for (const provider of ['instagram', 'facebook']) {
    await sql`
      insert into public.accounts (workspace_id, provider, login, provider_account_id)
      values (${workspaceId}, ${provider}, ${provider}, ${id})`
  }
  return id
}

const THREAD_ITEMS = [...MESSAGE_CASES, ...THREAD_CASES].map(({ item }) => item)
const CHANGES = CHANGE_CASES.map(({ item }) => item)
const FEED_CHANGES = FEED_CASES.map(({ item }) => item)

const COMMENT_ID = '18012345678901234'

/**
 * Something done to one of the items. Two of three are about a message or comment of their own, so
 * that not all of them only repeat the first.
 */
function mutated(items: Json[]): fc.Arbitrary<Json> {
  return fc.tuple(fc.constantFrom(...items).chain(mutations), fc.nat()).map(([item, number]) =>
    number % 3 === 0 ? item : JSON.parse(
      JSON.stringify(item).replaceAll(MID, `${MID}${number}`)
        .replaceAll(COMMENT_ID, `${COMMENT_ID}${number}`),
    )
  )
}

function exactly(count: number, items: Json[]): fc.Arbitrary<Json[]> {
  return fc.array(mutated(items), { minLength: count, maxLength: count })
}

type Lists = { object: string; messaging: Json[]; standby: Json[]; changes: Json[] }

const ITEMS = 50
/** Deliveries of so many items, with something done to each item. */
const deliveries: fc.Arbitrary<Lists> = fc.record({
  object: fc.constantFrom('instagram', 'instagram', 'instagram', 'page'),
  messaging: exactly(30, THREAD_ITEMS),
  standby: exactly(5, THREAD_ITEMS),
  changes: exactly(15, [...CHANGES, ...FEED_CHANGES]),
})

function bodyOf({ object, ...lists }: Lists, account: string): string {
  const entry = [{ id: ACCOUNT, time: 1_788_700_000, ...lists }]
  return serializeAsMeta({ object, entry }).replaceAll(ACCOUNT, account)
}

/** Whole deliveries of one item, with something done anywhere in them. */
const wholes: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom(...THREAD_ITEMS).map((item) => ({ messaging: [item] })),
  fc.constantFrom(...CHANGES).map((change) => ({ changes: [change] })),
).chain((lists) =>
  mutations({ object: 'instagram', entry: [{ id: ACCOUNT, time: 1_788_700_000, ...lists }] })
)

/** A workspace with something of everything in it, under the same ids as the mutated payloads have. */
async function bystander(sql: Sql) {
  const workspaceId = await createWorkspace(sql)
  const account = await connectNumbered(sql, workspaceId)
  const standby: Json[] = []
  const bodies = [
    bodyOf({ object: 'instagram', messaging: THREAD_ITEMS, standby, changes: CHANGES }, account),
    bodyOf({ object: 'page', messaging: [], standby, changes: FEED_CHANGES }, account),
  ]
  assert.deepEqual(await postAll(bodies), [200, 200])
  return { account, workspaceId }
}

/** How many rows each table has of a workspace, and what its inbox holds. */
async function contentsOf(
  sql: Sql,
  { account, workspaceId }: Awaited<ReturnType<typeof bystander>>,
) {
  const tables = await sql`
    select columns.table_schema as schema, columns.table_name as name
    from information_schema.columns as columns
    join information_schema.tables as tables using (table_schema, table_name)
    where column_name = 'workspace_id' and table_schema in ('public', 'private')
      and table_type = 'BASE TABLE'
    order by 1, 2`
  const counts: Record<string, number> = {}
  for (const { schema, name } of tables) {
    const [row] = await sql`
      select count(*)::int as rows from ${sql(`${schema}.${name}`)}
      where workspace_id = ${workspaceId}`
    counts[`${schema}.${name}`] = row!.rows
  }
  assert.ok(counts['public.messages']! > 0)
  return { counts, inbox: await inboxOf(sql, account) }
}

Deno.test('10,000 mutations of valid payloads: 200, an event each, none fails, none strays', async () => {
  await withDatabase(async (sql) => {
    const other = await bystander(sql)
    const before = await contentsOf(sql, other)
    const account = await connectNumbered(sql, await createWorkspace(sql))
    const seed = Number(Deno.env.get('MUTATION_SEED') ?? Math.floor(Math.random() * 2 ** 31))
    const shared = fc.sample(deliveries, { numRuns: 190, seed }).map((lists) =>
      bodyOf(lists, account)
    )
    const alone = fc.sample(wholes, { numRuns: 500, seed }).map((body) =>
      serializeAsMeta(body).replaceAll(ACCOUNT, account)
    )
    const bodies = [...alone, ...shared]
    const statuses = await postAll(bodies, 12)
    assert.deepEqual(new Set(statuses), new Set([200]), `seed ${seed}`)

    for (const [index, body] of bodies.entries()) {
      const recorded = await recordedDelivery(sql, body)
      const expected = index < alone.length ? 1 : ITEMS
      assert.equal(recorded?.state, 'parsed', `seed ${seed}`)
      // What was doubled among those that came alone is two.
      const isComplete = index < alone.length
        ? recorded.events >= expected
        : recorded.events === expected
      assert.ok(isComplete, `${recorded.events} events of ${expected}, seed ${seed}`)
      assert.deepEqual(recorded.failed, [], `seed ${seed}`)
    }
    assert.deepEqual(await contentsOf(sql, other), before)
  })
})
