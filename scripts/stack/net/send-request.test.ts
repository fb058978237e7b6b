import assert from 'node:assert/strict'
import { type QueuedRequest, sendRequest } from './send-request.ts'

const request: QueuedRequest = {
  id: '7',
  method: 'POST',
  url: 'http://service.test/path',
  headers: { 'Content-Type': 'application/json', 'User-Agent': 'other' },
  body: new TextEncoder().encode('{"a":1}'),
  timeout_milliseconds: 5000,
}
const stop = new AbortController().signal

Deno.test('A request is sent as queued, and its answer kept', async () => {
  const answered = await sendRequest(request, {
    stop,
    fetch: async (input, init) => {
      const sent = new Request(input as string, init)
      assert.equal(sent.method, 'POST')
      assert.equal(sent.headers.get('user-agent'), 'pg_net/0.19.5')
      assert.equal(await sent.text(), '{"a":1}')
      return new Response('a\0b', { status: 418, headers: { 'content-type': 'text/tea' } })
    },
  })
  assert.deepEqual(answered, {
    id: '7',
    status_code: 418,
    content_type: 'text/tea',
    headers: { 'content-type': 'text/tea' },
    content: 'ab',
    timed_out: false,
    error_msg: null,
  })
})

Deno.test('A request that takes too long is a row with timed_out', async () => {
  const answered = await sendRequest({ ...request, timeout_milliseconds: 5 }, {
    stop,
    fetch: (_, init) => untilAborted(init?.signal),
  })
  assert.equal(answered.timed_out, true)
  assert.equal(answered.error_msg, 'Timeout of 5 ms reached')
  assert.equal(answered.status_code, null)
})

Deno.test('A request that fails is a row with the cause', async () => {
  const failing = { stop, fetch: () => Promise.reject(new TypeError('no route')) }
  assert.equal((await sendRequest(request, failing)).error_msg, 'no route')
  const { error_msg } = await sendRequest({ ...request, url: 'file:///etc/passwd' }, failing)
  assert.match(error_msg ?? '', /Unsupported protocol/)
})

Deno.test('A request that is stopped has no answer at all', async () => {
  const stopping = new AbortController()
  const sending = sendRequest(request, {
    stop: stopping.signal,
    fetch: (_, init) => untilAborted(init?.signal),
  })
  stopping.abort()
  await assert.rejects(sending, { name: 'AbortError' })
})

function untilAborted(signal: AbortSignal | null | undefined): Promise<Response> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason))
  })
}
