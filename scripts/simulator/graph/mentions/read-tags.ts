import type { GraphEndpoint } from '../endpoints/graph-endpoint.ts'
import { missingObjectError } from '../known-graph-errors.ts'
import { isAccountId } from '../nodes/account-nodes.ts'
import { listOptionsOf, pageList } from '../page-list.ts'
import { requestedFields } from '../requested-fields.ts'
import { selectFields } from '../select-fields.ts'
import { mentionedMediaFields } from './mention-fields.ts'
import { mentionsOf } from './mentions-of.ts'

/** `GET /{ig-id}/tags`: caption mentions and silent photo tags alike (captured). */
export const readTags: GraphEndpoint = {
  method: 'GET',
  path: '/:id/tags',
  cost: () => 1,
  ability: 'comments',
  answer(call) {
    const id = call.params.id ?? ''
    const { behaviour, now } = call.simulation
    const isOpen = call.login === 'facebook' || behaviour.tagsWithInstagramLogin
    if (!isOpen || !isAccountId(id, call)) {
      throw missingObjectError(id, call.login === 'facebook')
    }
    const fields = requestedFields(call)
    const tags = mentionsOf(call.demo, now()).filter(({ kind }) => kind !== 'comment')
    return pageList(tags, {
      call,
      path: `${id}/tags`,
      options: listOptionsOf(call, fields),
      most: 100,
      keyOf: ({ mediaId }) => mediaId,
      read: (mention) => selectFields(mention, mentionedMediaFields, fields, call),
    })
  },
}
