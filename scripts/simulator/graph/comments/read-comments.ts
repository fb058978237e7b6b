import type { GraphEndpoint } from '../endpoints/graph-endpoint.ts'
import type { GraphCall } from '../graph-call.ts'
import { missingObjectError } from '../known-graph-errors.ts'
import { findMedia } from '../nodes/media-nodes.ts'
import { requestedFields } from '../requested-fields.ts'
import { listComments, listReplies } from './comment-fields.ts'
import { findComment } from './comments-of.ts'

/** `GET /{media-id}/comments`: newest first, at most 50 a page, replies only when expanded. */
export const readComments: GraphEndpoint = {
  method: 'GET',
  path: '/:id/comments',
  cost: () => 1,
  ability: 'comments',
  answer(call) {
    const media = findMedia(call.params.id ?? '', call)
    if (media === undefined) throw missing(call)
    return listComments(media, call, optionsOf(call))
  },
}

/** `GET /{comment-id}/replies`. */
export const readReplies: GraphEndpoint = {
  method: 'GET',
  path: '/:id/replies',
  cost: () => 1,
  ability: 'comments',
  answer(call) {
    const comment = findComment(call.params.id ?? '', call)
    if (comment === undefined) throw missing(call)
    return listReplies(comment, call, optionsOf(call))
  },
}

function optionsOf(call: GraphCall) {
  const { limit, after } = Object.fromEntries(call.query)
  return {
    fields: requestedFields(call),
    ...(limit === undefined ? {} : { limit }),
    ...(after === undefined ? {} : { after }),
  }
}

function missing({ params, login }: GraphCall) {
  return missingObjectError(params.id ?? '', login === 'facebook')
}
