import { readBody } from '../http/read-body.ts'
import type { Simulation } from '../simulation.ts'
import { answerCall, type GraphHost } from './answer-call.ts'
import { tokenOf } from './authenticate.ts'
import { answerBatch, isBatch } from './batch/answer-batch.ts'
import { recordCall } from './record-call.ts'

/**
 * Answers a request to one of the two Graph hosts.
 *
 * @param host Which host is meant, with the path prefix that stands for it.
 * @returns Meta's answer, errors included.
 * @throws Only what is a fault of the simulator itself.
 */
export async function handleGraph(
  request: Request,
  host: GraphHost,
  simulation: Simulation,
): Promise<Response> {
  const url = new URL(request.url)
  recordCall(simulation, url.pathname)
  const body = await readBody(request)
  const incoming = {
    method: request.method,
    path: url.pathname.slice(host.prefix.length).replace(/\/$/, '') || '/',
    query: url.searchParams,
    body,
    token: tokenOf({ query: url.searchParams, body, headers: request.headers }),
    origin: url.origin,
  }
  if (isBatch(incoming)) return await answerBatch(incoming, host, simulation)
  return await answerCall(incoming, host, simulation)
}
