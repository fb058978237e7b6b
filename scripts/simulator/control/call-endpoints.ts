import { z } from 'zod'
import { type ControlEndpoint, controlPost } from './control-endpoint.ts'

/** `GET /control/calls?after=<id>`: the last calls of the APIs, oldest first. */
export const getCalls: ControlEndpoint = {
  method: 'GET',
  path: '/control/calls',
  answer(request, { calls }) {
    const after = Number(new URL(request.url).searchParams.get('after') ?? '0')
    return { calls: calls.list({ after: Number.isFinite(after) ? after : 0 }) }
  },
}

/** `POST /control/calls`: forgets the calls so far, so that a test sees only its own. */
export const postCalls = controlPost({
  path: '/control/calls',
  body: z.strictObject({ clear: z.literal(true, { error: 'give true.' }) }),
  run(_, { calls }) {
    calls.clear()
    return { calls: [] }
  },
})
