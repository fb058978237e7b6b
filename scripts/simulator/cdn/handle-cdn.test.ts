import assert from 'node:assert/strict'
import fc from 'fast-check'
import { createTestSimulator } from '../testing/create-test-simulator.ts'
import { demoAccount } from '../world/demo-accounts.ts'
import { encodeJpeg } from './encode-jpeg.ts'
import { makeImage } from './make-file.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

async function withMedia() {
  const test = await createTestSimulator()
  const read = async () => {
    const { token } = demoAccount('harbour')
    const path =
      '/graph.instagram.com/me/media?limit=1&fields=media_url,thumbnail_url&access_token='
    const { body } = await test.get(path + token)
    return body.data[0].media_url as string
  }
  const get = (url: string, init?: RequestInit) => test.simulator.handle(new Request(url, init))
  const fault = (what: string) => test.post('/control/cdn', { fault: { what } })
  return { ...test, read, get, fault }
}

Deno.test('trap 12: a file’s address differs at each read, and all of them work', async () => {
  const { read, get } = await withMedia()
  const [one, other] = [await read(), await read()]
  assert.notEqual(one, other)
  const files = await Promise.all([one, other].map(async (url) => {
    const response = await get(url)
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('Content-Type'), 'image/jpeg')
    return new Uint8Array(await response.arrayBuffer())
  }))
  assert.deepEqual(files[0], files[1])
  assert.deepEqual([...files[0]?.slice(0, 3) ?? []], [0xff, 0xd8, 0xff])
})

Deno.test('trap 12: an address tells its end in oe as hexadecimal seconds, and then gives 403', async () => {
  const { read, get, pass, now } = await withMedia()
  const url = await read()
  const endsAt = Number.parseInt(new URL(url).searchParams.get('oe') ?? '', 16) * 1_000
  assert.ok(endsAt > now() + 4 * DAY_MS && endsAt < now() + 5 * DAY_MS)
  await pass(endsAt - now() - 1)
  assert.equal((await get(url)).status, 200)
  await pass(1)
  const expired = await get(url)
  assert.equal(expired.status, 403)
  assert.equal(await expired.text(), 'URL signature expired')
  assert.equal((await get(await read())).status, 200, 'reading again gives a new address')
})

Deno.test('trap 12: an address with another end or another path does not work', async () => {
  const { read, get } = await withMedia()
  const url = await read()
  assert.equal((await get(url.replace(/oe=\w+/, 'oe=7FFFFFFF'))).status, 403)
  assert.equal((await get(url.replace('_n.jpg', '1_n.jpg'))).status, 403)
})

Deno.test('trap 12: a file of a direct message is gone with 404 after its time', async () => {
  const { post, get, pass } = await withMedia()
  const address = async (kind: string) => (await post('/control/cdn-file', { kind })).body.url
  const [image, story] = [await address('image'), await address('story')]
  assert.doesNotMatch(image, /oe=/)
  await pass(2 * DAY_MS)
  assert.equal((await get(image)).status, 200)
  assert.equal((await get(story)).status, 404)
  await pass(12 * DAY_MS)
  assert.equal((await get(image)).status, 404)
})

Deno.test('each kind of file says its type, and a part of it can be asked for', async () => {
  const { post, get } = await withMedia()
  for (
    const [kind, type] of [
      ['image', 'image/jpeg'],
      ['video', 'video/mp4'],
      ['audio', 'audio/wav'],
      ['file', 'application/pdf'],
    ]
  ) {
    const { url } = (await post('/control/cdn-file', { kind })).body
    const whole = await get(url)
    assert.equal(whole.headers.get('Content-Type'), type)
    const bytes = new Uint8Array(await whole.arrayBuffer())
    const part = await get(url, { headers: { Range: 'bytes=2-5' } })
    assert.equal(part.status, 206)
    assert.equal(part.headers.get('Content-Range'), `bytes 2-5/${bytes.length}`)
    assert.deepEqual(new Uint8Array(await part.arrayBuffer()), bytes.slice(2, 6))
  }
})

Deno.test('the CDN redirects, lies about types, breaks off and never ends when it is told to', async () => {
  const { read, get, fault } = await withMedia()
  const url = await read()
  const answer = async (what: string) => {
    await fault(what)
    return await get(url)
  }
  const redirect = await answer('redirect')
  assert.equal(redirect.headers.get('Location'), url)
  assert.equal((await get(url)).status, 200)
  const loop = await answer('redirect_loop')
  assert.notEqual(loop.headers.get('Location'), url)
  assert.match((await answer('redirect_elsewhere')).headers.get('Location') ?? '', /169\.254/)

  const lie = await answer('wrong_type')
  assert.equal(lie.headers.get('Content-Type'), 'image/jpeg')
  assert.match(await lie.text(), /^<!DOCTYPE html>/)
  assert.equal((await answer('html')).headers.get('Content-Type'), 'text/html; charset=utf-8')
  assert.equal((await answer('heic')).headers.get('Content-Type'), 'image/heic')
  assert.equal((await (await answer('empty')).arrayBuffer()).byteLength, 0)
  await assert.rejects(async () => await (await answer('truncated')).arrayBuffer())
  assert.equal((await answer('expired')).status, 403)
  assert.equal((await answer('missing')).status, 404)
  assert.equal((await answer('error')).status, 503)

  for (const what of ['huge', 'endless']) {
    const response = await answer(what)
    const reader = response.body?.getReader()
    let bytes = 0
    while (bytes < 20 * 1024 * 1024) bytes += (await reader?.read())?.value?.length ?? 0
    await reader?.cancel()
  }
  for (const what of ['slow', 'stalled']) {
    const response = await answer(what)
    assert.equal(response.status, 200)
    await response.body?.cancel()
  }
})

Deno.test('a picture is a small JPEG of any size, and differs between ids', () => {
  assert.notDeepEqual(makeImage('1').bytes, makeImage('2').bytes)
  assert.ok(makeImage('1').bytes.length < 2_000)
  const colour = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  fc.assert(fc.property(fc.nat(8), fc.nat(8), fc.array(colour, { minLength: 1 }), (w, h, list) => {
    const bytes = encodeJpeg({
      columns: w + 1,
      rows: h + 1,
      colourAt: (column, row) => list[(column + row) % list.length] ?? [0, 0, 0],
    })
    assert.deepEqual([...bytes.slice(-2)], [0xff, 0xd9])
    const scan = bytes.subarray(bytes.findLastIndex((byte, at) => byte === 0xda && at < 400) + 14)
    assert.ok(scan.every((byte, at) => byte !== 0xff || [0, 0xd9].includes(scan[at + 1] ?? 0)))
  }))
})
