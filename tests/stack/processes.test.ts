import assert from 'node:assert/strict'
import { createClient } from '@supabase/supabase-js'
import postgres from 'postgres'
import type { Health } from '../../scripts/stack/gateway/check-health.ts'
import { waitFor } from '../../scripts/stack/wait-for.ts'
import { type OwnStack, startOwnStack } from '../support/own-stack.ts'
import { seeded } from '../support/stack.ts'

const FOLDER = 'process-test'
const TOPIC = `workspace:${seeded.harbour.workspaceId}`
const isPostgres = (command: string) => /postgres/.test(command) && !/deno/.test(command)

async function health(stack: OwnStack): Promise<Health> {
  const response = await fetch(stack.env.API_URL, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(5_000),
  })
  return await response.json()
}

async function functionPid(stack: OwnStack, name: string): Promise<number | undefined> {
  const { parts } = await health(stack)
  const detail = parts.find((part) => part.name === 'Functions')?.detail ?? ''
  const [, pid] = new RegExp(`${name} \\((\\d+)\\)`).exec(detail) ?? []
  return pid === undefined ? undefined : Number(pid)
}

/** postgres.js may leave a query open for ever when the server goes away; the tests must not wait. */
async function soon<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('The database did not answer.')), 3_000)
  return await Promise.race([work, late.promise]).finally(() => clearTimeout(timer))
}

const CONNECTION = { max: 1, connect_timeout: 2, fetch_types: false, onnotice: () => {} }

/** The superuser's question to the server for its own first process. */
async function postmasterPid(stack: OwnStack): Promise<number> {
  const url = stack.env.DB_URL.replace('//postgres:', '//supabase_admin:')
  const sql = postgres(url, CONNECTION)
  const query = sql`select split_part(pg_read_file('postmaster.pid'), e'\n', 1)::int as pid`
  const [row] = await soon(query).finally(() => sql.end({ timeout: 0 }))
  return row!.pid
}

async function sendOne(stack: OwnStack): Promise<void> {
  const sql = postgres(stack.env.DB_URL, CONNECTION)
  try {
    await soon(sql`select realtime.send('{"n": 1}', 'test', ${TOPIC}, true)`)
  } finally {
    await sql.end({ timeout: 0 })
  }
}

/**
 * Reads and calls without a pause until told to stop. What fails meanwhile is no matter.
 *
 * @returns Stops, and tells how many requests were never answered.
 */
function underLoad(stack: OwnStack): () => Promise<number> {
  let stopped = false
  let unanswered = 0
  const headers = { apikey: stack.env.SECRET_KEY }
  const work = async (path: string, method: string) => {
    while (!stopped) {
      const signal = AbortSignal.timeout(10_000)
      const response = await fetch(`${stack.env.API_URL}${path}`, { method, headers, signal })
        .catch((error) => {
          if (error.name === 'TimeoutError') unanswered++
        })
      await response?.body?.cancel()
    }
  }
  const all = Promise.all([
    work('/rest/v1/workspaces?select=id', 'GET'),
    work('/functions/v1/metric-poll', 'POST'),
    work('/functions/v1/metric-poll', 'POST'),
  ])
  return async () => {
    stopped = true
    await all
    return unanswered
  }
}

async function interruptAndCheck(stack: OwnStack): Promise<void> {
  stack.interrupt()
  const { code } = await stack.process.status
  assert.equal(code, 0, stack.output())
  const left = await stack.processes()
  assert.deepEqual([...left.values()], [], 'nothing is left after Ctrl-C')
}

Deno.test('[issue 3] a part that is killed under load comes back, clients reconnect, and Ctrl-C leaves nothing', async () => {
  const stack = await startOwnStack(FOLDER, '--fresh')
  const { API_URL, PUBLISHABLE_KEY, DEMO_EMAIL, DEMO_PASSWORD, SECRET_KEY } = stack.env
  const client = createClient(API_URL, PUBLISHABLE_KEY, { auth: { persistSession: false } })
  let received = 0
  const follows = async (after: string) => {
    const before = received
    const arrived = async () => {
      await sendOne(stack).catch(() => {})
      return received > before
    }
    await waitFor(arrived, { what: `a broadcast after ${after}`, timeoutMs: 30_000, everyMs: 200 })
  }
  const isUp = (after: string) =>
    waitFor(async () => (await health(stack)).status === 'ok', {
      what: `all parts to be up after ${after}`,
      timeoutMs: 30_000,
      everyMs: 200,
    })
  const { error } = await client.auth.signInWithPassword({
    email: DEMO_EMAIL,
    password: DEMO_PASSWORD,
  })
  assert.equal(error, null)
  client.channel(TOPIC, { config: { private: true } })
    .on('broadcast', { event: 'test' }, () => received++).subscribe()
  const relieve = underLoad(stack)
  try {
    await follows('the start')

    const worker = await functionPid(stack, 'metric-poll')
    Deno.kill(worker!, 'SIGKILL')
    const replaced = async () =>
      ![undefined, worker].includes(await functionPid(stack, 'metric-poll'))
    await waitFor(replaced, { what: 'a new process of the function', timeoutMs: 10_000 })
    await follows('the death of a function')

    const server = await postmasterPid(stack)
    Deno.kill(server, 'SIGKILL')
    const restarted = async () => {
      const pid = await postmasterPid(stack).catch(() => server)
      return pid !== server
    }
    await waitFor(restarted, { what: 'another server', timeoutMs: 15_000, everyMs: 100 })
    await isUp('the death of Postgres')
    await follows('the death of Postgres')

    await fetch(`${API_URL}/restart/realtime`, {
      method: 'POST',
      headers: { apikey: SECRET_KEY },
    })
    await isUp('the end of Realtime')
    await follows('the end of Realtime')
    const answer = await fetch(`${API_URL}/functions/v1/metric-poll`, {
      method: 'POST',
      headers: { apikey: SECRET_KEY },
    })
    assert.equal(answer.status, 202)
  } finally {
    const unanswered = await relieve()
    await client.removeAllChannels()
    await client.realtime.disconnect()
    await interruptAndCheck(stack)
    assert.equal(unanswered, 0, 'each request was answered, if only with an error')
  }
})

Deno.test('[issue 3] a stack that is killed takes its programs with it, and the next one takes Postgres over', async () => {
  const killed = await startOwnStack(FOLDER)
  const kinds = [...(await killed.processes()).values()].join('\n')
  for (const kind of ['simulator', 'vite', 'meta-webhook']) assert.match(kinds, new RegExp(kind))
  killed.process.kill('SIGKILL')
  await killed.process.status
  const others = async () =>
    [...(await killed.processes()).values()].filter((one) => !isPostgres(one))
  await waitFor(async () => (await others()).length === 0, {
    what: 'the programs of a killed stack to end',
    timeoutMs: 5_000,
  })
  const next = await startOwnStack(FOLDER)
  assert.equal((await health(next)).status, 'ok')
  await interruptAndCheck(next)
  assert.deepEqual([...(await killed.processes()).values()], [], 'the old server is gone, too')
})
