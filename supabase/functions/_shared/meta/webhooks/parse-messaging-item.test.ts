import assert from 'node:assert/strict'
import { ACCOUNT, fromContact, messagingBody, MID, receive } from './testing/envelopes.ts'
import { MESSAGE_CASES, THREAD_CASES } from './testing/messaging-cases.ts'

for (const { name, item, kind, effect } of [...MESSAGE_CASES, ...THREAD_CASES]) {
  Deno.test(`messaging: ${name}`, () => {
    const [event, ...others] = receive(messagingBody(item))
    assert.equal(others.length, 0)
    const { payload, ...rest } = event!
    assert.deepEqual(rest, {
      position: 0,
      provider: 'instagram',
      provider_account_id: ACCOUNT,
      kind,
      ...(effect && { effect }),
    })
    const isKept = !effect ||
      (effect.type === 'message' && ['unknown', 'unsupported'].includes(effect.kind as string))
    assert.deepEqual(payload, isKept ? item : undefined)
  })

  Deno.test(`standby: ${name}`, () => {
    const body = { object: 'instagram', entry: [{ id: ACCOUNT, time: 1, standby: [item] }] }
    const [event] = receive(body)
    assert.equal(event!.kind, `standby:${kind}`)
    const inThread = effect && 'standby' in effect
    assert.deepEqual(event!.effect ?? null, inThread ? { ...effect, standby: true } : effect)
  })
}

Deno.test('a postback without an id gets one of its contact and time', () => {
  const [event] = receive(messagingBody(fromContact({ postback: { title: 'Go' } })))
  assert.equal((event!.effect as { mid: string }).mid, 'postback:1602510301006188:1788700000123')
})

Deno.test('ids are text, numbers and times are numbers, whatever their JSON type', () => {
  const item = fromContact({ message: { mid: 77, text: 42 } })
  item.sender = { id: 42 }
  item.timestamp = '1788700000'
  const body = { object: 'instagram', entry: [{ id: 17, time: '1', messaging: [item] }] }
  const [event] = receive(body)
  assert.equal(event!.provider_account_id, '17')
  const { mid, contact, text, at } = event!.effect as unknown as Record<string, string>
  assert.deepEqual([mid, contact, text, at], ['77', '42', '42', '2026-09-06T13:06:40.000Z'])
})

Deno.test('an item without a time of its own has that of its entry', () => {
  const { timestamp: _, ...item } = fromContact({ message: { mid: MID, text: 'x' } })
  const [event] = receive({
    object: 'instagram',
    entry: [{ id: ACCOUNT, time: 1_788_700_000, messaging: [item] }],
  })
  assert.equal((event!.effect as { at: string }).at, '2026-09-06T13:06:40.000Z')
})

Deno.test('a message with a time that no calendar has is kept raw', () => {
  for (const timestamp of [0, -5, 1.5e15, 253_402_300_800_000, 'soon', null]) {
    const item = { ...fromContact({ message: { mid: MID, text: 'x' } }), timestamp }
    const [event] = receive({ object: 'instagram', entry: [{ id: ACCOUNT, messaging: [item] }] })
    assert.equal(event!.effect, undefined)
    assert.deepEqual(event!.payload, item)
  }
})

Deno.test('a message without an id is shown as a placeholder, an echo without one is kept', () => {
  const [event, echo] = receive(messagingBody(
    fromContact({ message: { text: 'x' } }),
    fromContact({ message: { text: 'x', is_echo: true } }),
  ))
  const { mid, kind } = event!.effect as { mid: string; kind: string }
  assert.deepEqual([mid, kind], ['event:message:1602510301006188:1788700000123', 'unknown'])
  assert.equal(echo!.effect, undefined)
})

Deno.test('what is too long is cut, whole characters only, or left out', () => {
  const [event] = receive(messagingBody(fromContact({
    message: {
      mid: MID,
      text: `a${'😀'.repeat(10_000)}`,
      attachments: Array.from({ length: 120 }, () => ({
        type: 'ig_post',
        payload: { title: 't'.repeat(3001), url: `https://x/${'u'.repeat(4000)}` },
      })),
      quick_reply: { payload: 'YES', other: 'é'.repeat(8000) },
      referral: { ref: 'r'.repeat(15_900), source: 'ADS' },
    },
  })))
  const effect = event!.effect
  assert.ok(effect?.type === 'message')
  assert.equal(effect.text, `a${'😀'.repeat(9_999)}`)
  assert.equal(effect.attachments.length, 100)
  assert.equal(effect.attachments[99]!.title!.length, 3000)
  assert.equal(effect.attachments[99]!.url, null)
  assert.deepEqual(Object.keys(effect.context), ['quick_reply', 'referral'])
  assert.deepEqual(effect.context.quick_reply, { payload: 'YES' })
})

Deno.test('an address that is none of the web is left out', () => {
  const attachments = [{ type: 'image', payload: { url: 'javascript:alert(1)' } }]
  const [event] = receive(messagingBody(fromContact({ message: { mid: MID, attachments } })))
  assert.ok(event?.effect?.type === 'message')
  assert.equal(event.effect.attachments[0]!.url, null)
})
