import assert from 'node:assert/strict'
import fc from 'fast-check'
import { serializeAsMeta } from '../../../../../scripts/simulator/webhooks/serialize-as-meta.ts'
import type { Json } from '../parse-meta-json.ts'
import { MAX_EVENTS, parseDelivery } from './parse-delivery.ts'
import { CHANGE_CASES, FEED_CASES } from './testing/change-cases.ts'
import { findEffectFaults } from './testing/effect-faults.ts'
import { ACCOUNT, fromContact, messagingBody, MID, receive } from './testing/envelopes.ts'
import { mutations } from './testing/mutations.ts'
import { MESSAGE_CASES, THREAD_CASES } from './testing/messaging-cases.ts'

const TEXT = fromContact({ message: { mid: MID, text: 'x' } })
const COMMENT = CHANGE_CASES[0]!.item

Deno.test('events come in the order of the body, over all entries, lists and accounts', () => {
  const events = parseDelivery({
    object: 'instagram',
    entry: [
      { id: '1', time: 1_788_700_000, changes: [COMMENT], messaging: [TEXT, 'nonsense', null] },
      { id: '2', time: 1_788_700_000, standby: [TEXT], field: 'comments', value: { id: '9' } },
    ],
  })
  assert.deepEqual(
    events.map((event) => [
      event.position,
      event.provider_account_id,
      event.kind,
      event.effect?.type,
    ]),
    [
      [0, '1', 'changes:comments', 'comment'],
      [1, '1', 'message', 'message'],
      [2, '1', 'unknown', undefined],
      [3, '1', 'unknown', undefined],
      [4, '2', 'standby:message', 'message'],
      [5, '2', 'changes:comments', 'comment'],
    ],
  )
})

Deno.test('a list that is none counts as one item', () => {
  const events = parseDelivery({ object: 'instagram', entry: [{ id: ACCOUNT, messaging: TEXT }] })
  assert.equal(events[0]?.effect?.type, 'message')
})

Deno.test('bodies and entries without items give one event each, which keeps them', () => {
  const bodies: Json[] = [null, 7, [], {}, { object: 'instagram' }, {
    object: 'instagram',
    entry: [],
  }]
  for (const body of bodies) {
    assert.deepEqual(parseDelivery(body), [
      {
        position: 0,
        provider: 'unknown',
        provider_account_id: null,
        kind: 'unknown',
        payload: body,
      },
    ])
  }
  const entries: Json[] = [null, {}, { id: '' }, { id: 'x'.repeat(65), messaging: [TEXT] }]
  const events = parseDelivery({ object: 'instagram', entry: [...entries, { id: '1' }] })
  assert.deepEqual(events.map(({ kind, provider_account_id: id }) => [kind, id]), [
    ...entries.map(() => ['entry:unknown', null]),
    ['entry:unknown', '1'],
  ])
})

Deno.test('a body of more events than any real one has is kept as a whole', () => {
  const entry = (count: number): Json => ({ id: ACCOUNT, messaging: Array(count).fill(0) })
  const body = (...entry: Json[]): Json => ({ object: 'instagram', entry })
  assert.equal(parseDelivery(body(entry(MAX_EVENTS - 1))).length, MAX_EVENTS - 1)
  assert.deepEqual(parseDelivery(body(entry(MAX_EVENTS / 2), entry(MAX_EVENTS / 2))), [{
    position: 0,
    provider: 'instagram',
    provider_account_id: null,
    kind: 'too_many_events',
    payload: null,
  }])
})

Deno.test("a Page's messages and whatever other object there is are kept", () => {
  for (const object of ['page', 'whatsapp_business_account', 'constructor']) {
    const entry = [{ id: ACCOUNT, time: 1, messaging: [TEXT], changes: [COMMENT] }]
    const events = parseDelivery({ object, entry })
    assert.deepEqual(events.map(({ effect, payload }) => [effect, payload]), [
      [undefined, TEXT],
      [undefined, COMMENT],
    ])
    assert.equal(events[0]!.provider, object === 'page' ? 'facebook' : 'unknown')
  }
})

const VALID: Json = {
  object: 'instagram',
  entry: [
    { id: ACCOUNT, time: 1_788_700_000, messaging: MESSAGE_CASES.map(({ item }) => item) },
    { id: ACCOUNT, time: 1_788_700_000, messaging: THREAD_CASES.map(({ item }) => item) },
    { id: ACCOUNT, time: 1_788_700_000, changes: CHANGE_CASES.map(({ item }) => item) },
  ],
}

Deno.test("Meta's way of escaping changes nothing", () => {
  assert.deepEqual(receive(VALID, serializeAsMeta), receive(VALID))
})

Deno.test('whatever happens to a payload: an event each, that fits, of its own account', () => {
  const items = [...MESSAGE_CASES, ...THREAD_CASES].map(({ item }) => item)
  const changes = [...CHANGE_CASES, ...FEED_CASES].map(({ item }) => item)
  const entry = fc.record({
    id: fc.constant(ACCOUNT),
    time: mutations(1_788_700_000),
    messaging: fc.array(fc.constantFrom(...items).chain(mutations), { maxLength: 4 }),
    standby: fc.array(fc.constantFrom(...items).chain(mutations), { maxLength: 2 }),
    changes: fc.array(fc.constantFrom(...changes).chain(mutations), { minLength: 1, maxLength: 4 }),
  })
  const object = fc.constantFrom('instagram', 'instagram', 'page')
  fc.assert(
    fc.property(object, fc.array(entry, { minLength: 1, maxLength: 2 }), (object, entries) => {
      const events = parseDelivery({ object, entry: entries as Json[] })
      const count = entries.reduce(
        (sum, { messaging, standby, changes }) =>
          sum + messaging.length + standby.length + changes.length,
        0,
      )
      assert.equal(events.length, count)
      checkEvents(events)
      for (const event of events) assert.equal(event.provider_account_id, ACCOUNT)
    }),
    { numRuns: 10_000 },
  )
})

Deno.test('a poison item changes nothing for its neighbours', () => {
  const items = [...MESSAGE_CASES, ...THREAD_CASES].map(({ item }) => item)
  const alone = parseDelivery(messagingBody(TEXT))[0]
  fc.assert(
    fc.property(fc.constantFrom(...items).chain(mutations), (poison) => {
      const [before, , after] = parseDelivery(messagingBody(TEXT, poison, TEXT))
      assert.deepEqual(before, alone)
      assert.deepEqual(after, { ...alone, position: 2 })
    }),
    { numRuns: 1_000 },
  )
})

Deno.test('whatever happens to a whole body: it gives events that fit', () => {
  fc.assert(
    fc.property(mutations(VALID), (body) => checkEvents(parseDelivery(body))),
    { numRuns: 1_000 },
  )
  fc.assert(fc.property(fc.jsonValue(), (body) => checkEvents(parseDelivery(body as Json))))
})

function checkEvents(events: ReturnType<typeof parseDelivery>): void {
  assert.ok(events.length > 0)
  for (const [index, event] of events.entries()) {
    assert.equal(event.position, index)
    assert.deepEqual(findEffectFaults(event), [])
  }
}
