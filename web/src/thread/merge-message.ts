import { instant } from '../data/instant.ts'
import type { MessageRow, ReactionRow } from '../data/rows.ts'

/** Kinds that stand in for content which may become known later. */
const PLACEHOLDERS = ['unknown', 'unsupported']

/**
 * What is known of a message after another reading of it. Rows of messages have no version, so it
 * goes by what only ever moves forward: unsent stays unsent, the higher edit holds, content is
 * never replaced by a placeholder. Beyond that the reading that came last holds. Each side's
 * reaction goes by its own time.
 *
 * @returns `known` itself when there is nothing new.
 */
export function mergeMessage(known: MessageRow, incoming: MessageRow): MessageRow {
  const reactions = mergeReactions(known.reactions, incoming.reactions)
  const merged = { ...(isBehind(incoming, known) ? known : incoming), reactions }
  return JSON.stringify(merged) === JSON.stringify(known) ? known : merged
}

function isBehind(incoming: MessageRow, known: MessageRow): boolean {
  if ((incoming.unsent_at === null) !== (known.unsent_at === null)) return known.unsent_at !== null
  if (incoming.edit_count !== known.edit_count) return incoming.edit_count < known.edit_count
  return PLACEHOLDERS.includes(incoming.kind) && !PLACEHOLDERS.includes(known.kind)
}

function mergeReactions(known: ReactionRow[], incoming: ReactionRow[]): ReactionRow[] {
  const merged = new Map(known.map((reaction) => [reaction.actor, reaction]))
  for (const reaction of incoming) {
    const old = merged.get(reaction.actor)
    if (!old || isLater(reaction, old)) merged.set(reaction.actor, reaction)
  }
  return [...merged.values()].sort((a, b) => a.actor < b.actor ? -1 : 1)
}

/** As the database has it: by time; of two at one time the same one wins in every order. */
function isLater(a: ReactionRow, b: ReactionRow): boolean {
  const difference = instant(a.reacted_at) - instant(b.reacted_at)
  if (difference !== 0) return difference > 0
  const [left, right] = [a, b].map(({ emoji, reaction }) => `${emoji ?? ''}\n${reaction ?? ''}`)
  return left! > right!
}
