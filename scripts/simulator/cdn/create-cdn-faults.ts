import { z } from 'zod'

/** What can be wrong with an answer of the CDN. */
export const cdnFaultSchema = z.strictObject({
  what: z.enum([
    'redirect',
    'redirect_elsewhere',
    'redirect_loop',
    'html',
    'wrong_type',
    'heic',
    'empty',
    'truncated',
    'huge',
    'endless',
    'slow',
    'stalled',
    'expired',
    'missing',
    'error',
  ]),
  /** Hits addresses that contain this; all of them when left out. */
  match: z.string().max(500).default(''),
  times: z.int().min(1).max(1_000_000).default(1),
})

export type CdnFault = z.infer<typeof cdnFaultSchema>

export type CdnFaults = {
  add(fault: CdnFault): void
  clear(): void
  list(): readonly CdnFault[]
  /** The fault for a request; counts down. */
  take(url: string): CdnFault['what'] | undefined
}

/** Makes the CDN misbehave on request; the oldest fault that fits comes first. */
export function createCdnFaults(): CdnFaults {
  let faults: CdnFault[] = []
  return {
    add: (fault) => void faults.push({ ...fault }),
    clear() {
      faults = []
    },
    list: () => faults,
    take(url) {
      const fault = faults.find(({ match }) => url.includes(match))
      if (fault === undefined) return undefined
      fault.times -= 1
      faults = faults.filter(({ times }) => times > 0)
      return fault.what
    },
  }
}
