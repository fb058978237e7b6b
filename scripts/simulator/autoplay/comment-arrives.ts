import type { Simulation } from '../simulation.ts'
import type { WorldMedia } from '../state/simulator-state.ts'
import type { AccountProfile } from '../world/account-profile.ts'
import { addComment, type NewComment } from '../world/add-comment.ts'
import { changeEntry } from '../webhooks/payloads/envelope.ts'
import { commentValue } from '../webhooks/payloads/change-values.ts'

/** Somebody comments: recorded in the world, and told to the webhook. */
export function commentArrives(
  simulation: Simulation,
  { profile, media, field = 'comments', ad, ...comment }: NewComment & {
    profile: AccountProfile
    media: WorldMedia
    field?: 'comments' | 'live_comments'
    /** The advertisement under which it was written. */
    ad?: { id: string; title: string }
  },
): { commentId: string; deliveryIds: string[] } {
  const written = addComment(simulation.state, { profile, media, ...comment })
  const value = commentValue({ profile, media, comment: written, ...(ad ? { ad } : {}) })
  const deliveryIds = simulation.webhooks.emit({
    profile,
    kind: 'event',
    field,
    summary: written.text ?? '(a GIF)',
    entry: changeEntry(profile, field, value, comment.createdAt),
  })
  return { commentId: written.id, deliveryIds }
}
