import assert from 'node:assert/strict'
import fc from 'fast-check'
import { parseMetaJson } from './parse-meta-json.ts'
import { isPlainJson, parseStorable } from './storable-json.ts'

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

Deno.test('the fast path is taken only where it gives what the careful one gives', () => {
  const piece = fc.constantFrom(
    ...[
      '"',
      '\\',
      '\\\\',
      '\\"',
      '\\u0000',
      '\\ud83d',
      '\\ude00',
      '\\uD83D\\uDE00',
      'u',
      'a',
      'é',
      '😀',
    ],
    ...['0', '7', '12345678', '9007199254740993', '.', 'e', 'E', '-', '+', ',', ':', ' ', '{', '}'],
  )
  const words = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))
  const number = fc.oneof(
    fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }).map(String),
    fc.constantFrom('0', '-0', '1e21', '1E+3', '0.1e20', '123456789.5e9', '-9007199254740993.0'),
    fc.tuple(fc.nat(), fc.nat(40)).map(([digits, exponent]) => `${digits}e${exponent}`),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  )
  const { value } = fc.letrec<{ value: string; leaf: string }>((tie) => ({
    leaf: fc.oneof(number, words.map((text) => `"${text}"`), fc.constantFrom('null', 'true')),
    value: fc.oneof(
      { maxDepth: 3 },
      tie('leaf'),
      fc.array(tie('value')).map((items) => `[${items.join(' , ')}]`),
      fc.array(fc.tuple(words, tie('value'))).map((members) =>
        `{${members.map(([key, member]) => `"${key}":${member}`).join(',')}}`
      ),
    ),
  }))
  let plain = 0
  fc.assert(
    fc.property(fc.oneof(value, words), (text) => {
      if (!isPlainJson(text)) return
      const [fast, careful] = [attempt(JSON.parse, text), attempt(parseStorable, text)]
      assert.deepEqual(fast, careful)
      if (!(fast instanceof Error)) plain++
    }),
    { numRuns: 20_000, examples: [['"\\\\ud83d\\ude00"'], ['["😀\\ud83d\\ude00"]']] },
  )
  assert.ok(plain > 1000, `only ${plain} texts took the fast path`)
})

Deno.test('ordinary deliveries take the fast path, emoji, addresses and quoted ids included', () => {
  const text = '{"id":"17841470348340237","time":1788700000123,"text":"\\ud83d\\ude00 \\u00e9",' +
    '"url":"https:\\/\\/x\\/?asset_id=17841470348340237&e=1e9"}'
  assert.ok(isPlainJson(text))
  assert.ok(!isPlainJson('{"id":17841470348340237}'))
  assert.ok(!isPlainJson('"\\ude00\\ud83d"'))
})

function attempt(parseText: (text: string) => unknown, text: string): unknown {
  try {
    return parseText(text)
  } catch {
    return new SyntaxError()
  }
}
