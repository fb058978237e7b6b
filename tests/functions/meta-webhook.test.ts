import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { controlPostgres } from '../../scripts/stack/postgres/control-postgres.ts'
import { localDirectory } from '../../scripts/stack/paths.ts'
import { waitFor } from '../../scripts/stack/wait-for.ts'
import { seeded, stack, withClient, withDatabase } from '../support/stack.ts'
import { messagingBody, postSigned, textItem, uniqueId } from '../support/webhooks.ts'

const WEBHOOK = `${stack.functionsUrl}/meta-webhook`

/** An inbound message to Harbour Coffee that no other test sends. */
function harbourMessage(text: string): { mid: string; body: string } {
  const mid = uniqueId('mid')
  const to = seeded.harbour.providerAccountId
  return { mid, body: messagingBody(to, [textItem({ from: '1602510301006188', to, mid, text })]) }
}

async function storedCopies(mid: string): Promise<number> {
  return await withDatabase(async (sql) => {
    const rows = await sql`select 1 from public.messages where provider_message_id = ${mid}`
    return rows.length
  })
}

async function storedDelivery(body: string | Uint8Array) {
  const hash = createHash('sha256').update(body).digest()
  return await withDatabase(async (sql) => {
    const [row] = await sql`
      select state, error, body, signed_with from private.webhook_deliveries
      where body_hash = ${hash}`
    return row
  })
}

Deno.test('the verification request is answered with the bare challenge', async () => {
  const query = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.challenge': '1158201444',
    'hub.verify_token': stack.metaVerifyToken,
  })
  const response = await fetch(`${WEBHOOK}?${query}`)
  assert.equal(response.status, 200)
  assert.equal(await response.text(), '1158201444')
})

Deno.test('a verification request with another token is refused', async () => {
  const query = 'hub.mode=subscribe&hub.challenge=1&hub.verify_token=guess'
  const response = await fetch(`${WEBHOOK}?${query}`)
  assert.equal(response.status, 403)
  assert.doesNotMatch(await response.text(), /^1$/)
})

Deno.test('a message as Meta escapes and signs it is in the inbox when 200 is answered', async () => {
  const { mid, body } = harbourMessage('häll😀 https://example.com/menu')
  assert.match(body, /h\\u00e4ll\\ud83d\\ude00 https:\\\/\\\/example/)
  const response = await postSigned(body)
  assert.equal(response.status, 200)
  await response.body?.cancel()
  await withClient(seeded.harbour.member, async (client) => {
    const { data } = await client.from('messages').select('text').eq('provider_message_id', mid)
    assert.deepEqual(data, [{ text: 'häll😀 https://example.com/menu' }])
  })
})

Deno.test('either app secret may sign; which one is recorded', async () => {
  for (
    const [name, secret] of [
      ['instagram', stack.instagramAppSecret],
      ['meta', stack.metaAppSecret],
    ] as const
  ) {
    const { body } = harbourMessage(`signed with ${name}`)
    const response = await postSigned(body, secret)
    await response.body?.cancel()
    assert.equal(response.status, 200)
    assert.equal((await storedDelivery(body))?.signed_with, name)
  }
})

Deno.test('a wrong or absent signature gets 401 and stores nothing', async () => {
  const { mid, body } = harbourMessage('forged')
  const wrong = await postSigned(body, 'another secret')
  const absent = await fetch(WEBHOOK, { method: 'POST', body })
  assert.deepEqual([wrong.status, absent.status], [401, 401])
  // Neither tells more than the other.
  assert.equal(await wrong.text(), await absent.text())
  assert.equal(await storedDelivery(body), undefined)
  assert.equal(await storedCopies(mid), 0)
})

Deno.test('a body over the limit gets 413 and stores nothing, with or without a length', async () => {
  const body = new Uint8Array(3 * 1024 * 1024 + 1).fill(0x20)
  const response = await postSigned(body)
  await response.body?.cancel()
  assert.equal(response.status, 413)
  const streamed = await fetch(WEBHOOK, { method: 'POST', body: ReadableStream.from([body]) })
  await streamed.body?.cancel()
  assert.equal(streamed.status, 413)
  assert.equal(await storedDelivery(body), undefined)
})

for (
  const [what, body, error] of [
    ['invalid JSON', new TextEncoder().encode('{"object": instagram'), /^invalid_json/],
    ['bytes that are no UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22]), /^invalid_utf8/],
    ['a nesting bomb', new TextEncoder().encode('['.repeat(100_000)), /^too_deep/],
  ] as const
) {
  Deno.test(`${what} with a right signature is kept raw and answered 200`, async () => {
    const response = await postSigned(body)
    await response.body?.cancel()
    assert.equal(response.status, 200)
    const delivery = await storedDelivery(body)
    assert.equal(delivery?.state, 'unreadable')
    assert.match(delivery?.error, error)
    assert.deepEqual(new Uint8Array(delivery?.body), body)
  })
}

Deno.test('NUL and half an emoji neither lose the message nor its neighbours', async () => {
  const to = seeded.harbour.providerAccountId
  const mids = [uniqueId('mid'), uniqueId('mid')]
  const items = ['nul\0 half\ud83d', 'sound'].map((text, index) =>
    textItem({ from: '1602510301006188', to, mid: mids[index]!, text })
  )
  const response = await postSigned(messagingBody(to, items))
  await response.body?.cancel()
  assert.equal(response.status, 200)
  assert.deepEqual(await Promise.all(mids.map(storedCopies)), [1, 1])
})

Deno.test("the dashboard's test button and unknown objects are kept and answered 200", async () => {
  for (
    const body of [
      '{"object":"instagram","entry":[{"id":"0","time":1527459824,"changes":[{"field":"messages",' +
      `"value":{"sender":{"id":"12334"},"message":{"mid":"${uniqueId('random_mid')}"}}}]}]}`,
      `{"object":"whatever","entry":[],"nonce":"${uniqueId('n')}"}`,
      `["${uniqueId('n')}"]`,
    ]
  ) {
    const response = await postSigned(body)
    await response.body?.cancel()
    assert.equal(response.status, 200)
    assert.equal((await storedDelivery(body))?.state, 'parsed')
  }
})

Deno.test('a delivery of 1,000 messages is stored whole', async () => {
  const to = seeded.harbour.providerAccountId
  const mark = uniqueId('many')
  const items = Array.from(
    { length: 1000 },
    (_, n) => textItem({ from: `9${n % 50}`, to, mid: `${mark}-${n}`, text: `message ${n}` }),
  )
  const response = await postSigned(messagingBody(to, items))
  await response.body?.cancel()
  assert.equal(response.status, 200)
  await withDatabase(async (sql) => {
    const [row] = await sql`
      select count(*)::int as stored from public.messages
      where provider_message_id like ${`${mark}-%`}`
    assert.equal(row!.stored, 1000)
  })
})

Deno.test('while the database is away the answer is 5xx; the retry brings the message in, once', async () => {
  const directory = localDirectory(Deno.env.get('LOCAL_DIR'))
  const { body } = harbourMessage('never stored by this call')
  let sent: { mid: string; deliveryId: string }
  await controlPostgres(directory, 'stop')
  try {
    const response = await postSigned(body)
    await response.body?.cancel()
    assert.ok(response.status >= 500, `answered ${response.status}`)

    const message = await fetch(`${stack.simulatorUrl}/control/message`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: 'harbour', text: 'Sent while the database was away' }),
    })
    sent = await message.json()
    await waitFor(async () => (await deliveryOf(sent.deliveryId)).attempts >= 2, {
      what: 'the simulator to have tried twice in vain',
      timeoutMs: 20_000,
    })
    assert.equal((await deliveryOf(sent.deliveryId)).delivered, false)
  } finally {
    await controlPostgres(directory, 'start')
  }
  await waitFor(async () => (await deliveryOf(sent.deliveryId)).delivered, {
    what: "the simulator's retry to be accepted",
    timeoutMs: 40_000,
  })
  assert.equal(await storedCopies(sent.mid), 1)
})

async function deliveryOf(id: string): Promise<{ attempts: number; delivered: boolean }> {
  const response = await fetch(`${stack.simulatorUrl}/control/state`)
  const { deliveries } = await response.json() as {
    deliveries: { id: string; attempts: number; delivered: boolean }[]
  }
  return deliveries.find((delivery) => delivery.id === id)!
}
