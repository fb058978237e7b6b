import type { Json } from '../parse-meta-json.ts'
import type { Effect } from './delivery-event.ts'
import { cutText, type JsonObject, objectOf } from './json-readers.ts'
import { type ChangeSurroundings, parseComment, parseMention } from './parse-comment.ts'
import { parseFeedComment } from './parse-feed-comment.ts'
import { type ParsedItem, parseMessagingItem } from './parse-messaging-item.ts'
import { parseStoryInsights } from './parse-story-insights.ts'

const LONGEST_FIELD = 60
const MESSAGING_FIELDS = /^(message|messaging_|standby$|response_feedback$)/

/**
 * Reads one of `changes[]`, or an entry that has field and value itself, as Instagram Login's
 * documentation draws it.
 */
export function parseChange(
  change: Json,
  provider: 'instagram' | 'facebook',
  surroundings: ChangeSurroundings,
): ParsedItem {
  const object = objectOf(change)
  const field = typeof object?.field === 'string' ? object.field : 'unknown'
  const kind = `changes:${cutText(field, LONGEST_FIELD)}`
  const value = objectOf(object?.value)
  if (!value) return { kind, effect: undefined }
  if (provider === 'instagram') return { kind, effect: parseValue(field, value, surroundings) }
  return { kind, effect: field === 'feed' ? parseFeedComment(value, surroundings) : undefined }
}

function parseValue(
  field: string,
  value: JsonObject,
  surroundings: ChangeSurroundings,
): Effect | undefined {
  switch (field) {
    case 'comments':
      return parseComment(value, false, surroundings)
    case 'live_comments':
      return parseComment(value, true, surroundings)
    case 'mentions':
      return parseMention(value, surroundings)
    case 'story_insights':
      return parseStoryInsights(value, surroundings)
  }
  // The dashboard's test button sends what belongs into messaging[] this way.
  const isOfThread = MESSAGING_FIELDS.test(field) ||
    (value.sender !== undefined && value.recipient !== undefined)
  return isOfThread
    ? parseMessagingItem(value, { ...surroundings, standby: field === 'standby' }).effect
    : undefined
}
