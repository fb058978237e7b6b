import type { WorldAccount, WorldMedia } from '../state/simulator-state.ts'
import { GraphError } from './graph-error.ts'
import type { GraphCall } from './graph-call.ts'
import { decodeMediaCursor, encodeMediaCursor, liesAfter } from './media-cursor.ts'
import { mediaFields } from './media-fields.ts'
import { type Field, formatFields } from './parse-fields.ts'
import { selectFields } from './select-fields.ts'

const DEFAULT_LIMIT = 25
const HIGHEST_LIMIT = 100

export type MediaListOptions = {
  /** Decimal numbers as text, as they stand in the query or in a modifier. */
  limit?: string
  after?: string
  /** Unix seconds. */
  since?: string
  until?: string
  fields?: readonly Field[] | undefined
}

/**
 * One page of an account's posts, newest first. `paging.next` is there only when more follows;
 * like Meta's it contains the access token. An empty list has no paging at all.
 *
 * @throws GraphError 100 for a limit that is no positive number, or an unknown cursor.
 */
export function listMedia(account: WorldAccount, call: GraphCall, options: MediaListOptions) {
  const limit = limitOf(options.limit)
  const candidates = account.media.filter((media) => isWithin(media, options))
    .sort((one, other) => liesAfter(one, other) ? 1 : -1)
  const rest = afterCursor(candidates, options.after)
  const page = rest.slice(0, limit)
  const [first] = page
  const last = page.at(-1)
  const data = page.map((media) => selectFields(media, mediaFields(call), options.fields, call))
  if (first === undefined || last === undefined) return { data }

  const cursors = { before: encodeMediaCursor(first), after: encodeMediaCursor(last) }
  if (rest.length <= limit) return { data, paging: { cursors } }
  return { data, paging: { cursors, next: nextUrl(call, options, limit, cursors.after) } }
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT
  const limit = Number(text)
  if (!/^\d+$/.test(text) || limit === 0) {
    throw new GraphError('Param limit must be a positive integer', { code: 100 })
  }
  return Math.min(limit, HIGHEST_LIMIT)
}

function isWithin(media: WorldMedia, { since, until }: MediaListOptions): boolean {
  if (since !== undefined && media.postedAt < Number(since) * 1_000) return false
  return until === undefined || media.postedAt <= Number(until) * 1_000
}

function afterCursor(list: WorldMedia[], after: string | undefined): WorldMedia[] {
  if (after === undefined || after === '') return list
  const place = decodeMediaCursor(after)
  if (place === undefined) throw new GraphError('Invalid parameter', { code: 100 })
  return list.filter((media) => liesAfter(media, place))
}

function nextUrl(
  call: GraphCall,
  options: MediaListOptions,
  limit: number,
  after: string,
): string {
  const id = call.login === 'instagram' ? call.demo.appScopedId : call.demo.igUserId
  const url = new URL(`${call.baseUrl}/${call.version}/${id}/media`)
  url.searchParams.set('access_token', call.token)
  if (options.fields !== undefined) url.searchParams.set('fields', formatFields(options.fields))
  if (options.since !== undefined) url.searchParams.set('since', options.since)
  if (options.until !== undefined) url.searchParams.set('until', options.until)
  url.searchParams.set('limit', String(limit))
  url.searchParams.set('after', after)
  return url.href
}
