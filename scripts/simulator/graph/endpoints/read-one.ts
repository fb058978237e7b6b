import { requestedFields } from '../requested-fields.ts'
import { readNode } from '../read-node.ts'
import type { GraphEndpoint } from './graph-endpoint.ts'

/** `GET /{id}` and `GET /me`: an account, a Page or a post. */
export const readOne: GraphEndpoint = {
  method: 'GET',
  path: '/:id',
  cost: () => 1,
  answer: (call) => readNode(call.params.id ?? '', requestedFields(call), call),
}
