import { GraphError } from '../graph/graph-error.ts'
import { knownGraphError } from '../graph/known-graph-errors.ts'

/** Which calls an outage hits; what is left out does not matter. */
export type OutageScope = {
  /** A host's name, for example `graph.instagram.com` or `open.tiktokapis.com`. */
  host?: string
  /** A part of the path, for example `/insights`. */
  path?: string
  method?: string
  /** The key of the account whose token is used. */
  account?: string
}

export type Outage = OutageScope & {
  id: string
  /** Meta's error code; left out when the edge answers without any. */
  code?: number
  subcode?: number
  status?: number
  /** What the answer holds: Meta's envelope, an HTML page of the edge, or nothing. */
  body: 'error' | 'html' | 'empty'
  /** Share of the calls it hits, from 0 to 1. */
  share: number
  untilMs: number
}

export type Outages = {
  begin(outage: Omit<Outage, 'id'>): Outage
  end(id: string): boolean
  active(): readonly Outage[]
  /** The outage that hits a call. */
  hitting(call: Required<Omit<OutageScope, 'account'>> & { account?: string }): Outage | undefined
}

/** Makes a part of the APIs fail for a time; several outages can last at once. */
export function createOutages(now: () => number, random: () => number): Outages {
  let outages: Outage[] = []
  let count = 0

  function active(): readonly Outage[] {
    if (outages.length > 0) outages = outages.filter(({ untilMs }) => untilMs > now())
    return outages
  }

  return {
    begin(outage) {
      count += 1
      const begun = { ...outage, id: `outage-${count}` }
      outages.push(begun)
      return begun
    },
    end(id) {
      const before = active().length
      outages = outages.filter((outage) => outage.id !== id)
      return outages.length < before
    },
    active,
    hitting(call) {
      return active().find((outage) =>
        (outage.host === undefined || outage.host === call.host) &&
        (outage.path === undefined || call.path.includes(outage.path)) &&
        (outage.method === undefined || outage.method === call.method) &&
        (outage.account === undefined || outage.account === call.account) &&
        (outage.share >= 1 || random() < outage.share)
      )
    },
  }
}

/** The answer of an outage that doesn't even speak Graph's language; undefined when it does. */
export function edgeAnswer({ body, status = 503 }: Outage): Response | undefined {
  if (body === 'error') return undefined
  if (body === 'empty') return new Response(null, { status })
  return new Response('<!DOCTYPE html><html><title>Error</title><p>Sorry, something went wrong.', {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  })
}

/** The Graph error of an outage; code 2, which means exactly that, unless another is wanted. */
export function outageError({ code = 2, subcode, status }: Outage): GraphError {
  return knownGraphError({
    code,
    ...(subcode === undefined ? {} : { subcode }),
    ...(status === undefined ? {} : { status }),
  })
}
