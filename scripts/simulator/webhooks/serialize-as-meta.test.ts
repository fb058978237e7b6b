import assert from 'node:assert/strict'
import fc from 'fast-check'
import { serializeAsMeta } from './serialize-as-meta.ts'

Deno.test('serializeAsMeta writes what Meta writes, byte for byte', () => {
  const written = serializeAsMeta({ text: 'hällo 😀', url: 'https://a.example/b?c=<d>&e="f"' })
  assert.equal(
    written,
    '{"text":"h\\u00e4llo \\ud83d\\ude00","url":"https:\\/\\/a.example\\/b?c=<d>&e=\\"f\\""}',
  )
})

Deno.test('serializeAsMeta keeps the order of keys', () => {
  assert.equal(
    serializeAsMeta({ time: 1, id: '2', messaging: [] }),
    '{"time":1,"id":"2","messaging":[]}',
  )
})

Deno.test('serializeAsMeta is pure ASCII, escapes in lower case, and parses back to the same', () => {
  const json = fc.jsonValue({ stringUnit: 'binary' })
  fc.assert(fc.property(json, (value) => {
    const written = serializeAsMeta(value)
    // deno-lint-ignore no-control-regex -- the control characters are the point
    assert.match(written, /^[\x00-\x7f]*$/)
    assert.doesNotMatch(written, /(?<!\\)(\\\\)*\//)
    for (const [escape] of written.matchAll(/(?<!\\)(?:\\\\)*\\u[0-9a-fA-F]{4}/g)) {
      assert.equal(escape, escape.toLowerCase())
    }
    assert.equal(JSON.stringify(JSON.parse(written)), JSON.stringify(value))
  }))
})

Deno.test('serializeAsMeta refuses what has no JSON form', () => {
  assert.throws(() => serializeAsMeta(undefined), TypeError)
  assert.throws(() => serializeAsMeta(1n), TypeError)
})
