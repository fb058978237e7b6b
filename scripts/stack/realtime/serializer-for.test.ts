import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Broadcast } from './frame.ts'
import { serializerFor } from './serializer-for.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const shortText = fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.toWellFormed())
const frames = fc.record({
  joinRef: fc.option(fc.nat().map(String)),
  ref: fc.option(fc.nat().map(String)),
  topic: shortText,
  event: shortText.filter((event) => event !== 'broadcast'),
  payload: fc.jsonValue(),
})
const bodies = fc.oneof(
  fc.jsonValue().map((value) => ({ json: JSON.stringify(value) })),
  fc.uint8Array().map((bytes) => ({ bytes: Uint8Array.from(bytes) })),
)

Deno.test('The version of a connection chooses the serializer', () => {
  assert.equal(serializerFor(null), serializerFor('1.0.0'))
  assert.notEqual(serializerFor('2.0.0'), serializerFor('1.0.0'))
  assert.equal(serializerFor('3.0.0'), undefined)
})

Deno.test('2.0.0: frames survive the way there and back', () => {
  const serializer = serializerFor('2.0.0')!
  fc.assert(fc.property(frames, (frame) => {
    const plain = JSON.parse(JSON.stringify(frame))
    assert.deepEqual({ ...serializer.decode(serializer.encode(frame)) }, plain)
  }))
})

Deno.test('1.0.0: what clients send is understood, and they get no join_ref', () => {
  const serializer = serializerFor('1.0.0')!
  fc.assert(fc.property(frames, (frame) => {
    const { joinRef: join_ref, ref, topic, event, payload } = JSON.parse(JSON.stringify(frame))
    const sent = JSON.stringify({ join_ref, ref, topic, event, payload })
    assert.deepEqual(serializer.decode(sent), { joinRef: join_ref, ref, topic, event, payload })
    assert.deepEqual(JSON.parse(serializer.encode(frame)), { ref, topic, event, payload })
  }))
})

Deno.test('2.0.0: a binary broadcast of a client becomes the one that the others get', () => {
  const serializer = serializerFor('2.0.0')!
  fc.assert(fc.property(shortText, shortText, bodies, (topic, event, body) => {
    const decoded = serializer.decode(clientPush('7', '8', topic, event, body).buffer)
    assert.equal(decoded.topic, topic)
    assert.deepEqual([decoded.joinRef, decoded.ref, decoded.event], ['7', '8', 'broadcast'])
    assert.deepEqual(decoded.broadcast, { event, body })

    const meta = { id: 'row' }
    const sent = serializer.encodeBroadcast({ topic, event, body, meta })
    assert.ok(sent instanceof Uint8Array)
    assert.deepEqual(readUserBroadcast(sent), { topic, event, body, meta })
  }))
})

Deno.test('A text broadcast has the same content in both versions', () => {
  fc.assert(fc.property(shortText, fc.jsonValue(), (event, payload) => {
    const topic = 'realtime:x'.padEnd(300, 'x')
    const content = { type: 'broadcast', event, payload: payload ?? {} }
    for (const vsn of ['1.0.0', '2.0.0']) {
      const serializer = serializerFor(vsn)!
      const frame = { joinRef: '1', ref: '2', topic, event: 'broadcast', payload: content }
      const sent = vsn === '1.0.0'
        ? JSON.stringify({ ...frame, join_ref: '1' })
        : serializer.encode(frame)
      const { broadcast } = serializer.decode(sent)
      assert.ok(broadcast)
      // Too long a topic for a binary frame, so 2.0.0 answers in text too.
      const text = serializer.encodeBroadcast({ topic, ...broadcast }) as string
      assert.deepEqual(
        JSON.parse(text),
        vsn === '1.0.0'
          ? { topic, event: 'broadcast', payload: plain(content), ref: null }
          : [null, null, topic, 'broadcast', plain(content)],
      )
    }
  }))
})

Deno.test('1.0.0 has no way to say bytes', () => {
  const body = { bytes: Uint8Array.of(1) }
  assert.equal(serializerFor('1.0.0')!.encodeBroadcast({ topic: 't', event: 'e', body }), undefined)
})

Deno.test('What is no frame is refused', () => {
  const push = clientPush('1', '2', 'realtime:x', 'e', { json: '{}' })
  const refused = [
    '',
    '{}',
    'null',
    '[null,null,1,"e",{}]',
    new ArrayBuffer(0),
    Uint8Array.of(4, 0, 0, 0, 1).buffer,
    push.slice(0, 12).buffer,
    clientPush('1', '2', 'realtime:x', 'e', { json: '{' }).buffer,
  ]
  for (const data of refused) assert.throws(() => serializerFor('2.0.0')!.decode(data))
  assert.throws(() => serializerFor('1.0.0')!.decode(push.buffer))
})

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

/** A frame as the client writes it: @supabase/realtime-js, src/lib/serializer.ts. */
function clientPush(
  joinRef: string,
  ref: string,
  topic: string,
  event: string,
  body: Broadcast['body'],
): Uint8Array<ArrayBuffer> {
  const fields = [joinRef, ref, topic, event, ''].map((text) => encoder.encode(text))
  const content = 'json' in body ? encoder.encode(body.json) : body.bytes
  const header = [3, ...fields.map((field) => field.length), 'json' in body ? 1 : 0]
  return Uint8Array.from([header, ...fields, content].flatMap((part) => [...part]))
}

/** Reads a frame as the client does. */
function readUserBroadcast(frame: Uint8Array): Broadcast {
  const [kind, topicSize = 0, eventSize = 0, metaSize = 0, encoding] = frame
  assert.equal(kind, 4)
  let offset = 5
  const text = (size: number) => decoder.decode(frame.slice(offset, offset += size))
  const [topic, event, meta] = [text(topicSize), text(eventSize), JSON.parse(text(metaSize))]
  const rest = Uint8Array.from(frame.slice(offset))
  return {
    topic,
    event,
    meta,
    body: encoding === 1 ? { json: decoder.decode(rest) } : { bytes: rest },
  }
}
