import assert from 'node:assert/strict'
import postgres from 'postgres'
import { waitFor } from '../../scripts/stack/wait-for.ts'
import { stack } from '../support/stack.ts'

type Run = {
  status: string
  return_message: string | null
  job_pid: number | null
  username: string
  database: string
  command: string
  start_time: Date
  end_time: Date | null
}

Deno.test('Cron', async (t) => {
  const sql = postgres(stack.databaseUrl, { max: 2, onnotice: () => {} })
  const table = `cron_test_${crypto.randomUUID().replaceAll('-', '_')}`
  const jobs: string[] = []

  async function schedule(pattern: string, command: string): Promise<string> {
    const name = `test ${crypto.randomUUID()}`
    const [job] = await sql`select cron.schedule(${name}, ${pattern}, ${command}) as id`
    jobs.push(job?.id)
    return job?.id
  }

  async function unschedule(id: string): Promise<void> {
    jobs.splice(jobs.indexOf(id), 1)
    await sql`select cron.unschedule(${id}::bigint)`
  }

  const runsOf = (id: string) =>
    sql<Run[]>`select * from cron.job_run_details where jobid = ${id} order by runid`

  async function ended(id: string, count: number): Promise<Run[]> {
    return await waitFor(async () => {
      const runs = (await runsOf(id)).filter((run) => run.end_time !== null)
      return runs.length >= count && runs
    }, { what: `${count} runs of job ${id}`, timeoutMs: 15_000 })
  }

  try {
    await sql`create extension if not exists pg_cron`
    await sql.unsafe(`create table private.${table} (pid int)`)

    // Begins here and is looked at last, since a minute is long.
    const everyMinute = await schedule('* * * * *', 'select 1')

    await t.step('a job of seconds runs as its owner and keeps a record', async () => {
      const command = 'select current_user, session_user'
      const id = await schedule('1 second', command)
      const [first, second] = await ended(id, 2)
      await unschedule(id)
      assert.ok(first && second)
      assert.equal(first.status, 'succeeded')
      assert.equal(first.return_message, '1 row')
      assert.equal(first.username, 'postgres')
      assert.equal(first.command, command)
      assert.ok(first.job_pid)
      const gap = second.start_time.getTime() - first.start_time.getTime()
      assert.ok(gap > 700 && gap < 2000, `starts lie ${gap} ms apart`)
    })

    await t.step('a job has the rights and the search path of postgres', async () => {
      const id = await schedule(
        '1 second',
        `do $$ begin
          assert current_user = 'postgres' and session_user = 'postgres';
          assert current_setting('search_path') like '%extensions%';
          assert not (select rolsuper from pg_roles where rolname = current_user);
        end $$`,
      )
      const [run] = await ended(id, 1)
      await unschedule(id)
      assert.deepEqual([run?.status, run?.return_message], ['succeeded', 'DO'])
    })

    await t.step('a job that fails says why, and runs again', async () => {
      const id = await schedule('1 second', 'select 1/0')
      const runs = await ended(id, 2)
      await unschedule(id)
      assert.equal(runs[1]?.status, 'failed')
      assert.equal(runs[1]?.return_message, 'ERROR:  division by zero\n')
    })

    await t.step('runs of one job never overlap, and a late one follows at once', async () => {
      const id = await schedule('1 second', 'select pg_sleep(1.6)')
      const runs = await ended(id, 3)
      await unschedule(id)
      for (const [index, run] of runs.slice(1).entries()) {
        const pause = run.start_time.getTime() - (runs[index]?.end_time?.getTime() ?? 0)
        assert.ok(pause >= 0 && pause < 600, `${pause} ms between two runs`)
      }
    })

    await t.step('what a run leaves in its session is gone for the next one', async () => {
      const id = await schedule(
        '1 second',
        `begin; create temp table leftover (); set search_path = pg_temp; select 1`,
      )
      const runs = await ended(id, 2)
      await unschedule(id)
      assert.deepEqual(runs.slice(0, 2).map((run) => run.status), ['succeeded', 'succeeded'])
    })

    await t.step('changes of a job count from then on', async () => {
      const id = await schedule('1 second', `insert into private.${table} (pid) values (1)`)
      const [run] = await ended(id, 1)
      assert.equal(run?.return_message, 'INSERT 0 1')
      await sql`select cron.alter_job(${id}::bigint, command => 'select 2')`
      await waitFor(async () => (await runsOf(id)).some((run) => run.command === 'select 2'), {
        what: 'a run of the new command',
        timeoutMs: 10_000,
      })
      await sql`select cron.alter_job(${id}::bigint, active => false)`
      const other = await schedule('1 second', 'select 3')
      const before = (await runsOf(id)).length
      await ended(other, 3)
      const after = (await runsOf(id)).length
      assert.ok(after - before <= 1, 'a run that had begun may still be recorded')
      await unschedule(other)
      await unschedule(id)
    })

    await t.step('a job of every minute runs at the minute', async () => {
      const [run] = await waitFor(async () => {
        const runs = (await runsOf(everyMinute)).filter((run) => run.status === 'succeeded')
        return runs.length > 0 && runs
      }, { what: 'the next minute', timeoutMs: 65_000, everyMs: 200 })
      await unschedule(everyMinute)
      assert.ok((run?.start_time.getUTCSeconds() ?? 60) < 3)
    })
  } finally {
    for (const id of jobs) await sql`select cron.unschedule(${id}::bigint)`
    await sql.unsafe(`drop table if exists private.${table}`)
    await sql.end()
  }
})
