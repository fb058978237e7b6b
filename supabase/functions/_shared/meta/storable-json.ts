import type { Json } from './parse-meta-json.ts'

/**
 * A number of 16 digits or with an exponent, which may be an integer beyond 2^53. Somebody's words
 * may look so, too, which costs time and nothing else.
 */
const LARGE_NUMBER = /(?:^|[\s:,[])-?\d(?:\d{15}|[\d.]*[eE])/
const SURROGATE = /\\u[dD][89a-fA-F]/
/** Half a pair: a high one without a low one behind, or a low one without a high one before. */
const LONE_SURROGATE =
  /\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F]/

/**
 * Whether JSON.parse alone gives what parseStorable would give. A cheap look at the source that errs
 * on the safe side: true is certain, false is not.
 */
export function isPlainJson(text: string): boolean {
  if (text.includes('\\u0000') || LARGE_NUMBER.test(text)) return false
  if (!SURROGATE.test(text)) return true
  // Behind an escaped backslash `\ud83d` is no escape, and the pattern can't tell.
  return !text.includes('\\\\') && !LONE_SURROGATE.test(text)
}

/**
 * JSON.parse with integers beyond 2^53 as text, and NUL and lone surrogates as U+FFFD.
 *
 * @throws SyntaxError when the text is no JSON.
 */
export function parseStorable(text: string): Json {
  return JSON.parse(text, storable as (key: string, value: unknown) => unknown)
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
