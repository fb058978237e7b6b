import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Json } from '../parse-meta-json.ts'
import { parseDelivery } from './parse-delivery.ts'

const ACCOUNT = '17841470348340237'
const CONTACT = '1602510301006188'

function delivery(entry: Json): Json {
  return { object: 'instagram', entry: [entry] }
}

const message = (parts: { [key: string]: Json }, rest: { [key: string]: Json } = {}): Json => ({
  sender: { id: CONTACT },
  recipient: { id: ACCOUNT },
  timestamp: 1_788_700_000_123,
  message: { mid: 'aWdf', ...parts },
  ...rest,
})

Deno.test('an inbound text message', () => {
  const [event] = parseDelivery(
    delivery({ time: 1, id: ACCOUNT, messaging: [message({ text: 'hi' })] }),
  )
  assert.equal(event?.kind, 'message')
  assert.deepEqual(event?.message, {
    position: 0,
    provider: 'instagram',
    provider_account_id: ACCOUNT,
    provider_contact_id: CONTACT,
    provider_message_id: 'aWdf',
    direction: 'inbound',
    author: 'contact',
    kind: 'text',
    text: 'hi',
    sent_at: '2026-09-06T13:06:40.123Z',
  })
})

Deno.test('an echo names the contact as recipient', () => {
  const item = {
    sender: { id: ACCOUNT },
    recipient: { id: CONTACT },
    timestamp: 1_788_700_000_123,
    message: { mid: 'm', text: 'hello', is_echo: true },
  }
  const [event] = parseDelivery(delivery({ id: ACCOUNT, messaging: [item] }))
  assert.equal(event?.kind, 'message_echo')
  assert.equal(event?.message?.provider_contact_id, CONTACT)
  assert.equal(event?.message?.direction, 'outbound')
  assert.equal(event?.message?.author, 'unknown')
})

Deno.test('times in seconds and as text, ids as numbers', () => {
  const item = message({ text: 'x' }, { timestamp: '1788700000', sender: { id: 42 } })
  const [event] = parseDelivery(delivery({ id: 17, messaging: [item] }))
  assert.equal(event?.message?.sent_at, '2026-09-06T13:06:40.000Z')
  assert.equal(event?.message?.provider_contact_id, '42')
  assert.equal(event?.message?.provider_account_id, '17')
})

Deno.test('what is no message is kept under its kind, in order, untouched', () => {
  const unsent = message({ is_deleted: true })
  const reaction = { sender: { id: CONTACT }, reaction: { mid: 'm', action: 'react' } }
  const events = parseDelivery(delivery({
    id: ACCOUNT,
    messaging: [unsent, reaction, 'nonsense', null],
    standby: [message({ text: 'for another app' })],
    changes: [{ field: 'comments', value: { id: '1' } }],
  }))
  assert.deepEqual(
    events.map(({ position, kind, message }) => [position, kind, message]),
    [
      [0, 'message_deleted', undefined],
      [1, 'reaction', undefined],
      [2, 'unknown', undefined],
      [3, 'unknown', undefined],
      [4, 'standby:message', undefined],
      [5, 'changes:comments', undefined],
    ],
  )
  assert.deepEqual(events[1]?.payload, reaction)
})

Deno.test('the flat envelope of the documentation is understood', () => {
  const entry = { id: ACCOUNT, time: 1, field: 'comments', value: { id: '1' } }
  const events = parseDelivery(delivery(entry))
  assert.deepEqual(events.map(({ kind, payload }) => [kind, payload]), [[
    'changes:comments',
    entry,
  ]])
})

Deno.test('a note to self makes no conversation', () => {
  const item = message({ text: 'note', is_echo: true, is_self: true })
  const [event] = parseDelivery(delivery({ id: ACCOUNT, messaging: [item] }))
  assert.equal(event?.message, undefined)
})

Deno.test('a time that no calendar has keeps the message raw', () => {
  for (const timestamp of [0, -5, 1e300]) {
    const item = message({ text: 'x' }, { timestamp })
    const [event] = parseDelivery(delivery({ id: ACCOUNT, messaging: [item] }))
    assert.equal(event?.message, undefined)
  }
})

Deno.test('messages of a Facebook Page are kept until there is a parser for them', () => {
  const body = { object: 'page', entry: [{ id: '1', messaging: [message({ text: 'x' })] }] }
  const [event] = parseDelivery(body)
  assert.equal(event?.provider, 'facebook')
  assert.equal(event?.message, undefined)
})

Deno.test('any JSON gives at least one event, positions count up, and nothing throws', () => {
  const anything = fc.jsonValue() as fc.Arbitrary<Json>
  const shaped = fc.record({
    object: fc.constantFrom('instagram', 'page', 'x'),
    entry: fc.array(
      fc.record({ id: anything, messaging: anything, changes: anything, standby: anything }, {
        requiredKeys: [],
      }),
      { minLength: 1 },
    ),
  }) as fc.Arbitrary<Json>
  fc.assert(fc.property(fc.oneof(anything, shaped), (body) => {
    const events = parseDelivery(body)
    const emptyEntries = body !== null && typeof body === 'object' && 'entry' in body &&
      Array.isArray(body.entry) && body.entry.length === 0
    assert.ok(events.length > 0 || emptyEntries)
    assert.deepEqual(events.map(({ position }) => position), events.map((_, index) => index))
  }))
})
