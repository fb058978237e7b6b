import assert from 'node:assert/strict'
import { join } from 'node:path'
import { SignJWT } from 'jose'
import { findFreePortBase } from '../../checks/find-free-port-base.ts'
import type { LogEvent } from '../log/log-event.ts'
import { waitFor } from '../wait-for.ts'
import { type Functions, startFunctions } from './start-functions.ts'

const SECRET = 'a secret that is long enough for tests of HS256'

/** Serves functions with the given code from a folder of their own. */
async function withFunctions(
  code: Record<string, string>,
  work: (context: {
    functions: Functions
    call: (path: string, init?: RequestInit) => Promise<Response>
    events: LogEvent[]
    write: (name: string, source: string) => Promise<void>
  }) => Promise<void>,
  limits: { idleMs?: number; wallClockMs?: number } = {},
): Promise<void> {
  const directory = await Deno.makeTempDir()
  const firstPort = findFreePortBase() + 1
  const events: LogEvent[] = []
  const write = (name: string, source: string) =>
    Deno.writeTextFile(join(directory, 'functions', name, 'index.ts'), source)
  let config = ''
  for (const [name, source] of Object.entries(code)) {
    await Deno.mkdir(join(directory, 'functions', name), { recursive: true })
    await Deno.writeTextFile(join(directory, 'functions', name, 'deno.json'), '{}')
    await write(name, source)
    config += `[functions.${name}]\nverify_jwt = ${name === 'guarded'}\n` +
      `import_map = "./functions/${name}/deno.json"\nentrypoint = "./functions/${name}/index.ts"\n`
  }
  await Deno.writeTextFile(join(directory, 'config.toml'), config)
  const functions = await startFunctions({
    supabaseDirectory: directory,
    ports: { first: firstPort, last: firstPort + 50 },
    env: { GREETING: 'hello' },
    limits: { idleMs: 0, wallClockMs: 0, memoryMb: 256, ...limits },
    jwtSecret: SECRET,
    logDirectory: directory,
    reload: true,
    log: (event) => events.push(event),
  })
  const call = (path: string, init?: RequestInit) =>
    functions.handle(new Request(`http://localhost/functions/v1/${path}`, init))
  try {
    await work({ functions, call, events, write })
  } finally {
    await functions.stop()
    await Deno.remove(directory, { recursive: true })
  }
}

const VERSATILE = `
  let served = 0
  Deno.serve(async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    served++
    if (pathname.endsWith('/throw')) throw new Error('on purpose')
    if (pathname.endsWith('/crash')) setTimeout(() => { throw new Error('deadly') })
    if (pathname.endsWith('/exit')) Deno.exit(3)
    if (pathname.endsWith('/slow') || pathname.endsWith('/crash')) {
      await new Promise((wake) => setTimeout(wake, 30_000))
    }
    if (pathname.endsWith('/reject')) EdgeRuntime.waitUntil(Promise.reject(new Error('unseen')))
    if (pathname.endsWith('/html')) {
      return new Response('<p>', { headers: { 'content-type': 'text/html; charset=utf-8' } })
    }
    return Response.json({ pathname, greeting: Deno.env.get('GREETING'), served })
  })
`

Deno.test('a function gets its path, its environment and the body, and answers', () =>
  withFunctions({ versatile: VERSATILE }, async ({ call }) => {
    const answer = await call('versatile/deep/path?x=1')
    assert.equal(answer.status, 200)
    const { pathname, greeting } = await answer.json()
    assert.deepEqual({ pathname, greeting }, {
      pathname: '/versatile/deep/path',
      greeting: 'hello',
    })
    const html = await call('versatile/html')
    assert.equal(html.headers.get('content-type'), 'text/plain')
    assert.equal(await html.text(), '<p>')
    const missing = await call('nothing')
    assert.equal(missing.status, 404)
  }))

Deno.test('verify_jwt lets in a token of the project and nothing else', () =>
  withFunctions({ guarded: `Deno.serve(() => new Response('in'))` }, async ({ call }) => {
    const sign = (secret: string) =>
      new SignJWT({ role: 'authenticated' }).setProtectedHeader({ alg: 'HS256' })
        .setExpirationTime('1m').sign(new TextEncoder().encode(secret))
    const status = async (authorization?: string) => {
      const answer = await call('guarded', { headers: authorization ? { authorization } : {} })
      await answer.body?.cancel()
      return answer.status
    }
    assert.equal(await status(), 401)
    assert.equal(await status('Bearer sb_publishable_x'), 401)
    assert.equal(await status(`Bearer ${await sign(SECRET.replace('a', 'b'))}`), 401)
    assert.equal(await status(`Bearer ${await sign(SECRET)}`), 200)
    const preflight = await call('guarded', { method: 'OPTIONS' })
    assert.equal(await preflight.text(), 'in', 'CORS is the business of the function')
  }))

Deno.test('a thrown error answers 500, costs the process nothing, and the next request works', () =>
  withFunctions({ versatile: VERSATILE }, async ({ call, functions }) => {
    const before = functions.pids().versatile
    const answer = await call('versatile/throw')
    assert.equal(answer.status, 500)
    await answer.body?.cancel()
    const rejected = await call('versatile/reject')
    assert.equal(rejected.status, 200)
    await rejected.body?.cancel()
    assert.equal((await (await call('versatile')).json()).served, 3)
    assert.equal(functions.pids().versatile, before)
  }))

Deno.test('a crash answers 500, is told of, and the next request finds a new process', () =>
  withFunctions({ versatile: VERSATILE }, async ({ call, events }) => {
    for (const way of ['crash', 'exit']) {
      const answer = await call(`versatile/${way}`)
      assert.equal(answer.status, 500)
      assert.equal((await answer.json()).code, 'WORKER_ERROR')
      await waitFor(async () => (await (await call('versatile')).json()).served === 1, {
        what: 'a new process',
        timeoutMs: 5_000,
      })
    }
    assert.ok(events.some(({ level, message }) => level === 'error' && /crashed/.test(message)))
  }))

Deno.test('a request that is not answered in time gets 504, others go on', () =>
  withFunctions({ versatile: VERSATILE }, async ({ call }) => {
    const slow = call('versatile/slow')
    assert.equal((await call('versatile')).status, 200)
    const answer = await slow
    assert.equal(answer.status, 504)
    assert.equal(answer.headers.get('sb-error-code'), 'IDLE_TIMEOUT')
  }, { idleMs: 300 }))

const WITH_BACKGROUND = `
  addEventListener('beforeunload', (event) => console.log('unload ' + event.detail.reason))
  const id = crypto.randomUUID()
  Deno.serve(() => {
    EdgeRuntime.waitUntil(new Promise((done) => addEventListener('beforeunload', () => done())))
    return new Response(id)
  })
`

Deno.test('at its wall clock a worker hears beforeunload and is replaced, and no request fails', () =>
  withFunctions({ background: WITH_BACKGROUND }, async ({ call, events }) => {
    const first = await (await call('background')).text()
    const seen = new Set<string>()
    await waitFor(async () => {
      const answer = await call('background')
      assert.equal(answer.status, 200)
      seen.add(await answer.text())
      return seen.size > 2
    }, { what: 'two replacements', timeoutMs: 15_000, everyMs: 5 })
    assert.ok(seen.has(first))
    assert.ok(events.some(({ message }) => message === 'unload wall_clock'))
    assert.ok(!events.some(({ level }) => level === 'error'), JSON.stringify(events))
  }, { wallClockMs: 1_500 }))

Deno.test('a request that outlives the wall clock gets 546', () =>
  withFunctions({ versatile: VERSATILE }, async ({ call }) => {
    const answer = await call('versatile/slow')
    assert.equal(answer.status, 546)
    assert.equal(answer.headers.get('sb-error-code'), 'WORKER_LIMIT')
  }, { wallClockMs: 1_000 }))

Deno.test('a change is served, a broken one says why, and other functions go on meanwhile', () =>
  withFunctions({
    changing: `Deno.serve(() => new Response('one'))`,
    other: `const id = crypto.randomUUID(); Deno.serve(() => new Response(id))`,
  }, async ({ call, write, events }) => {
    const text = async (name: string) => (await call(name)).text()
    const other = await text('other')
    await write('changing', `Deno.serve(() => new Response('two'))`)
    await waitFor(async () => await text('changing') === 'two', {
      what: 'the change to be served',
      timeoutMs: 5_000,
    })
    await write('changing', `import { x } from './missing.ts'; Deno.serve(() => new Response(x))`)
    const told = await waitFor(() => events.find(({ level }) => level === 'error'), {
      what: 'the import error',
      timeoutMs: 5_000,
    })
    assert.match(told.message, /did not start.*\n.*missing\.ts/)
    const broken = await call('changing')
    assert.equal(broken.status, 503)
    assert.match((await broken.json()).message, /missing\.ts/)
    await write('changing', `const n: number = 'x'; Deno.serve(() => new Response('three'))`)
    await waitFor(() => events.find(({ message }) => /types are wrong:\n.*TS2322/.test(message)), {
      what: 'the type error',
      timeoutMs: 15_000,
    })
    assert.equal(await text('changing'), 'three')
    assert.equal(await text('other'), other)
  }))
