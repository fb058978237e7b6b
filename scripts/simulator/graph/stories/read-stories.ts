import type { GraphEndpoint } from '../endpoints/graph-endpoint.ts'
import { missingObjectError } from '../known-graph-errors.ts'
import { isAccountId } from '../nodes/account-nodes.ts'
import { requestedFields } from '../requested-fields.ts'
import { listStories } from './list-stories.ts'

/** `GET /{ig-id}/stories`: those of the last 24 hours, an empty list when there are none. */
export const readStories: GraphEndpoint = {
  method: 'GET',
  path: '/:id/stories',
  cost: () => 1,
  answer(call) {
    const id = call.params.id ?? ''
    if (!isAccountId(id, call)) throw missingObjectError(id, call.login === 'facebook')
    return listStories(call, requestedFields(call))
  },
}
