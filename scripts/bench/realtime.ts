/**
 * `npm run bench -- realtime`: 200 clients on the channels of 20 workspaces receive 5,000 broadcasts
 * from the database. Each must get exactly those of its workspace, in order, none lost, none twice;
 * and the server's memory must be as flat after the second half as after the first.
 */
import postgres from 'postgres'
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

type Print = (line: string) => void

/** @returns Whether every promise was kept. */
export async function run(print: Print, _args: string[] = []): Promise<boolean> {
  const stack = await startBenchStack(print)
  const sql = postgres(stack.env.DB_URL, { max: SENDERS, onnotice: () => {} })
  let teams: Team[] = []
  let followers: Follower[] = []
  try {
    teams = await createTeams(sql, TEAMS)
    print(`Connecting ${TEAMS * CLIENTS_PER_TEAM} clients to ${TEAMS} workspaces …`)
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
    return report(print, { followers, seconds, memory: { before, halfway, after } })
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

function report(print: Print, { followers, seconds, memory }: {
  followers: Follower[]
  seconds: number
  memory: { before: number; halfway: number; after: number }
}): boolean {
  const expected = BROADCASTS_PER_TEAM
  const faulty = followers.filter(({ numbers, strangers }) =>
    strangers > 0 || numbers.length !== expected || numbers.some((n, index) => n !== index)
  )
  const latencies = followers.flatMap((one) => one.latenciesMs).sort((a, b) => a - b)
  const at = (share: number) => (latencies[Math.floor(latencies.length * share)] ?? NaN).toFixed(1)
  const growth = memory.after - memory.halfway
  const sent = TEAMS * expected
  print(`
  clients          ${followers.length} on ${TEAMS} workspaces
  broadcasts       ${sent} in ${seconds.toFixed(1)} s (${Math.round(sent / seconds)} a second)
  deliveries       ${latencies.length} of ${followers.length * expected} (${
    Math.round(latencies.length / seconds)
  } a second)
  latency          p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, most ${at(0.99999)} ms
  server's memory  ${memory.before} MB before, ${memory.halfway} MB halfway, ${memory.after} MB after
`)
  if (faulty.length > 0) {
    print(`BROKEN: ${faulty.length} clients lost, doubled or mixed broadcasts.`)
  }
  if (growth > MOST_GROWTH_MB) print(`BROKEN: memory grew by ${growth} MB in the second half.`)
  const isKept = faulty.length === 0 && growth <= MOST_GROWTH_MB
  if (isKept) print('Each client got exactly its own broadcasts, in order; the memory is flat.')
  return isKept
}
