import type { WrittenComment } from '../graph/comments/engagement-state.ts'
import type { Simulation } from '../simulation.ts'
import type { WorldMedia } from '../state/simulator-state.ts'
import type { AccountProfile } from '../world/account-profile.ts'
import { addComment, type NewComment } from '../world/add-comment.ts'
import { changeEntry } from '../webhooks/payloads/envelope.ts'
import { commentValue } from '../webhooks/payloads/change-values.ts'

type Field = { field?: 'comments' | 'live_comments'; ad?: { id: string; title: string } }

/**
 * Somebody comments: recorded in the world, and told to the webhook.
 *
 * @param arriving.ad The advertisement under which it was written.
 */
export function commentArrives(
  simulation: Simulation,
  arriving: NewComment & Field & { profile: AccountProfile; media: WorldMedia },
): { commentId: string; deliveryIds: string[] } {
  const { field, ad, ...comment } = arriving
  const written = addComment(simulation.state, comment)
  const { profile, media } = comment
  const deliveryIds = tellOfComment(simulation, {
    ...{ profile, media, written },
    ...(field === undefined ? {} : { field }),
    ...(ad === undefined ? {} : { ad }),
  })
  return { commentId: written.id, deliveryIds }
}

/** Tells the webhook of a comment, those of the account itself included. */
export function tellOfComment(
  simulation: Simulation,
  { profile, media, written, field = 'comments', ad }: Field & {
    profile: AccountProfile
    media: WorldMedia
    written: WrittenComment
  },
): string[] {
  const value = commentValue({ profile, media, comment: written, ...(ad ? { ad } : {}) })
  return simulation.webhooks.emit({
    profile,
    kind: 'event',
    field,
    summary: written.text ?? '(a GIF)',
    entry: changeEntry(profile, field, value, written.at),
  })
}
