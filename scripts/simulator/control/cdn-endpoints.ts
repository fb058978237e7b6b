import { z } from 'zod'
import { cdnFaultSchema } from '../cdn/create-cdn-faults.ts'
import { lookasideUrl } from '../cdn/lookaside-url.ts'
import { type ControlEndpoint, controlPost } from './control-endpoint.ts'

/** `GET /control/cdn`: the faults that still wait for a request. */
export const getCdn: ControlEndpoint = {
  method: 'GET',
  path: '/control/cdn',
  answer: (_request, { cdnFaults }) => ({ faults: cdnFaults.list() }),
}

/** `POST /control/cdn`: the next fitting requests of the CDN go wrong; `clear` forgets all. */
export const postCdn = controlPost({
  path: '/control/cdn',
  body: z.strictObject({ clear: z.literal(true).optional(), fault: cdnFaultSchema.optional() }),
  run({ clear, fault }, { cdnFaults }) {
    if (clear) cdnFaults.clear()
    if (fault !== undefined) cdnFaults.add(fault)
    return { faults: cdnFaults.list() }
  },
})

/** `POST /control/cdn-file`: an address of a file that works now. */
export const postCdnFile = controlPost({
  path: '/control/cdn-file',
  body: z.strictObject({
    kind: z.enum(['image', 'video', 'audio', 'file', 'story']).default('image'),
  }),
  run: ({ kind }, { origin, now, random }) => ({
    url: lookasideUrl({ origin: origin(), kind, nowMs: now(), random }),
  }),
})
