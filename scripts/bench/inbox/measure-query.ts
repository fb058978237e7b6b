import type postgres from 'postgres'
import { quote } from './quote.ts'

/** The times of a query in the database, in milliseconds, and a plan of it. */
export type Measured = { times: number[]; plan: string[] }

const RUNS = 200
const WARM_UPS = 20

/**
 * Runs the samples in turn as a member, each in a transaction of its own as the Data API does, and
 * takes from EXPLAIN what planning and execution took. The answer's way over the network and the
 * clock reads of each plan node are not in it.
 *
 * @param inside SQL to show the plan of instead, run as the owner of the functions.
 */
export async function measureQuery(
  sql: postgres.Sql,
  { userId, samples, inside }: { userId: string; samples: string[]; inside?: string | undefined },
): Promise<Measured> {
  const answers = await asMember(
    sql,
    userId,
    (sql) => Promise.all(samples.slice(0, 5).map((sample) => sql.unsafe(sample).values())),
  )
  // To be fast at finding nothing is no feat.
  if (answers.every((rows) => JSON.stringify(rows[0]) === '[[]]')) {
    throw new Error(`The member finds nothing with: ${samples[0]}`)
  }
  const times: number[] = []
  for (let run = -WARM_UPS; run < RUNS; run++) {
    const sample = samples[(run + WARM_UPS) % samples.length]!
    const text = `explain (analyze, timing off, format json) ${sample}`
    const [row] = await asMember(sql, userId, (sql) => sql.unsafe(text))
    const [plan] = row!['QUERY PLAN'] as { 'Planning Time': number; 'Execution Time': number }[]
    if (run >= 0) times.push(plan!['Planning Time'] + plan!['Execution Time'])
  }
  const explain = `explain (analyze, buffers, costs off) ${inside ?? samples[0]!}`
  const rows = inside
    ? await sql.unsafe(explain)
    : await asMember(sql, userId, (sql) => sql.unsafe(explain))
  return { times, plan: rows.map((row) => row['QUERY PLAN'] as string) }
}

/** Runs with the member's rights and claims, as a request to the Data API does. */
export async function asMember<T>(
  sql: postgres.Sql,
  userId: string,
  work: (sql: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  const claims = JSON.stringify({ sub: userId, role: 'authenticated' })
  return await sql.begin(async (sql) => {
    await sql.unsafe(
      `select set_config('role', 'authenticated', true),
        set_config('request.jwt.claims', ${quote(claims)}, true),
        set_config('request.jwt.claim.sub', ${quote(userId)}, true)`,
    )
    return await work(sql)
  }) as T
}
