/**
 * `npm run bench -- inbox`: the reads of the web app among 1,000,000 messages, as a member under
 * row-level security, by the database's own clock. Writes the plans to docs/query-plans.md.
 */
import postgres from 'postgres'
import type { Bench, Figure } from '../bench.ts'
import { removeTeams } from '../realtime-teams.ts'
import { startBenchStack } from '../start-bench-stack.ts'
import { listInboxQueries } from './inbox-queries.ts'
import type { InboxQuery } from './inbox-query.ts'
import { type Inbox, makeInbox } from './make-inbox.ts'
import { measureQuery } from './measure-query.ts'
import { quote } from './quote.ts'
import { type PlanSection, writePlans } from './write-plans.ts'

/** Fails when a page of the list or of a thread takes longer than it may. */
export const benchInbox: Bench = async (progress) => {
  const stack = await startBenchStack(progress)
  const sql = postgres(stack.env.DB_URL, { max: 1, onnotice: () => {} })
  let inbox: Inbox | undefined
  try {
    progress('Making 1,000,000 messages')
    const startedMs = performance.now()
    inbox = await makeInbox(sql)
    const figures: Figure[] = [
      { what: 'making the messages', value: (performance.now() - startedMs) / 1_000, unit: 's' },
    ]
    const sections: PlanSection[] = []
    const skipped: string[] = []
    for (const query of await listInboxQueries(sql, inbox)) {
      if (query.needs && !await exists(sql, query.needs)) {
        progress(`Skipping "${query.name}": there is no function ${query.needs}`)
        skipped.push(query.name)
        continue
      }
      progress(`Measuring "${query.name}"`)
      const inside = await insideOf(sql, inbox, query)
      const { times, plan } = await measureQuery(sql, {
        userId: query.userId ?? inbox.userId,
        samples: query.samples,
        inside,
      })
      times.sort((one, other) => one - other)
      const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN
      const { name, look, mostMs } = query
      const [p50, p95] = [at(0.5), at(0.95)]
      sections.push({ name, look, p50, p95, plan })
      figures.push(
        { what: `${name}, median`, value: p50, unit: 'ms' },
        {
          what: `${name}, 95 of 100`,
          value: p95,
          unit: 'ms',
          ...(mostMs === undefined ? {} : { goal: { atMost: mostMs } }),
        },
      )
    }
    await writePlans(sections, skipped)
    progress('The plans are in docs/query-plans.md')
    return figures
  } finally {
    if (inbox) await removeTeams(sql, inbox.teams)
    await sql.end()
    await stack.stop()
  }
}

async function exists(sql: postgres.Sql, signature: string): Promise<boolean> {
  const [row] = await sql`select to_regprocedure(${signature}) is not null as exists`
  return row!.exists
}

/** What a list does inside its function, since EXPLAIN shows no more than the call. */
async function insideOf(
  sql: postgres.Sql,
  { workspaceId, userId: mostly }: Inbox,
  { filter, userId = mostly }: InboxQuery,
): Promise<string | undefined> {
  if (filter === undefined) return undefined
  const [row] = await sql.begin(async (sql) => {
    await sql`select set_config('request.jwt.claim.sub', ${userId}, true)`
    return await sql.unsafe(
      `select private.filter_condition(${quote(workspaceId)}, ${quote(filter)}) as condition`,
    )
  })
  return `select conversations.id from public.conversations
    where ${row!.condition}
    order by conversations.last_message_at desc, conversations.id desc limit 30`
}
