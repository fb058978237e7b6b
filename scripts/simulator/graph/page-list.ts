import type { GraphCall } from './graph-call.ts'
import { GraphError } from './graph-error.ts'
import { type Field, formatFields } from './parse-fields.ts'

const DEFAULT_LIMIT = 25

export type ListOptions = {
  /** A decimal number as text, as it stands in the query or in a modifier. */
  limit?: string | undefined
  after?: string | undefined
  fields?: readonly Field[] | undefined
}

/**
 * One page of a list with cursors. Like Meta's, the last page has cursors but no `next`, an empty
 * one has no paging at all, and `next` holds the access token.
 *
 * @param items All of them, in their order.
 * @param options.path Of the list, after the version, for the next page's address.
 * @param options.keyOf What a cursor remembers of an item; unique and lasting.
 */
export function pageList<Item>(
  items: readonly Item[],
  { call, path, options, most, keyOf, read }: {
    call: GraphCall
    path: string
    options: ListOptions
    most: number
    keyOf: (item: Item) => string
    read: (item: Item) => unknown
  },
) {
  const limit = Math.min(most, limitOf(options.limit))
  const start = placeAfter(items, options.after, keyOf)
  const page = items.slice(start, start + limit)
  const [first] = page
  const last = page.at(-1)
  if (first === undefined || last === undefined) return { data: [] }
  const cursors = { before: encodeCursor(keyOf(first)), after: encodeCursor(keyOf(last)) }
  const data = page.map(read)
  if (start + limit >= items.length) return { data, paging: { cursors } }
  const next = new URL(`${call.baseUrl}/${call.version}/${path}`)
  next.searchParams.set('access_token', call.token)
  if (options.fields !== undefined) next.searchParams.set('fields', formatFields(options.fields))
  next.searchParams.set('limit', String(limit))
  next.searchParams.set('after', cursors.after)
  return { data, paging: { cursors, next: next.href } }
}

/** The list options that stand in a call's query. */
export function listOptionsOf(call: GraphCall, fields: readonly Field[] | undefined): ListOptions {
  return {
    fields,
    limit: call.query.get('limit') ?? undefined,
    after: call.query.get('after') ?? undefined,
  }
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text)
  throw new GraphError('Param limit must be a positive integer', { code: 100 })
}

function placeAfter<Item>(
  items: readonly Item[],
  after: string | undefined,
  keyOf: (item: Item) => string,
): number {
  if (after === undefined || after === '') return 0
  const key = decodeCursor(after)
  const place = items.findIndex((item) => keyOf(item) === key)
  if (place >= 0) return place + 1
  throw new GraphError('Invalid parameter', { code: 100 })
}

function encodeCursor(key: string): string {
  return btoa(`QVFI${key}`).replaceAll('=', 'ZD')
}

function decodeCursor(cursor: string): string | undefined {
  try {
    return atob(cursor.replace(/(ZD)+$/, '')).replace(/^QVFI/, '')
  } catch {
    return undefined
  }
}
