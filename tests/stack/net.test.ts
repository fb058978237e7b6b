import assert from 'node:assert/strict'
import postgres from 'postgres'
import { waitFor } from '../../scripts/stack/wait-for.ts'
import { stack } from '../support/stack.ts'

type Arrival = { method: string; path: string; headers: Headers; body: string; at: number }
type Response = {
  status_code: number | null
  content_type: string | null
  headers: Record<string, string> | null
  content: string | null
  timed_out: boolean
  error_msg: string | null
}

Deno.test('Net', async (t) => {
  const sql = postgres(stack.databaseUrl, { max: 1, onnotice: () => {} })
  const arrivals: Arrival[] = []
  const held = Promise.withResolvers<void>()
  const server = Deno.serve(
    { hostname: '127.0.0.1', port: 0, onListen: () => {} },
    async (request) => {
      const { pathname: path, search } = new URL(request.url)
      const { method, headers } = request
      arrivals.push({ method, headers, path: path + search, body: await request.text(), at: now() })
      if (path === '/held') await held.promise
      if (path === '/redirect') return globalThis.Response.redirect(new URL('/target', request.url))
      return new globalThis.Response('{"ok":true}', {
        status: path === '/missing' ? 404 : 200,
        headers: { 'content-type': 'application/json', 'x-own': 'yes' },
      })
    },
  )
  const origin = `http://127.0.0.1:${server.addr.port}`
  const arrived = (path: string) => arrivals.filter((arrival) => arrival.path === path)

  async function answer(id: string): Promise<Response> {
    return await waitFor(async () => {
      const [row] = await sql<Response[]>`select * from net._http_response where id = ${id}`
      return row
    }, { what: `the answer to request ${id}`, timeoutMs: 10_000 })
  }

  async function get(path: string, timeout = 5000): Promise<string> {
    const [row] = await sql`
      select net.http_get(${origin + path}, timeout_milliseconds => ${timeout}) as id
    `
    return row?.id
  }

  try {
    await sql`create extension if not exists pg_net`

    await t.step(
      'a request is sent after the commit, with body, headers and parameters',
      async () => {
        const [row] = await sql`
        select net.http_post(
          ${origin + '/post'}, '{"a": [1, "ü"]}', '{"q": "x y&z"}',
          '{"Content-Type": "application/json", "X-Sent": "1"}'
        ) as id
      `
        const { status_code, content_type, headers, content, error_msg, timed_out } = await answer(
          row?.id,
        )
        assert.deepEqual(
          { status_code, content_type, content, error_msg, timed_out },
          {
            status_code: 200,
            content_type: 'application/json',
            content: '{"ok":true}',
            error_msg: null,
            timed_out: false,
          },
        )
        assert.equal(headers?.['x-own'], 'yes')
        const [arrival] = arrived('/post?q=x%20y%26z')
        assert.ok(arrival)
        assert.equal(arrival.method, 'POST')
        assert.deepEqual(JSON.parse(arrival.body), { a: [1, 'ü'] })
        assert.equal(arrival.headers.get('x-sent'), '1')
        assert.equal(arrival.headers.get('user-agent'), 'pg_net/0.19.5')
      },
    )

    await t.step('a request of a transaction that rolls back is never sent', async () => {
      await sql.begin(async (tx) => {
        await tx`select net.http_get(${origin + '/rolled-back'})`
        throw new Error('rolled back')
      }).catch((error) => assert.equal(error.message, 'rolled back'))
      await answer(await get('/after'))
      assert.equal(arrived('/rolled-back').length, 0)
    })

    await t.step('every answer is kept, whatever its status; redirects are followed', async () => {
      assert.equal((await answer(await get('/missing'))).status_code, 404)
      assert.equal((await answer(await get('/redirect'))).status_code, 200)
      assert.equal(arrived('/target').length, 1)
      const [row] = await sql`select net.http_delete(${origin + '/gone'}) as id`
      assert.equal((await answer(row?.id)).status_code, 200)
      assert.equal(arrived('/gone')[0]?.method, 'DELETE')
    })

    await t.step('failures are answers with their cause', async () => {
      const closed = Deno.listen({ hostname: '127.0.0.1', port: 0 })
      const { port } = closed.addr
      closed.close()
      const [row] = await sql`select net.http_get(${`http://127.0.0.1:${port}/`}) as id`
      const refused = await answer(row?.id)
      assert.deepEqual([refused.status_code, refused.timed_out], [null, false])
      assert.ok(refused.error_msg)
      const late = await answer(await get('/held', 100))
      assert.deepEqual([late.status_code, late.timed_out], [null, true])
      assert.match(late.error_msg ?? '', /Timeout of 100 ms/)
    })

    await t.step(
      'a batch holds 200 requests, sent together; the next one waits a second',
      async () => {
        const rows = await sql`
        select net.http_get(${origin} || '/many/' || n) as id from generate_series(1, 250) as n
      `
        const ids = rows.map((row) => row.id)
        await waitFor(async () => {
          const [row] = await sql`
          select count(*)::int as count from net._http_response where id in ${sql(ids)}
        `
          return row?.count === 250
        }, { what: '250 answers', timeoutMs: 15_000 })
        const times = Array.from({ length: 250 }, (_, index) => {
          const found = arrived(`/many/${index + 1}`)
          assert.equal(found.length, 1)
          return found[0]?.at ?? 0
        })
        const firstBatch = times.slice(0, 200)
        const secondBatch = times.slice(200)
        assert.ok(Math.min(...secondBatch) - Math.min(...firstBatch) >= 1000)
        const [left] = await sql`
        select count(*)::int as count from net.http_request_queue where id in ${sql(ids)}
      `
        assert.equal(left?.count, 0)
      },
    )
  } finally {
    held.resolve()
    await sql.end()
    await server.shutdown()
  }
})

function now(): number {
  return performance.now()
}
