import type { UseCase } from '../../limits/usage-meter.ts'
import type { Ability } from '../../oauth/scopes.ts'
import type { GraphCall } from '../graph-call.ts'

/** One operation of the Graph API; paths begin after the version. */
export type GraphEndpoint = {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  /** How many calls it counts as against the allowance. */
  cost(call: GraphCall): number
  /** Which allowance it counts against; the Instagram one when left out. */
  useCase?: UseCase | ((call: GraphCall) => UseCase)
  /** What the token must be allowed to do, beside the basics. */
  ability?: Ability
  /** @throws GraphError for everything Graph would answer with an error. */
  answer(call: GraphCall): unknown
}
