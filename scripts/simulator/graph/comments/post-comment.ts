import { tellOfComment } from '../../autoplay/comment-arrives.ts'
import { addComment } from '../../world/add-comment.ts'
import type { GraphEndpoint } from '../endpoints/graph-endpoint.ts'
import { argument, type GraphCall } from '../graph-call.ts'
import { GraphError } from '../graph-error.ts'
import { knownGraphError, missingObjectError } from '../known-graph-errors.ts'
import { findMedia } from '../nodes/media-nodes.ts'
import type { WorldMedia } from '../../state/simulator-state.ts'
import { findComment } from './comments-of.ts'

/** `POST /{media-id}/comments`: the account writes under its own post. */
export const postComment: GraphEndpoint = {
  method: 'POST',
  path: '/:id/comments',
  cost: () => 1,
  ability: 'comments',
  answer(call) {
    const media = findMedia(call.params.id ?? '', call)
    if (media === undefined) throw missing(call)
    if (Object.hasOwn(call.simulation.state.engagement.closed, media.id)) {
      throw new GraphError('Comments are turned off for this media', { code: 100 })
    }
    return write(call, media, null)
  },
}

/** `POST /{comment-id}/replies`: a reply to a reply goes under the comment at the top. */
export const postReply: GraphEndpoint = {
  method: 'POST',
  path: '/:id/replies',
  cost: () => 1,
  ability: 'comments',
  answer(call) {
    const comment = findComment(call.params.id ?? '', call)
    if (comment === undefined) throw missing(call)
    if (Object.hasOwn(call.simulation.state.engagement.hidden, comment.id)) {
      throw new GraphError('Hidden comments can not be replied to', { code: 100 })
    }
    return write(call, comment.media, comment.parentId ?? comment.id)
  },
}

/**
 * Records the comment. `attachment_url` is ignored, and alone gives code 1. With `fields` Meta
 * creates the comment and then fails with 20 (both captured in August 2026).
 */
function write(call: GraphCall, media: WorldMedia, parentId: string | null) {
  const { simulation, demo } = call
  const text = argument(call, 'message')
  if (text === undefined || text.trim() === '') {
    if (argument(call, 'attachment_url') !== undefined) throw knownGraphError({ code: 1 })
    throw new GraphError('The parameter message is required', { code: 100 })
  }
  const comment = addComment(simulation.state, {
    profile: demo,
    media,
    createdAt: simulation.now(),
    text,
    author: { id: null, username: demo.username },
    parentId,
  })
  simulation.changed()
  // Meta tells of an account's own comments, too: a client that answers all of them never ends.
  simulation.afterAnswer(() =>
    void tellOfComment(simulation, { profile: demo, media, written: comment })
  )
  if (argument(call, 'fields') !== undefined) {
    throw new GraphError('The comment could not be read', { code: 20, subcode: 1_772_107 })
  }
  return { id: comment.id }
}

function missing({ params, login }: GraphCall) {
  return missingObjectError(params.id ?? '', login === 'facebook')
}
