/**
 * `npm run bench -- realtime`: 200 clients on the channels of 20 workspaces receive 5,000 broadcasts
 * from the database. Each must get exactly those of its workspace, in order, none lost, none twice;
 * and the server's memory must be as flat after the second half as after the first.
 */
import postgres from 'postgres'
import type { Bench, Figure } from './bench.ts'
import { startBenchStack } from './start-bench-stack.ts'
import { connectFollowers, type Follower } from './realtime-followers.ts'
import { createTeams, removeTeams, type Team } from './realtime-teams.ts'
import { waitFor } from '../stack/wait-for.ts'

const TEAMS = 20
const CLIENTS_PER_TEAM = 10
const BROADCASTS_PER_TEAM = 250
/** Teams whose broadcasts are sent side by side, each over a connection of its own. */
const SENDERS = 4
const MOST_GROWTH_MB = 16

/** Counts the clients that lost, doubled or mixed broadcasts; none may. */
export const benchRealtime: Bench = async (progress) => {
  const stack = await startBenchStack(progress)
  const sql = postgres(stack.env.DB_URL, { max: SENDERS, onnotice: () => {} })
  let teams: Team[] = []
  let followers: Follower[] = []
  try {
    teams = await createTeams(sql, TEAMS)
    progress(`Connecting ${TEAMS * CLIENTS_PER_TEAM} clients to ${TEAMS} workspaces`)
    followers = await connectFollowers(stack.env, teams, CLIENTS_PER_TEAM)
    const half = BROADCASTS_PER_TEAM / 2
    const before = await stack.memoryMb()
    const startedAt = performance.now()
    await broadcast(sql, teams, { from: 0, to: half })
    await untilQuiet(followers, half)
    const halfway = await stack.memoryMb()
    await broadcast(sql, teams, { from: half, to: BROADCASTS_PER_TEAM })
    await untilQuiet(followers, BROADCASTS_PER_TEAM)
    const seconds = (performance.now() - startedAt) / 1000
    const after = await stack.memoryMb()
    return toFigures({ followers, seconds, memory: { before, halfway, after } })
  } finally {
    for (const { stop } of followers) await stop()
    await removeTeams(sql, teams)
    await sql.end()
    await stack.stop()
  }
}

/** One transaction for each broadcast; those of one team one after another. */
async function broadcast(
  sql: postgres.Sql,
  teams: Team[],
  numbers: { from: number; to: number },
): Promise<void> {
  const waiting = [...teams]
  await Promise.all(Array.from({ length: SENDERS }, async () => {
    for (let team = waiting.shift(); team; team = waiting.shift()) {
      for (let n = numbers.from; n < numbers.to; n++) {
        await sql`
          select realtime.send(
            jsonb_build_object(
              'id', ${String(n)}::text, 'n', ${n}::int, 'team', ${team.workspaceId}::text,
              'at', extract(epoch from clock_timestamp()) * 1000
            ),
            'bench', ${`workspace:${team.workspaceId}`}, true
          )`
      }
    }
  }))
}

async function untilQuiet(followers: Follower[], expected: number): Promise<void> {
  const isComplete = () => followers.every(({ numbers }) => numbers.length >= expected)
  // Whatever is missing then is reported as lost.
  await waitFor(isComplete, { what: 'all broadcasts', timeoutMs: 20_000 }).catch(() => {})
}

function toFigures({ followers, seconds, memory }: {
  followers: Follower[]
  seconds: number
  memory: { before: number; halfway: number; after: number }
}): Figure[] {
  const expected = BROADCASTS_PER_TEAM
  const faulty = followers.filter(({ numbers, strangers }) =>
    strangers > 0 || numbers.length !== expected || numbers.some((n, index) => n !== index)
  )
  const latencies = followers.flatMap((one) => one.latenciesMs).sort((a, b) => a - b)
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? NaN
  const sent = TEAMS * expected
  return [
    { what: `clients on ${TEAMS} workspaces`, value: followers.length, unit: '' },
    { what: 'clients not served exactly', value: faulty.length, unit: '', goal: { atMost: 0 } },
    { what: 'broadcasts', value: sent / seconds, unit: '/s' },
    { what: 'deliveries', value: latencies.length / seconds, unit: '/s' },
    { what: 'latency, median', value: at(0.5), unit: 'ms' },
    { what: 'latency, 95 of 100', value: at(0.95), unit: 'ms' },
    { what: 'latency, 99 of 100', value: at(0.99), unit: 'ms' },
    { what: 'memory of the server before', value: memory.before, unit: 'MB' },
    {
      what: 'growth in the second half',
      value: memory.after - memory.halfway,
      unit: 'MB',
      goal: { atMost: MOST_GROWTH_MB },
    },
  ]
}
