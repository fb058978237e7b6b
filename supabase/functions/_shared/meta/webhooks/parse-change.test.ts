import assert from 'node:assert/strict'
import type { Json } from '../parse-meta-json.ts'
import { CHANGE_CASES, FEED_CASES } from './testing/change-cases.ts'
import { ACCOUNT, changesBody, ENTRY_S, receive } from './testing/envelopes.ts'

for (const { name, item, kind, effect } of CHANGE_CASES) {
  Deno.test(`change: ${name}`, () => {
    const flat = { id: ACCOUNT, time: ENTRY_S * 1000, ...item as { [key: string]: Json } }
    const bodies: [Json, Json][] = [
      [changesBody(item), item],
      [{ object: 'instagram', entry: [flat] }, flat],
    ]
    for (const [body, payload] of bodies) {
      assert.deepEqual(receive(body), [{
        position: 0,
        provider: 'instagram',
        provider_account_id: ACCOUNT,
        kind,
        ...(effect ? { effect } : { payload }),
      }])
    }
  })
}

for (const { name, item, kind, effect } of FEED_CASES) {
  Deno.test(`Page: ${name}`, () => {
    const body = { object: 'page', entry: [{ id: ACCOUNT, time: ENTRY_S, changes: [item] }] }
    assert.deepEqual(receive(body), [{
      position: 0,
      provider: 'facebook',
      provider_account_id: ACCOUNT,
      kind,
      ...(effect ? { effect } : { payload: item }),
    }])
  })
}

Deno.test("the dashboard's test: a message inside changes, a time in seconds as text", () => {
  const value = {
    sender: { id: '12334' },
    recipient: { id: '23245' },
    timestamp: '1527459824',
    message: { mid: 'random_mid', text: 'random_text' },
  }
  const changes = [{ field: 'messages', value }]
  const lists: { [key: string]: Json }[] = [{ changes }, { messaging: [value] }]
  for (const list of lists) {
    const [event, ...others] = receive({
      object: 'instagram',
      entry: [{ id: '0', time: 1527459824, ...list }],
    })
    assert.equal(others.length, 0)
    assert.equal(event!.provider_account_id, '0')
    assert.ok(event?.effect?.type === 'message')
    const { contact, mid, text, at, direction } = event.effect
    assert.deepEqual(
      { contact, mid, text, at, direction },
      {
        contact: '12334',
        mid: 'random_mid',
        text: 'random_text',
        at: '2018-05-27T22:23:44.000Z',
        direction: 'inbound',
      },
    )
  }
})

Deno.test('a comment without any time is kept', () => {
  const [event] = receive({
    object: 'instagram',
    entry: [{ id: ACCOUNT, changes: [{ field: 'comments', value: { id: '1', text: 'x' } }] }],
  })
  assert.equal(event!.effect, undefined)
})
