import { isPlainJson, parseStorable } from './storable-json.ts'

const MAX_DEPTH = 50

/** JSON as it can be stored: every string is one that Postgres takes. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

type Parsed = { json: Json } | { error: string }

/**
 * Parses what Meta sends. Three things differ from JSON.parse:
 * integers beyond 2^53 become text, because some of Meta's ids come unquoted and would be rounded;
 * NUL and lone surrogates, which Postgres refuses in jsonb, become U+FFFD;
 * nesting beyond 50 levels is an error, because it would exhaust the database's stack.
 *
 * @returns The value, or why the bytes are no JSON that can be read.
 */
export function parseMetaJson(bytes: Uint8Array): Parsed {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { error: 'invalid_utf8: the body is not UTF-8' }
  }
  if (depthOf(text) > MAX_DEPTH) {
    return { error: `too_deep: the body is nested deeper than ${MAX_DEPTH} levels` }
  }
  try {
    // A reviver is called for each value: ten times slower, and needed for few deliveries.
    return { json: isPlainJson(text) ? JSON.parse(text) : parseStorable(text) }
  } catch (error) {
    // The message quotes the body, which may be somebody's words.
    return { error: `invalid_json: ${(error as Error).name}` }
  }
}

/** How deep the brackets go, those in strings not counted. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (let index = 0; index < text.length; index++) {
    switch (text[index]) {
      case '"':
        index = endOfString(text, index)
        break
      case '{':
      case '[':
        deepest = Math.max(deepest, ++depth)
        break
      case '}':
      case ']':
        depth--
    }
  }
  return deepest
}

/** The place of the quote that ends the string: the first one with no backslash of its own. */
function endOfString(text: string, start: number): number {
  let end = start
  for (;;) {
    end = text.indexOf('"', end + 1)
    if (end < 0) return text.length
    let first = end
    while (text[first - 1] === '\\') first--
    if ((end - first) % 2 === 0) return end
  }
}
