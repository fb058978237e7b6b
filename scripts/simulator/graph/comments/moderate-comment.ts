import type { GraphEndpoint } from '../endpoints/graph-endpoint.ts'
import { argument, type GraphCall } from '../graph-call.ts'
import { GraphError } from '../graph-error.ts'
import { missingObjectError } from '../known-graph-errors.ts'
import { findMedia } from '../nodes/media-nodes.ts'
import { findComment } from './comments-of.ts'

/** `POST /{comment-id}?hide=` and `POST /{media-id}?comment_enabled=`. */
export const moderateOrToggle: GraphEndpoint = {
  method: 'POST',
  path: '/:id',
  cost: () => 1,
  ability: 'comments',
  answer(call) {
    const id = call.params.id ?? ''
    const { engagement } = call.simulation.state
    const media = findMedia(id, call)
    if (media !== undefined) {
      set(engagement.closed, id, !flagOf(call, 'comment_enabled'))
      call.simulation.changed()
      return { success: true }
    }
    const comment = findComment(id, call)
    if (comment === undefined) throw missingObjectError(id, call.login === 'facebook')
    const hide = flagOf(call, 'hide')
    // Hiding one's own comment is accepted and does nothing (comment moderation page).
    if (comment.authorId !== null) set(engagement.hidden, id, hide)
    call.simulation.changed()
    return { success: true }
  },
}

/** `DELETE /{comment-id}`, and `DELETE /{media-id}`, which exists since 2025-12-03. */
export const deleteComment: GraphEndpoint = {
  method: 'DELETE',
  path: '/:id',
  cost: () => 1,
  ability: 'comments',
  answer(call) {
    const id = call.params.id ?? ''
    const { account, simulation: { state: { engagement }, changed } } = call
    const media = findMedia(id, call)
    if (media !== undefined) {
      account.media.splice(account.media.indexOf(media), 1)
      delete engagement.written[id]
      changed()
      return { success: true }
    }
    const comment = findComment(id, call)
    if (comment === undefined) throw missingObjectError(id, call.login === 'facebook')
    const written = engagement.written[comment.media.id] ?? []
    const place = written.findIndex((one) => one.id === id)
    if (place >= 0) {
      // Those that nobody wrote are known by their place only, so their number must stay.
      written.splice(place, 1)
      comment.media.comments = Math.max(0, comment.media.comments - 1)
    } else {
      engagement.deleted[id] = true
    }
    changed()
    return { success: true }
  },
}

function flagOf(call: GraphCall, name: string): boolean {
  const value = argument(call, name)
  if (value === 'true' || value === 'false') return value === 'true'
  throw new GraphError(`The parameter ${name} is required`, { code: 100 })
}

function set(flags: Record<string, true>, id: string, on: boolean): void {
  if (on) flags[id] = true
  else delete flags[id]
}
