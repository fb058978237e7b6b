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
    return { json: JSON.parse(text, storable as (key: string, value: unknown) => unknown) }
  } catch (error) {
    // The message quotes the body, which may be somebody's words.
    return { error: `invalid_json: ${(error as Error).name}` }
  }
}

function storable(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value === 'string') return storableText(value)
  if (typeof value === 'number') {
    return Number.isInteger(value) && !Number.isSafeInteger(value) && context?.source
      ? context.source
      : value
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  const keys = Object.keys(value)
  if (keys.every((key) => key === storableText(key))) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [storableText(key), member]),
  )
}

function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD')
}

function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (inString) {
      if (character === '\\') index++
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth)
    else if (character === '}' || character === ']') depth--
  }
  return deepest
}
