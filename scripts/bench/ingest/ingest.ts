/**
 * `npm run bench -- ingest`: how many events a second the receiver takes and how soon it answers,
 * beside the same server doing one bare insert a request, in turns on the same machine and database.
 * Afterwards every event that was answered must be in the database, once.
 */
import postgres from 'postgres'
import type { Bench } from '../bench.ts'
import { startBenchStack } from '../start-bench-stack.ts'
import { createBenchAccounts, removeBenchAccounts } from './bench-accounts.ts'
import { findLostEvents } from './find-lost-events.ts'
import { ingestFigures, type Sample, type Shape } from './ingest-figures.ts'
import { type Servers, startServers } from './start-servers.ts'

const WORKSPACES = 20
const CONTACTS = 500
/** Short and many, so that what else the machine does is the same for all shapes of a round. */
const ROUNDS = 8
const WARM_UP_MS = 1_500
/** Far from each other, so that no two rounds share an event. */
const EVENTS_APART = 1_000_000

/** Fails when the receiver is slower than its goals, and when an event is lost or doubled. */
export const benchIngest: Bench = async (progress) => {
  const stack = await startBenchStack(progress)
  const sql = postgres(stack.env.DB_URL, { max: 2, onnotice: () => {} })
  const bench = await createBenchAccounts(sql, { workspaces: WORKSPACES, contacts: CONTACTS })
  let servers: Servers | undefined
  try {
    servers = await startServers(stack.env)
    const { receiver, ungrouped, bare } = servers
    const { send } = servers
    const single = { connections: 64, durationMs: 2_500, eventsPerRequest: 1, mostRequests: 20_000 }
    const batch = { connections: 8, durationMs: 2_500, eventsPerRequest: 100, mostRequests: 1_000 }
    const lone = { connections: 1, durationMs: 2_500, eventsPerRequest: 1, mostRequests: 8_000 }
    const shapes: Shape[] = [
      { name: 'single', targets: [receiver], ...single },
      { name: 'bare', targets: [bare], ...single },
      { name: 'batch', targets: [receiver], ...batch },
      // What a call leaves to do behind it slows the next one: each has a bare insert before it.
      { name: 'lone', targets: [receiver, bare, ungrouped, bare], ...lone },
    ]
    const samples: Sample[] = []
    const sent: number[] = []
    let firstEvent = 0
    for (let round = 0; round <= ROUNDS; round++) {
      progress(round === 0 ? 'Warming up' : `Round ${round} of ${ROUNDS}`)
      for (const { name, ...shape } of shapes) {
        const from = await logPosition(sql)
        const result = await send({
          ...shape,
          ...(round === 0 ? { durationMs: WARM_UP_MS } : {}),
          firstEvent,
          senders: bench.senders,
          secret: stack.env.INSTAGRAM_APP_SECRET,
        })
        const logBytes = await logPosition(sql) - from
        for (let index = 0; index < result.sent; index++) {
          if (shape.targets[index % shape.targets.length] === bare) continue
          for (let event = 0; event < shape.eventsPerRequest; event++) {
            sent.push(firstEvent + index * shape.eventsPerRequest + event)
          }
        }
        if (round > 0) samples.push({ name, events: shape.eventsPerRequest, logBytes, ...result })
        firstEvent += EVENTS_APART
      }
    }
    progress(`Looking for ${sent.length} events in the database`)
    const workspaceIds = bench.teams.map(({ workspaceId }) => workspaceId)
    const differences = await findLostEvents(sql, { workspaceIds, sent, senders: bench.senders })
    return ingestFigures(samples, { sent: sent.length, ...differences })
  } finally {
    await servers?.stop()
    await removeBenchAccounts(sql, bench)
    await sql.end()
    await stack.stop()
  }
}

/** How many bytes the database has written to its write-ahead log. */
async function logPosition(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ bytes: string }[]>`
    select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as bytes`
  return Number(row!.bytes)
}
