import type postgres from 'postgres'
import type { Part } from './gateway/check-health.ts'
import type { StackEnv } from './stack-env.ts'

/**
 * Lists what the health page shows, and how to ask each part.
 *
 * @param options.sql As the superuser.
 * @param options.functionPids See Functions.
 * @param options.isRealtimeFollowing Whether broadcasts from the database arrive.
 */
export function listParts(options: {
  sql: postgres.Sql
  env: Pick<StackEnv, 'API_URL' | 'PUBLISHABLE_KEY' | 'SECRET_KEY' | 'SIMULATOR_URL' | 'WEB_URL'>
  functionPids: () => Record<string, number | undefined>
  isRealtimeFollowing: () => Promise<boolean>
}): Part[] {
  const { sql, env } = options

  async function get(url: string, key: string): Promise<Response> {
    const response = await fetch(url, { headers: { apikey: key } })
    await response.body?.cancel()
    if (!response.ok) throw new Error(`answered ${response.status}`)
    return response
  }
  const api = (path: string, key = env.PUBLISHABLE_KEY) => async () => {
    await get(`${env.API_URL}${path}`, key)
  }
  const page = (name: string, purpose: string, url: string): Part => ({
    name,
    purpose,
    links: [{ title: url, url }],
    check: async () => void await get(url, ''),
  })

  const parts: Part[] = [
    {
      name: 'Postgres',
      purpose: 'The real server',
      async check() {
        const [row] = await sql`show server_version`
        return { version: row!.server_version }
      },
    },
    {
      name: 'REST',
      purpose: 'PostgREST, by @supabase/lite',
      // Its description of the API is for secret keys only, as on the platform.
      check: api('/rest/v1/', env.SECRET_KEY),
    },
    { name: 'Auth', purpose: 'GoTrue, by @supabase/lite', check: api('/auth/v1/health') },
    {
      name: 'Storage',
      purpose: 'Rows in Postgres, files on this machine',
      check: api('/storage/v1/bucket', env.SECRET_KEY),
    },
    {
      name: 'Realtime',
      purpose: 'Broadcast and Presence',
      async check() {
        if (!await options.isRealtimeFollowing()) throw new Error('does not follow the database')
      },
    },
    {
      name: 'Functions',
      purpose: 'Deno, a process for each function',
      check: () => {
        const pids = Object.entries(options.functionPids())
        const missing = pids.filter(([, pid]) => pid === undefined).map(([name]) => name)
        if (missing.length > 0) throw new Error(`not running: ${missing.join(', ')}`)
        const detail = pids.map(([name, pid]) => `${name} (${pid})`).join(', ')
        return Promise.resolve({ version: `Deno ${Deno.version.deno}`, detail })
      },
    },
    {
      name: 'cron',
      purpose: 'Schedules of pg_cron',
      async check() {
        const [row] = await sql`
          select count(*) filter (where active) as jobs,
            (select count(*) from cron.job_run_details
              where status = 'failed' and start_time > now() - interval '1 hour') as failed
          from cron.job`
        return { detail: `${row!.jobs} jobs, ${row!.failed} runs failed in the last hour` }
      },
    },
    {
      name: 'net',
      purpose: 'Requests of pg_net',
      async check() {
        const [row] = await sql`select count(*) as waiting from net.http_request_queue`
        return { detail: `${row!.waiting} requests waiting` }
      },
    },
    page('Simulator', 'Meta and its customers', env.SIMULATOR_URL),
  ]
  return env.WEB_URL ? [...parts, page('Web app', 'Vite', env.WEB_URL)] : parts
}
