/**
 * Serialises a value the way Meta writes webhook bodies and Graph answers: pure ASCII JSON, every
 * character beyond ASCII as \uXXXX with lower-case hex (an emoji as its two surrogates), and `/`
 * as `\/`. Keys stay in the object's own order, without white space.
 *
 * Source: Meta's "Webhooks from Meta: validating payloads" page, and captured deliveries. The
 * signature covers exactly these bytes, which is why a receiver that parses and serialises again
 * fails on the first emoji or URL.
 *
 * @throws TypeError when the value has no JSON form (undefined, a function, a cycle, a bigint).
 */
export function serializeAsMeta(value: unknown): string {
  const json: string | undefined = JSON.stringify(value)
  if (json === undefined) throw new TypeError('Only a value with a JSON form can be serialised.')
  return json.replace(/[/\u0080-\uffff]/g, escapeCharacter)
}

function escapeCharacter(character: string): string {
  if (character === '/') return '\\/'
  return '\\u' + character.charCodeAt(0).toString(16).padStart(4, '0')
}
