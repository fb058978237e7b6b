import { missingObjectError } from '../../graph/known-graph-errors.ts'
import type { GraphEndpoint } from '../../graph/endpoints/graph-endpoint.ts'
import { isAccountId, isPageId } from '../../graph/nodes/account-nodes.ts'
import { listOptionsOf, pageList } from '../../graph/page-list.ts'
import { requestedFields } from '../../graph/requested-fields.ts'
import { selectFields } from '../../graph/select-fields.ts'
import { DEFAULT_THREAD_FIELDS, listMessages, threadFields } from '../nodes/messaging-nodes.ts'
import { takeConversationCall } from '../take-call.ts'
import { listThreads, threadOf } from '../threads.ts'

const MOST_THREADS = 100

/**
 * `GET /{ig-id}/conversations` and, with Facebook Login, `GET /{page-id}/conversations`, both with
 * `platform=instagram`; a Page without it lists Messenger's threads, of which there are none here.
 */
export const readConversations: GraphEndpoint = {
  method: 'GET',
  path: '/:id/conversations',
  cost: () => 1,
  useCase: 'messenger',
  ability: 'messages',
  answer(call) {
    const id = call.params.id ?? ''
    const isOwn = call.login === 'instagram' ? isAccountId(id, call) : isPageId(id, call)
    if (!isOwn) throw missingObjectError(id, call.login === 'facebook')
    takeConversationCall(call)
    if (call.login === 'facebook' && call.query.get('platform') !== 'instagram') return { data: [] }
    const fields = requestedFields(call)
    return pageList(listThreads(call, call.query.get('user_id') ?? undefined), {
      call,
      path: `${id}/conversations`,
      options: listOptionsOf(call, fields),
      most: MOST_THREADS,
      keyOf: (thread) => thread.id,
      read: (thread) => selectFields(thread, threadFields, fields ?? DEFAULT_THREAD_FIELDS, call),
    })
  },
}

/** `GET /{conversation-id}/messages` */
export const readMessages: GraphEndpoint = {
  method: 'GET',
  path: '/:id/messages',
  cost: () => 1,
  useCase: 'messenger',
  ability: 'messages',
  answer(call) {
    const id = call.params.id ?? ''
    const thread = threadOf(id, call)
    if (thread === undefined) throw missingObjectError(id, call.login === 'facebook')
    takeConversationCall(call)
    const { limit, after } = Object.fromEntries(call.query)
    return listMessages(thread, call, {
      fields: requestedFields(call),
      ...(limit === undefined ? {} : { limit }),
      ...(after === undefined ? {} : { after }),
    })
  },
}
