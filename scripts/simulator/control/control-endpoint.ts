import type { z } from 'zod'
import type { Simulation } from '../simulation.ts'
import { readJsonBody } from './read-json-body.ts'

/** One operation of the control API; the answer is sent as JSON. */
export type ControlEndpoint = {
  method: 'GET' | 'POST'
  path: string
  answer(request: Request, simulation: Simulation): unknown
}

/**
 * An operation that changes something: a POST with a JSON body.
 *
 * @param definition.body Checks the body; unknown keys should be refused (`z.strictObject`).
 * @param definition.run Gets the checked body; may throw a ControlError.
 */
export function controlPost<Body>(
  definition: {
    path: string
    body: z.ZodType<Body>
    run(body: Body, simulation: Simulation): unknown
  },
): ControlEndpoint {
  return {
    method: 'POST',
    path: definition.path,
    async answer(request, simulation) {
      const body = await readJsonBody(request, definition.body)
      return definition.run(body, simulation)
    },
  }
}
