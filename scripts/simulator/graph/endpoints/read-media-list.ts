import { missingObjectError } from '../known-graph-errors.ts'
import { listMedia } from '../list-media.ts'
import { isAccountId } from '../nodes/account-nodes.ts'
import { requestedFields } from '../requested-fields.ts'
import type { GraphEndpoint } from './graph-endpoint.ts'

/** `GET /{ig-id}/media` and, with Instagram Login, `GET /me/media`: the account's posts. */
export const readMediaList: GraphEndpoint = {
  method: 'GET',
  path: '/:id/media',
  cost: () => 1,
  answer(call) {
    const id = call.params.id ?? ''
    if (!isAccountId(id, call)) throw missingObjectError(id, call.login === 'facebook')
    const { after, limit, since, until } = Object.fromEntries(call.query)
    return listMedia(call.account, call, {
      fields: requestedFields(call),
      ...(after === undefined ? {} : { after }),
      ...(limit === undefined ? {} : { limit }),
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
    })
  },
}
