import type { GraphCall } from './graph-call.ts'
import { GraphError } from './graph-error.ts'

/** Graph's limit for one call, from general knowledge of the platform; not in its reference. */
const MOST_IDS = 50

/**
 * The ids of a call's `ids` parameter, each once.
 *
 * @throws GraphError 100 for too many.
 */
export function idsOf(call: GraphCall): string[] {
  const ids = (call.query.get('ids') ?? '').split(',').map((id) => id.trim())
  const unique = [...new Set(ids.filter((id) => id !== ''))]
  if (unique.length <= MOST_IDS) return unique
  const message = `Too many IDs. Maximum: ${MOST_IDS}. Provided: ${unique.length}.`
  throw new GraphError(message, { code: 100 })
}
