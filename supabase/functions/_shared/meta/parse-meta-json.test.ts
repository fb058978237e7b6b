import assert from 'node:assert/strict'
import fc from 'fast-check'
import { parseMetaJson } from './parse-meta-json.ts'

const parse = (text: string) => parseMetaJson(new TextEncoder().encode(text))

Deno.test('ids beyond 2^53 come through unharmed, quoted or not', () => {
  assert.deepEqual(parse('{"a":17841470348340237,"b":"17841470348340237","c":12}'), {
    json: { a: '17841470348340237', b: '17841470348340237', c: 12 },
  })
})

Deno.test('NUL and lone surrogates, which Postgres refuses, become U+FFFD, in keys as well', () => {
  assert.deepEqual(parse('{"k\\u0000":"a\\u0000b\\ud83d"}'), {
    json: { 'k\uFFFD': 'a\uFFFDb\uFFFD' },
  })
})

Deno.test('a key named __proto__ stays data', () => {
  const parsed = parse('{"a\\u0000":1,"__proto__":{"x":1}}')
  assert.ok('json' in parsed)
  assert.equal(({} as Record<string, unknown>).x, undefined)
})

Deno.test('what is no JSON, no UTF-8 or nested too deep is an error with a code, without the words', () => {
  assert.deepEqual(parse('{"secret words'), { error: 'invalid_json: SyntaxError' })
  assert.match((parseMetaJson(new Uint8Array([0xff])) as { error: string }).error, /^invalid_utf8/)
  assert.match((parse('['.repeat(51) + ']'.repeat(51)) as { error: string }).error, /^too_deep/)
  assert.ok('json' in parse('['.repeat(50) + ']'.repeat(50)))
  assert.ok('json' in parse(`"${'['.repeat(200)}"`), 'brackets in text are no nesting')
})

Deno.test('any JSON of storable text is parsed as JSON.parse does', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
    const text = JSON.stringify(value)
    const parsed = parse(text)
    if (/\\u0000|\\ud[89a-f]/.test(text) || hasBigInteger(value)) return
    assert.deepEqual(parsed, { json: JSON.parse(text) })
  }))
})

function hasBigInteger(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value)
  return typeof value === 'object' && value !== null && Object.values(value).some(hasBigInteger)
}
