import type { ReactionEffect } from './delivery-event.ts'
import { idOf, type JsonObject, textOf } from './json-readers.ts'
import { LIMITS } from './limits.ts'
import { type ThreadEvent, threadOf } from './thread-event.ts'

/** What Instagram draws for a reaction that comes by name only. */
const EMOJI = new Map([
  ['love', '\u2764\ufe0f'],
  ['laugh', '\u{1f606}'],
  ['wow', '\u{1f62e}'],
  ['sad', '\u{1f622}'],
  ['angry', '\u{1f620}'],
  ['like', '\u{1f44d}'],
])

/**
 * Reads a reaction to a message, or that it was taken back.
 *
 * @returns undefined without message, contact or time, and for an action that is neither.
 */
export function parseReaction(
  event: ThreadEvent,
  reaction: JsonObject,
): ReactionEffect | undefined {
  const mid = idOf(reaction.mid, LIMITS.messageId)
  const thread = threadOf(event)
  if (!mid || !thread) return undefined
  const actor = event.fromAccount ? 'account' : 'contact'
  const about = { type: 'reaction' as const, ...thread, mid, actor } as const
  if (reaction.action === 'unreact') return { ...about, emoji: null, reaction: null }
  if (reaction.action !== 'react') return undefined
  // Both null would mean the opposite.
  const name = textOf(reaction.reaction, LIMITS.reaction) ?? 'other'
  const emoji = textOf(reaction.emoji, LIMITS.reaction) ?? EMOJI.get(name) ?? null
  return { ...about, emoji, reaction: name }
}
