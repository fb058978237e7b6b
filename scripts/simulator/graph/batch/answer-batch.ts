import type { Simulation } from '../../simulation.ts'
import { serializeAsMeta } from '../../webhooks/serialize-as-meta.ts'
import { answerCall, type GraphHost, type IncomingCall } from '../answer-call.ts'
import { graphErrorAnswer } from '../graph-answer.ts'
import { GraphError } from '../graph-error.ts'

/** Meta's limit for one batch (Graph API batch requests page). */
const MOST_REQUESTS = 50

type SubRequest = { method: string; relativeUrl: string; body: string }

/** Whether a call is a batch: a POST to the root with `batch`. */
export function isBatch({ method, path, body, query }: IncomingCall): boolean {
  return method === 'POST' && /^(\/v\d+\.\d+)?\/?$/.test(path) &&
    (body.batch !== undefined || query.has('batch'))
}

/**
 * Several calls in one request. Each counts by itself and answers by itself, with its body as
 * text within the list; the whole answers 200 even when every part failed.
 */
export async function answerBatch(
  incoming: IncomingCall,
  host: GraphHost,
  simulation: Simulation,
): Promise<Response> {
  const { login } = host
  const requests = parseBatch(incoming.body.batch ?? incoming.query.get('batch'))
  if (requests === undefined || requests.length > MOST_REQUESTS) {
    const message = requests === undefined
      ? 'param batch must be an array.'
      : `Too many requests in batch message. Maximum batch size is ${MOST_REQUESTS}`
    const error = new GraphError(message, { code: 100 })
    return graphErrorAnswer({ login, version: 'v25.0', usage: undefined, error, simulation })
  }
  const version = /^\/v\d+\.\d+/.exec(incoming.path)?.[0] ?? ''
  const parts: unknown[] = []
  // One after the other, as later ones may need what earlier ones did.
  for (const request of requests) {
    const answer = await answerCall(subCall(request, version, incoming), host, simulation)
    parts.push({
      code: answer.status,
      headers: [...answer.headers].map(([name, value]) => ({ name, value })),
      body: await answer.text(),
    })
  }
  return new Response(serializeAsMeta(parts), {
    headers: { 'Content-Type': 'application/json; charset=UTF-8' },
  })
}

function parseBatch(given: unknown): SubRequest[] | undefined {
  let list = given
  try {
    if (typeof given === 'string') list = JSON.parse(given)
  } catch {
    return undefined
  }
  if (!Array.isArray(list)) return undefined
  return list.map((item) => ({
    method: String(item?.method ?? 'GET').toUpperCase(),
    relativeUrl: String(item?.relative_url ?? ''),
    body: String(item?.body ?? ''),
  }))
}

function subCall(request: SubRequest, version: string, incoming: IncomingCall): IncomingCall {
  const url = new URL(request.relativeUrl.replace(/^\/*/, '/'), incoming.origin)
  const isVersioned = /^\/v\d+\.\d+(\/|$)/.test(url.pathname)
  return {
    method: request.method,
    path: (isVersioned ? url.pathname : version + url.pathname).replace(/\/$/, '') || '/',
    query: url.searchParams,
    body: Object.fromEntries(new URLSearchParams(request.body)),
    token: url.searchParams.get('access_token') ?? incoming.token,
    origin: incoming.origin,
  }
}
