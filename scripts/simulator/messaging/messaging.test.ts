import assert from 'node:assert/strict'
import fc from 'fast-check'
import { createTestSimulator } from '../testing/create-test-simulator.ts'
import { demoAccount } from '../world/demo-accounts.ts'

const HOUR_MS = 60 * 60 * 1_000
const { token, igUserId } = demoAccount('harbour')
const northlight = demoAccount('northlight')
const customer = '1602510301006188'
const graph = '/graph.instagram.com/v25.0'

/** A simulator in which a customer just wrote. */
async function withThread(options: { messages?: number } = {}) {
  const test = await createTestSimulator()
  const mids: string[] = []
  for (let index = 0; index < (options.messages ?? 1); index += 1) {
    const text = `message ${index}`
    const { body } = await test.post('/control/message', { account: 'harbour', customer, text })
    mids.push(body.mid)
    await test.pass(1_000)
  }
  const send = (body: Record<string, unknown>) =>
    test.post(`${graph}/me/messages?access_token=${token}`, body)
  const text = (text: string, more: Record<string, unknown> = {}) =>
    send({ recipient: { id: customer }, message: { text }, ...more })
  const read = async (path: string) => {
    await test.pass(1_000)
    return test.get(`${graph}/${path}${path.includes('?') ? '&' : '?'}access_token=${token}`)
  }
  return { ...test, mids, send, text, read }
}

const codeOf = (
  { body }: { body: { error: { code: number; error_subcode?: number } } },
) => [body.error.code, body.error.error_subcode]

Deno.test('trap 7: the window closes after 24 hours, and a human agent may write for 7 days', async () => {
  const test = await withThread()
  await test.pass(24 * HOUR_MS - 1_000)
  assert.equal((await test.text('in time')).status, 200)
  await test.pass(1_001)
  const late = await test.text('late')
  assert.equal(late.status, 403)
  assert.deepEqual(codeOf(late), [10, 2_534_022])
  assert.equal(late.body.error.type, 'IGApiException')

  const human = { tag: 'HUMAN_AGENT', messaging_type: 'MESSAGE_TAG' }
  assert.equal((await test.text('by hand', human)).status, 200)
  await test.post('/control/messaging', { humanAgent: false })
  assert.deepEqual(codeOf(await test.text('by hand', human)), [10, undefined])
  await test.post('/control/messaging', { humanAgent: true })
  assert.deepEqual(codeOf(await test.text('x', { tag: 'ACCOUNT_UPDATE' })), [100, undefined])
  await test.pass(6 * 24 * HOUR_MS)
  assert.deepEqual(codeOf(await test.text('by hand', human)), [10, 2_534_022])

  await test.post('/control/event', { account: 'harbour', customer, event: { kind: 'postback' } })
  assert.equal((await test.text('a tapped button opens the window again')).status, 200)
})

Deno.test('trap 7: a comment does not open the window', async () => {
  const test = await withThread()
  await test.pass(25 * HOUR_MS)
  const author = { id: customer, username: 'mareike.loew' }
  await test.post('/control/comment', { account: 'harbour', author })
  assert.deepEqual(codeOf(await test.text('hello')), [10, 2_534_022])
})

Deno.test('trap 8: only the 20 newest messages of a thread can be read, older ones look deleted', async () => {
  const test = await withThread({ messages: 23 })
  const { body: list } = await test.read('me/conversations?platform=instagram&fields=id')
  const id = list.data[0].id
  const { body: page } = await test.read(`${id}/messages?fields=id,message&limit=50`)
  assert.deepEqual(page.data.map((item: { id: string }) => item.id), test.mids.toReversed())
  const told = page.data.filter((item: { message?: string }) => item.message !== undefined)
  assert.equal(told.length, 20)

  const newest = await test.read(`${test.mids[22]}?fields=id,created_time,from,to,message`)
  assert.equal(newest.body.message, 'message 22')
  assert.equal(newest.body.from.id, customer)
  assert.equal(newest.body.to.data[0].id, igUserId)
  assert.equal((await test.read(`${test.mids[3]}?fields=message`)).body.message, 'message 3')
  assert.deepEqual(codeOf(await test.read(`${test.mids[2]}?fields=message`)), [
    9_000_001,
    undefined,
  ])
})

Deno.test('trap 8: shared posts stand in the webhook and are blank when they are read', async () => {
  const test = await withThread()
  for (const kind of ['share', 'ig_post', 'ig_reel', 'ig_story']) {
    const { body } = await test.post('/control/message', {
      account: 'harbour',
      customer,
      content: { kind },
    })
    await test.pass(1_000)
    const told = JSON.parse(test.received.at(-1)?.body ?? '').entry[0].messaging[0].message
    assert.equal(told.attachments[0].type, kind)
    const read = await test.read(`${body.mid}?fields=message,shares,attachments`)
    assert.deepEqual(read.body, { message: '', shares: { data: [] }, id: body.mid })
  }
})

Deno.test('trap 8: in development mode the list of threads is empty, without an error', async () => {
  const test = await withThread()
  await test.post('/control/messaging', { developmentMode: true })
  const { status, body } = await test.read('me/conversations?platform=instagram')
  assert.equal(status, 200)
  assert.deepEqual(body, { data: [] })
})

Deno.test('trap 9: of a text with an attachment only the text is sent', async () => {
  const test = await withThread()
  const attachment = { type: 'image', payload: { url: 'https://a.example/x.jpg' } }
  const { status, body } = await test.send({
    recipient: { id: customer },
    message: { text: 'see this', attachment },
  })
  assert.equal(status, 200)
  await test.pass(1_000)
  const read = await test.read(`${body.message_id}?fields=message,attachments`)
  assert.deepEqual(read.body, { message: 'see this', id: body.message_id })
})

Deno.test('trap 9: a text may have 1000 bytes, not 1000 characters', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1_200 }),
      async (text) => {
        const test = await withThread()
        const { status, body } = await test.text(text)
        const fits = new TextEncoder().encode(text).length <= 1_000
        assert.equal(status, fits ? 200 : 400)
        if (!fits) assert.deepEqual([body.error.code, body.error.error_subcode], [100, undefined])
      },
    ),
    { numRuns: 20 },
  )
  const test = await withThread()
  assert.equal((await test.text('😀'.repeat(250))).status, 200)
  assert.equal((await test.text('😀'.repeat(500))).status, 400)
})

Deno.test('trap 9: a send can succeed although its answer is lost', async () => {
  for (
    const [fault, status, code] of [
      ['gateway_timeout', 504, undefined],
      ['unknown_error', 500, [1, 1_357_046]],
      ['transient_error', 500, [2, 1_545_133]],
    ] as const
  ) {
    const test = await withThread()
    await test.post('/control/messaging', { sendFault: fault })
    const response = await test.simulator.handle(
      new Request(`http://127.0.0.1:57000${graph}/me/messages?access_token=${token}`, {
        method: 'POST',
        body: JSON.stringify({ recipient: { id: customer }, message: { text: 'sent once' } }),
      }),
    )
    assert.equal(response.status, status)
    const text = await response.text()
    if (code !== undefined) assert.deepEqual(codeOf({ body: JSON.parse(text) }), code)
    await test.pass(1_000)
    const echo = JSON.parse(test.received.at(-1)?.body ?? '').entry[0].messaging[0]
    assert.equal(echo.message.text, 'sent once')
    assert.equal(echo.message.is_echo, true)
    assert.equal((await test.text('the next one answers')).status, 200)
  }
})

Deno.test('trap 9: an answer that never comes leaves the message sent', async () => {
  const test = await withThread()
  await test.post('/control/messaging', { sendFault: 'no_answer' })
  let isAnswered = false
  void test.text('into the dark').then(() => isAnswered = true)
  while (!(await test.get('/control/state')).body.messages.some(isOutbound));
  await test.pass(1_000)
  assert.equal(isAnswered, false)
})

const isOutbound = ({ direction }: { direction: string }) => direction === 'outbound'

Deno.test('trap 5: the echo of a send comes before or after its answer, or never', async () => {
  const test = await withThread()
  const echoes = () => test.received.filter(({ body }) => body.includes('is_echo')).length
  const { body } = await test.text('after')
  assert.equal(echoes(), 0)
  await test.pass(0)
  assert.equal(echoes(), 1)
  const echo = JSON.parse(test.received.at(-1)?.body ?? '').entry[0].messaging[0]
  assert.equal(echo.message.mid, body.message_id)
  assert.deepEqual([echo.sender.id, echo.recipient.id], [igUserId, customer])

  await test.post('/control/webhooks', { echo: 'before' })
  await test.text('before')
  assert.equal(echoes(), 2)
  await test.post('/control/webhooks', { echo: 'never' })
  await test.text('never')
  await test.pass(1_000)
  assert.equal(echoes(), 2)
})

Deno.test('a person is unknown, blocked or away, each with its own code', async () => {
  const test = await withThread()
  const to = (id: string) => test.send({ recipient: { id }, message: { text: 'hi' } })
  assert.deepEqual(codeOf(await to('999')), [100, 2_534_014])
  assert.deepEqual(codeOf(await to(igUserId)), [100, 2_534_014])
  for (
    const [fault, code] of [
      ['blocked', [551, 1_545_041]],
      ['unavailable', [551, undefined]],
      ['cannot_receive', [10, 2_018_108]],
      ['thread_deleted', [100, 2_534_001]],
      ['gone', [100, 2_534_014]],
    ] as const
  ) {
    await test.post('/control/messaging', { customers: { [customer]: fault } })
    assert.deepEqual(codeOf(await to(customer)), code)
  }
})

Deno.test('what its owner or Meta did to an account stops all its sends', async () => {
  const test = await withThread()
  for (
    const [fault, code] of [
      ['access_off', [200, 2_534_041]],
      ['restricted', [10, 1_893_063]],
      ['unverified_link', [10, 2_534_077]],
      ['page_unlinked', [100, 2_534_013]],
      ['barred', [100, 2_534_029]],
      ['other_app', [2_018_300, undefined]],
      ['not_owner', [100, 2_534_037]],
      ['not_live', [200, undefined]],
    ] as const
  ) {
    await test.post('/control/messaging', { accounts: { harbour: fault } })
    assert.deepEqual(codeOf(await test.text('hi')), code)
  }
})

Deno.test('attachments are fetched, and refused for their number, kind, format and size', async () => {
  const test = await withThread()
  const attach = (attachments: unknown) =>
    test.send({ recipient: { id: customer }, message: { attachments } })
  const image = (url: string) => ({ type: 'image', payload: { url } })
  const { body } = await test.post('/control/cdn-file', { kind: 'image' })
  assert.equal((await attach(image(body.url))).status, 200)
  assert.deepEqual(codeOf(await attach([image(body.url), image(body.url)])), [100, 2_534_068])
  await test.post('/control/messaging', { multiImage: true })
  assert.equal((await attach([image(body.url), image(body.url)])).status, 200)
  assert.deepEqual(codeOf(await attach(image('no address'))), [100, 2_018_008])
  assert.deepEqual(codeOf(await attach({ type: 'sticker', payload: {} })), [100, 2_534_015])

  for (
    const [what, code] of [
      ['heic', [100, 2_534_080]],
      ['missing', [100, 2_018_008]],
      ['html', [100, 2_018_047]],
      ['endless', [100, 2_018_109]],
    ] as const
  ) {
    await test.post('/control/cdn', { fault: { what } })
    assert.deepEqual(codeOf(await attach(image(body.url))), code)
  }
  const uploaded = await test.post(`${graph}/me/message_attachments?access_token=${token}`, {
    message: { attachment: image(body.url) },
  })
  const payload = { attachment_id: uploaded.body.attachment_id }
  assert.equal((await attach({ type: 'image', payload })).status, 200)
  const unknown = { type: 'image', payload: { attachment_id: '1' } }
  assert.deepEqual(codeOf(await attach(unknown)), [100, 2_018_074])
})

Deno.test('a comment can be answered in private once, within 7 days', async () => {
  const test = await withThread()
  const reply = (commentId: string) =>
    test.send({ recipient: { comment_id: commentId }, message: { text: 'Hello!' } })
  const { body: first } = await test.post('/control/comment', { account: 'harbour' })
  const sent = await reply(first.commentId)
  assert.equal(sent.status, 200)
  assert.match(sent.body.recipient_id, /^15\d{14}$/)
  assert.deepEqual(codeOf(await reply(first.commentId)), [100, 2_534_025])
  assert.deepEqual(codeOf(await reply('123')), [100, 2_534_025])
  const again = { recipient: { id: sent.body.recipient_id }, message: { text: 'More' } }
  assert.deepEqual(codeOf(await test.send(again)), [10, 2_534_022])

  const { body: second } = await test.post('/control/comment', { account: 'harbour' })
  await test.pass(7 * 24 * HOUR_MS + 1)
  assert.deepEqual(codeOf(await reply(second.commentId)), [100, 2_534_025])
})

Deno.test('actions change the message or nothing, and raise no event', async () => {
  const test = await withThread()
  const act = (sender_action: string, payload?: unknown) =>
    test.send({ recipient: { id: customer }, sender_action, ...(payload ? { payload } : {}) })
  const before = test.received.length
  for (const action of ['typing_on', 'typing_off', 'mark_seen']) {
    assert.deepEqual((await act(action)).body, { recipient_id: customer })
  }
  const message_id = test.mids[0]
  await act('react', { message_id, reaction: 'love' })
  const { body } = await test.read(`${message_id}?fields=reactions`)
  assert.equal(body.reactions.data[0].reaction, '❤️')
  assert.equal(body.reactions.data[0].users[0].id, igUserId)
  await act('unreact', { message_id })
  assert.equal((await test.read(`${message_id}?fields=reactions`)).body.reactions, undefined)
  assert.deepEqual(codeOf(await act('dance')), [100, undefined])
  assert.equal(test.received.length, before)
})

Deno.test('a profile is told after consent only', async () => {
  const test = await withThread()
  const fields = 'fields=name,username,profile_pic,follower_count,is_user_follow_business'
  const { body } = await test.read(`${customer}?${fields}`)
  assert.equal(body.username, 'mareike.loew')
  assert.match(body.profile_pic, /cdninstagram\.com\/.*oe=[0-9A-F]{8}$/)
  const comment = await test.post('/control/comment', {
    account: 'harbour',
    author: { id: '77', username: 'only.comments' },
  })
  assert.equal(comment.status, 200)
  assert.deepEqual(codeOf(await test.read(`77?${fields}`)), [230, undefined])
  await test.post('/control/messaging', { customers: { [customer]: 'gone' } })
  assert.deepEqual(codeOf(await test.read(`${customer}?${fields}`)), [9_010, undefined])
  assert.deepEqual(codeOf(await test.read(`5?${fields}`)), [100, 33])
})

Deno.test('the Conversations API takes two calls a second', async () => {
  const test = await withThread()
  await test.pass(1_000)
  const list = () => test.get(`${graph}/me/conversations?access_token=${token}`)
  assert.deepEqual([(await list()).status, (await list()).status], [200, 200])
  assert.deepEqual(codeOf(await list()), [613, 2_534_040])
  await test.pass(1_000)
  const { body } = await list()
  assert.deepEqual(Object.keys(body.data[0]), ['id', 'updated_time'])
  await test.pass(1_000)
  const missing = await test.get(
    `${graph}/me/conversations?fields=unread_count&access_token=${token}`,
  )
  assert.deepEqual(codeOf(missing), [100, undefined])
})

Deno.test('with Facebook Login the Page sends, and the account’s own id is the wrong node', async () => {
  const test = await createTestSimulator()
  const person = '1702630412017742'
  await test.post('/control/message', { account: 'northlight', customer: person })
  const host = '/graph.facebook.com/v25.0'
  const send = (id: string) =>
    test.post(`${host}/${id}/messages?access_token=${northlight.token}`, {
      recipient: { id: person },
      message: { text: 'hi' },
    })
  assert.equal((await send(northlight.pageId ?? '')).status, 200)
  assert.deepEqual(codeOf(await send(northlight.igUserId)), [3, undefined])
  const { body } = await test.get(
    `${host}/${northlight.pageId}/conversations?platform=instagram&fields=id,participants` +
      `&user_id=${person}&access_token=${northlight.token}`,
  )
  const ids = body.data[0].participants.data.map(({ id }: { id: string }) => id)
  assert.deepEqual(ids, [northlight.igUserId, person])
})
