import assert from 'node:assert/strict'
import type postgres from 'postgres'
import { waitFor } from '../../scripts/stack/wait-for.ts'
import { connectAccount } from '../support/ingest.ts'
import { postAll } from '../support/post-all.ts'
import { type RecordedDelivery, recordedDelivery } from '../support/recorded.ts'
import { withDatabase } from '../support/stack.ts'
import { uniqueId } from '../support/webhooks.ts'

type Case = {
  what: string
  /** Made by hand, since no serialiser writes such things. `ACC` stands for the account. */
  body: string
  /** What becomes of each event, or why the body is unreadable. */
  expected: string[] | RegExp
}

const AT = 1_788_700_000_123
const FRAME = `"sender":{"id":"anna"},"recipient":{"id":"ACC"},"timestamp":${AT}`
const messaging = (...items: string[]) =>
  `{"object":"instagram","entry":[{"id":"ACC","time":${AT},"messaging":[${items}]}]}`
const text = (mid: string, rest = '', frame = FRAME) =>
  `{${frame},"message":{"mid":"ACC-${mid}","text":"x"${rest}}}`
/** A valid neighbour, which nothing may touch. */
const SOUND = text('sound')
const nested = (depth: number) => `${'['.repeat(depth)}1${']'.repeat(depth)}`

const CASES: Case[] = [
  { what: 'an empty body', body: '', expected: /^invalid_json/ },
  { what: 'only blanks', body: ' \n', expected: /^invalid_json/ },
  { what: 'a NUL outside of a string', body: `${messaging(SOUND)}\0`, expected: /^invalid_json/ },
  { what: 'two values', body: `${messaging(SOUND)}{}`, expected: /^invalid_json/ },
  { what: 'a raw NUL in a string', body: messaging(text('a\0')), expected: /^invalid_json/ },
  {
    what: 'nesting as deep as allowed, in an event nobody knows',
    body: messaging(`{${FRAME},"pigeon":${nested(45)}}`, SOUND),
    expected: ['placeholder', 'applied'],
  },
  {
    what: 'deeper nesting',
    body: messaging(`{${FRAME},"pigeon":${nested(46)}}`, SOUND),
    expected: /^too_deep/,
  },
  {
    what: 'escaped NULs and halves of emoji in ids, keys and text',
    body: messaging(
      text('\\u0000\\ud83d'),
      `{${FRAME},"\\u0000":{"\\udc00":1}}`,
      `{"sender":{"id":"\\u0000\\ude00"},"recipient":{"id":"ACC"},"timestamp":${AT},` +
        `"message":{"mid":"ACC-nul","text":"\\ud83d\\u0000","quick_reply":{"payload":"\\udfff"}}}`,
      SOUND,
    ),
    expected: ['applied', 'placeholder', 'applied', 'applied'],
  },
  {
    what: 'numbers as text and text as numbers',
    body: messaging(
      text('a', '', `"sender":{"id":7},"recipient":{"id":"ACC"},"timestamp":"${AT}"`),
      `{${FRAME},"message":{"mid":9007199254740993123456789,"text":12}}`,
      `{${FRAME},"message_edit":{"mid":"ACC-a","text":5,"num_edit":"1"}}`,
      SOUND,
    ),
    expected: ['applied', 'applied', 'applied', 'applied'],
  },
  {
    what: 'missing fields',
    body: messaging(
      '{}',
      `{${FRAME}}`,
      `{${FRAME},"message":{}}`,
      `{${FRAME.replace(`${AT}`, '1')},"message":{"text":"no id"}}`,
      `{"recipient":{"id":"ACC"},"timestamp":${AT},"message":{"mid":"ACC-b","text":"from?"}}`,
      `{"message":{"mid":"ACC-c","text":"x"}}`,
      `{${FRAME},"reaction":{}}`,
      `{${FRAME},"read":{}}`,
      `{${FRAME},"postback":{}}`,
      `{${FRAME},"message_edit":{"num_edit":1}}`,
      SOUND,
    ),
    expected: [
      // What the contact did, though not what it was, can be shown.
      ...['kept', 'placeholder', 'placeholder', 'placeholder', 'kept', 'kept', 'kept', 'kept'],
      // A button without an id.
      ...['applied', 'kept'],
      'applied',
    ],
  },
  {
    what: 'huge ids',
    body: messaging(
      text('a'.repeat(100_000)),
      text('b', '', `"sender":{"id":"${'7'.repeat(65)}"},"recipient":{"id":"ACC"},"timestamp":1`),
      text('c', `,"reply_to":{"mid":"${'r'.repeat(801)}"}`),
      `{${FRAME},"message":{"mid":"ACC-${'\\ud83d\\ude00'.repeat(370)}","text":"x"}}`,
      SOUND,
    ),
    expected: ['placeholder', 'kept', 'applied', 'applied', 'applied'],
  },
  {
    what: 'an account id of a million digits',
    body: messaging(SOUND).replace('"id":"ACC"', `"id":"ACC${'7'.repeat(1_000_000)}"`),
    expected: ['kept'],
  },
  {
    what: 'times from nowhere',
    body: messaging(
      ...['1e308', '-1e308', '1e400', '-1', '0', '0.5', '8640000000000001', '253402300800000']
        .map((at, n) =>
          text(`t${n}`, '', `"sender":{"id":"anna"},"recipient":{"id":"ACC"},"timestamp":${at}`)
        ),
      SOUND,
    ),
    expected: Array(9).fill('applied'),
  },
  {
    what: 'keys given twice: the last one counts',
    body: messaging(
      `{${FRAME},"message":{"mid":"ACC-never"},"message":{"mid":"ACC-twice","text":"x"}}`,
      SOUND,
    ),
    expected: ['applied', 'applied'],
  },
  {
    what: 'keys that mean something to the language',
    body: messaging(
      `{${FRAME},"__proto__":{"message":{"mid":"ACC-p","text":"x"}}}`,
      `{${FRAME},"message":{"__proto__":{"is_echo":true},"mid":"ACC-q","text":"x"}}`,
      text('r', ',"constructor":{"prototype":{"text":"y"}},"toString":1,"hasOwnProperty":null'),
      `{"__proto__":{"id":"ACC"},"constructor":1}`,
      SOUND,
    ),
    expected: ['placeholder', 'applied', 'applied', 'kept', 'applied'],
  },
  {
    what: 'lists for objects, and objects for lists',
    body: messaging(
      `{${FRAME},"message":[{"mid":"ACC-l","text":"x"}]}`,
      `{"sender":[{"id":"anna"}],"recipient":{"id":"ACC"},"timestamp":${AT},"message":[]}`,
      text('m', ',"attachments":{"type":"image","payload":[]},"reply_to":[]'),
      '[]',
      `[${text('n')}]`,
      SOUND,
    ),
    expected: ['placeholder', 'kept', 'applied', 'kept', 'kept', 'applied'],
  },
]

async function record(sql: postgres.Sql, body: string): Promise<RecordedDelivery | undefined> {
  assert.deepEqual(await postAll([body]), [200])
  return await recordedDelivery(sql, body)
}

for (const { what, body, expected } of CASES) {
  Deno.test(`${what}: answered 200, and nothing is lost`, async () => {
    await withDatabase(async (sql) => {
      const account = await connectAccount(sql)
      const recorded = await record(sql, body.replaceAll('ACC', account))
      if (expected instanceof RegExp) {
        assert.equal(recorded?.state, 'unreadable')
        assert.match(recorded.error ?? '', expected)
      } else assert.deepEqual(recorded?.states, expected, JSON.stringify(recorded?.failed))
    })
  })
}

Deno.test('3 MB of small events are accepted, and all are applied in time', async () => {
  await withDatabase(async (sql) => {
    const account = await connectAccount(sql)
    const items: string[] = []
    for (let size = 0; size < 3_140_000; size += items.at(-1)!.length + 1) {
      const from = items.length % 500
      items.push(
        text(`${items.length}`, '', FRAME.replace('anna', `c${from}`))
          .replaceAll('ACC', account),
      )
    }
    const body = messaging(...items).replaceAll('ACC', account)
    assert.deepEqual(await record(sql, body).then((recorded) => recorded?.state), 'parsed')
    // A second time, as Meta might: still one effect.
    assert.deepEqual(await postAll([body]), [200])
    const recorded = await waitFor(async () => {
      const found = await recordedDelivery(sql, body)
      return found && found.events > 0 && found
    }, { what: 'the events to be replayed', timeoutMs: 60_000, everyMs: 500 })
    assert.equal(recorded.events, items.length)
    assert.deepEqual(new Set(recorded.states), new Set(['applied']))
    const [row] = await sql`
      select sum(inbound_count)::int as inbound from public.conversations
      join public.accounts on accounts.id = account_id
      where provider_account_id = ${account}`
    assert.equal(row!.inbound, items.length)
  })
})

Deno.test('3 MB of nothing do not end the function, and are kept', async () => {
  await withDatabase(async (sql) => {
    const nothing = Array(1_500_000).fill(0).join()
    const recorded = await record(sql, messaging(nothing).replace('ACC', uniqueId('nobody')))
    assert.deepEqual(recorded?.states, ['kept'])
  })
})
