import assert from 'node:assert/strict'
import type { MessagingAccount } from './messaging-account.ts'
import { readConversations } from './read-conversations.ts'
import { readMessage } from './read-message.ts'

const target = { baseUrl: 'https://graph.example', version: 'v25.0', token: 'IGAAsecret' }
const account: MessagingAccount = {
  login: 'instagram',
  provider_account_id: '17841',
  app_scoped_id: null,
  page_id: null,
}
const contact = { id: '1602' }
const message = (id: string, more: object = {}) => ({
  id,
  created_time: '2026-04-05T05:27:08+0000',
  from: contact,
  message: 'hi',
  ...more,
})
const thread = (updated: string, messages: unknown) => ({
  id: 'aWdf',
  updated_time: updated,
  participants: { data: [{ id: '17841' }, contact] },
  messages,
})

function answering(body: unknown, status = 200) {
  const calls: URL[] = []
  const fetch = ((input: URL) => {
    calls.push(new URL(String(input)))
    return Promise.resolve(new Response(JSON.stringify(body), { status }))
  }) as typeof globalThis.fetch
  return { calls, fetch }
}

Deno.test('a page tells its threads, its oldest activity and a cursor, never an address', async () => {
  const { calls, fetch } = answering({
    data: [
      thread('2026-04-05T05:27:08+0000', {
        data: [message('m2'), message('m1')],
        paging: { cursors: { after: 'X' }, next: 'https://graph.example/?access_token=IGAAsecret' },
      }),
      thread('2026-04-04T05:27:08+0000', { data: [message('m3')] }),
    ],
    paging: { cursors: { after: 'CUR' }, next: 'https://graph.example/?access_token=IGAAsecret' },
  })
  const result = await readConversations({ fetch }, target, { account, limit: 10, after: 'PRE' })
  assert.ok('page' in result)
  assert.equal(calls[0]!.pathname, '/v25.0/me/conversations')
  assert.equal(calls[0]!.searchParams.get('after'), 'PRE')
  assert.equal(calls[0]!.searchParams.get('platform'), 'instagram')
  assert.equal(result.page.oldest, '2026-04-04T05:27:08.000Z')
  assert.equal(result.page.cursor, 'CUR')
  assert.deepEqual(result.page.threads.map(({ more, effects }) => [more, effects.length]), [
    [true, 2],
    [false, 1],
  ])
  assert.doesNotMatch(JSON.stringify(result), /IGAA/)
})

Deno.test('the last page has cursors and no next, and so no cursor for us', async () => {
  const { fetch } = answering({ data: [], paging: { cursors: { after: 'CUR' } } })
  const result = await readConversations({ fetch }, target, { account, limit: 10 })
  assert.ok('page' in result)
  assert.deepEqual([result.page.cursor, result.page.oldest], [null, null])
})

Deno.test('a message without details means that the thread goes on, and harms nothing', async () => {
  const { fetch } = answering({
    data: [
      { nothing: 'known' },
      thread('2026-04-05T05:27:08+0000', {
        data: [message('m2'), { id: 'm1', created_time: '2026-04-05T05:27:08+0000' }],
      }),
    ],
  })
  const result = await readConversations({ fetch }, target, { account, limit: 10 })
  assert.ok('page' in result)
  assert.equal(result.page.unreadable, 1)
  assert.deepEqual(result.page.threads.map(({ more, effects }) => [more, effects.length]), [
    [true, 1],
  ])
})

Deno.test("with Facebook Login the conversations are the Page's", async () => {
  const { calls, fetch } = answering({ data: [] })
  const page = { ...account, login: 'facebook', page_id: '1020' }
  await readConversations({ fetch }, target, { account: page, limit: 5, contact: '1602' })
  assert.equal(calls[0]!.pathname, '/v25.0/1020/conversations')
  assert.equal(calls[0]!.searchParams.get('user_id'), '1602')
  const result = await readConversations({ fetch }, target, {
    account: { ...page, page_id: null },
    limit: 5,
  })
  assert.ok('failure' in result)
  assert.equal(result.failure.class, 'permanent')
})

Deno.test('a message by its id: its effects, or why it is gone, or a failure that may pass', async () => {
  const found = await readMessage(answering(message('m1')), target, account, 'm1')
  assert.ok('effects' in found)
  assert.equal(found.effects[0]!.type, 'message')
  for (const [code, error_subcode] of [[9000001, undefined], [100, 33]]) {
    const gone = await readMessage(
      answering({ error: { code, error_subcode } }, 400),
      target,
      account,
      'm1',
    )
    assert.ok('gone' in gone)
  }
  const busy = await readMessage(answering({ error: { code: 613 } }, 400), target, account, 'm1')
  assert.ok('failure' in busy)
  assert.equal(busy.failure.class, 'throttled')
})
