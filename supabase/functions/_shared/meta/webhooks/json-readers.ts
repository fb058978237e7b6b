import type { Json } from '../parse-meta-json.ts'

/**
 * Lenient readers of a part of what Meta sent. They are written by hand, since they run several
 * times for each event: what is missing or of a wrong shape gives undefined, and nothing throws.
 */
export type JsonObject = { [key: string]: Json }

export function objectOf(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
}

/** A list as it is; anything else that is there counts as a list of one, so that it isn't lost. */
export function itemsOf(value: Json | undefined): Json[] {
  if (Array.isArray(value)) return value
  return value === undefined || value === null ? [] : [value]
}

/** An id as text, whatever its JSON type; undefined when it is empty or longer than the limit. */
export function idOf(value: Json | undefined, limit: number): string | undefined {
  if (typeof value === 'string') {
    return value.length > 0 && value.length <= limit ? value : undefined
  }
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? String(value)
    : undefined
}

/** Text that is not empty, cut to the limit. A number is taken for its digits. */
export function textOf(value: Json | undefined, limit: number): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : cutText(value, limit)
  return typeof value === 'number' ? String(value) : undefined
}

/** Cuts text to so many UTF-16 units without leaving half a surrogate pair at the end. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text
  const last = text.charCodeAt(limit - 1)
  const splitsPair = last >= 0xd800 && last <= 0xdbff
  return text.slice(0, splitsPair ? limit - 1 : limit)
}

/** A whole number, also one written as text. */
export function integerOf(value: Json | undefined): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined
}

export function isTrue(value: Json | undefined): boolean {
  return value === true || value === 'true'
}

/** An address that can be opened; undefined for another scheme, or when it is too long to keep. */
export function urlOf(value: Json | undefined, limit: number): string | undefined {
  return typeof value === 'string' && value.length <= limit && /^https?:\/\//i.test(value)
    ? value
    : undefined
}
