/**
 * The program that plays Meta for `npm run bench -- ingest`, in a process of its own: each POST is
 * one round, described by a Round, answered with a RoundResult.
 */
import { signBody } from '../../simulator/webhooks/sign-body.ts'
import { deliveryOf, type Senders } from './bench-event.ts'
import { openConnection, postRequest } from './open-connection.ts'

export type Round = {
  /** The servers; each gets the next request in turn. */
  targets: string[]
  connections: number
  durationMs: number
  mostRequests: number
  eventsPerRequest: number
  /** The number of the first event; the following ones belong to the round's requests in turn. */
  firstEvent: number
  senders: Senders
  secret: string
}

export type RoundResult = {
  seconds: number
  /** Requests that were sent and answered, the first so many of the round. */
  sent: number
  refused: number
  /** Milliseconds to the answer of each request, by target. */
  latencies: number[][]
}

async function runRound(round: Round): Promise<RoundResult> {
  const requests: Uint8Array[] = []
  for (let index = 0; index < round.mostRequests; index++) {
    requests.push(await prepare(round, index))
  }

  const { targets } = round
  const result: RoundResult = { seconds: 0, sent: 0, refused: 0, latencies: targets.map(() => []) }
  const workers = Array.from({ length: round.connections }, () => targets.map(openConnection))
  const startedMs = performance.now()
  const endsMs = startedMs + round.durationMs
  await Promise.all(workers.map(async (connections) => {
    while (result.sent < requests.length && performance.now() < endsMs) {
      const index = result.sent++
      const target = index % targets.length
      const sentMs = performance.now()
      const status = await connections[target]!.exchange(requests[index]!)
      result.latencies[target]!.push(performance.now() - sentMs)
      if (status !== 200) result.refused++
    }
  }))
  result.seconds = (performance.now() - startedMs) / 1_000
  workers.flat().forEach((connection) => connection.close())
  return result
}

/** Signed before the clock starts. */
async function prepare(round: Round, index: number): Promise<Uint8Array> {
  const first = round.firstEvent + index * round.eventsPerRequest
  const numbers = Array.from({ length: round.eventsPerRequest }, (_, offset) => first + offset)
  const body = new TextEncoder().encode(deliveryOf(numbers, round.senders))
  return postRequest({
    'content-type': 'application/json',
    'x-hub-signature-256': await signBody(round.secret, body),
  }, body)
}

const print = (line: string) => Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`))
Deno.serve({
  hostname: '127.0.0.1',
  port: 0,
  onListen: ({ port }) => void print(`http://127.0.0.1:${port}/`),
}, async (request) => Response.json(await runRound(await request.json())))
