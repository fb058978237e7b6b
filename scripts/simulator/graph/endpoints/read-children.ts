import { missingObjectError } from '../known-graph-errors.ts'
import { childFields } from '../media-fields.ts'
import { findMedia } from '../nodes/media-nodes.ts'
import { requestedFields } from '../requested-fields.ts'
import { selectFields } from '../select-fields.ts'
import type { GraphEndpoint } from './graph-endpoint.ts'

/** `GET /{media-id}/children`: the pictures of a carousel; none for other posts. */
export const readChildren: GraphEndpoint = {
  method: 'GET',
  path: '/:id/children',
  cost: () => 1,
  answer(call) {
    const id = call.params.id ?? ''
    const parent = findMedia(id, call)
    if (parent === undefined) throw missingObjectError(id, call.login === 'facebook')
    const fields = requestedFields(call)
    return {
      data: parent.childIds.map((childId) =>
        selectFields({ id: childId, parent }, childFields, fields, call)
      ),
    }
  },
}
