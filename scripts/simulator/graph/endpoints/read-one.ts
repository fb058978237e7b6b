import type { GraphCall } from '../graph-call.ts'
import { isPageId } from '../nodes/account-nodes.ts'
import { requestedFields } from '../requested-fields.ts'
import { readNode } from '../read-node.ts'
import type { GraphEndpoint } from './graph-endpoint.ts'

/** `GET /{id}` and `GET /me`: an object of any kind. */
export const readOne: GraphEndpoint = {
  method: 'GET',
  path: '/:id',
  cost: () => 1,
  useCase,
  answer: (call) => readNode(call.params.id ?? '', requestedFields(call), call),
}

/** Business discovery counts for the app, a Page and its posts for the Page. */
function useCase(call: GraphCall) {
  if (call.query.get('fields')?.includes('business_discovery')) return 'app'
  const id = call.params.id ?? ''
  return isPageId(id, call) || id.startsWith(`${call.demo.pageId}_`) ? 'pages' : 'instagram'
}
