import type postgres from 'postgres'
import type { Sessions } from './create-sessions.ts'

/** A row of cron.job, as far as running it goes. */
export type Job = { jobid: string; command: string; database: string; username: string }

/**
 * Runs a job once and keeps its row in cron.job_run_details, with the states and messages that
 * pg_cron 1.6 writes.
 *
 * Facts: citusdata/pg_cron, src/pg_cron.c.
 *
 * @param sql Connected as the superuser, for the row.
 * @throws Error when the row can't be written: the database is away.
 */
export async function runJob(job: Job, sql: postgres.Sql, sessions: Sessions): Promise<void> {
  const { jobid, command, database, username } = job
  const [row] = await sql<{ runid: string }[]>`
    insert into cron.job_run_details (jobid, database, username, command, status)
    values (${jobid}, ${database}, ${username}, ${command}, 'starting')
    returning runid
  `
  const runid = row?.runid ?? null
  const outcome = await run().catch((error) => ({ status: 'failed', message: errorText(error) }))
  await sql`
    update cron.job_run_details
    set status = ${outcome.status}, return_message = ${outcome.message}, end_time = clock_timestamp()
    where runid = ${runid}
  `

  async function run(): Promise<{ status: string; message: string }> {
    return await sessions.use(username, database, async (session) => {
      const [backend] = await session.unsafe('select pg_backend_pid() as pid')
      await sql`
        update cron.job_run_details
        set status = 'running', job_pid = ${backend?.pid}, start_time = clock_timestamp()
        where runid = ${runid}
      `
      const results: unknown = await session.unsafe(command)
      return { status: 'succeeded', message: resultText(results) }
    })
  }
}

type Result = { command: string; count: number | null; columns?: unknown }

/** Several commands give several results, of which the last one counts. */
function resultText(results: unknown): string {
  const list = results as Result | Result[]
  const isMany = Array.isArray(list) && (list as unknown as Result).command === undefined
  const result = isMany ? list.at(-1) : list as Result
  if (!result?.command) return ''
  const { command, count } = result
  if (command === 'SELECT') return `${count} ${count === 1 ? 'row' : 'rows'}`
  if (command === 'INSERT') return `INSERT 0 ${count}`
  return count === null ? command : `${command} ${count}`
}

/** As libpq prints an error of the server. */
function errorText(error: Partial<postgres.PostgresError>): string {
  const { severity = 'ERROR', message, detail, hint, where } = error
  const lines = [`${severity}:  ${message}`]
  if (detail) lines.push(`DETAIL:  ${detail}`)
  if (hint) lines.push(`HINT:  ${hint}`)
  if (where) lines.push(`CONTEXT:  ${where}`)
  return lines.join('\n') + '\n'
}
