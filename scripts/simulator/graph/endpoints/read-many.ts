import type { GraphCall } from '../graph-call.ts'
import { GraphError } from '../graph-error.ts'
import { callAbout } from '../nodes/account-of.ts'
import { idsOf } from '../ids-of.ts'
import { readNode } from '../read-node.ts'
import { requestedFields } from '../requested-fields.ts'
import type { GraphEndpoint } from './graph-endpoint.ts'

/**
 * `GET /?ids=a,b`: several objects in one call, by id. One missing object fails the whole call.
 * Each id counts against the allowance like a call of its own.
 */
export const readMany: GraphEndpoint = {
  method: 'GET',
  path: '/',
  cost: (call) => idsOf(call).length,
  answer(call) {
    const ids = idsOf(call)
    if (ids.length === 0) {
      throw new GraphError('Unknown path components: /', { code: 2500 })
    }
    const fields = requestedFields(call)
    return Object.fromEntries(ids.map((id) => [id, readRequired(id, fields, callAbout(id, call))]))
  },
}

function readRequired(id: string, fields: ReturnType<typeof requestedFields>, call: GraphCall) {
  try {
    return readNode(id, fields, call)
  } catch (error) {
    const isMissing = error instanceof GraphError && error.subcode === 33
    if (!isMissing || call.login !== 'facebook') throw error
    throw new GraphError(`Some of the aliases you requested do not exist: ${id}`, { code: 803 })
  }
}
