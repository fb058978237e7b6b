import type { GraphCall } from '../graph-call.ts'

/** One operation of the Graph API; paths begin after the version. */
export type GraphEndpoint = {
  method: 'GET' | 'POST'
  path: string
  /** How many calls it counts as against the allowance. */
  cost(call: GraphCall): number
  /** @throws GraphError for everything Graph would answer with an error. */
  answer(call: GraphCall): unknown
}
