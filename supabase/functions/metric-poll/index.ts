import { connect } from '../_shared/db/connect.ts'
import { requiredEnv } from '../_shared/env/read-env.ts'
import { readGraphHosts } from '../_shared/env/read-graph-hosts.ts'
import { createLog } from '../_shared/log/log.ts'
import { answerNudge } from '../_shared/queue/answer-nudge.ts'
import { drainOnce } from '../_shared/queue/drain-once.ts'
import { watchEnding } from '../_shared/queue/watch-ending.ts'
import { readKeyRing } from '../_shared/tokens/key-ring.ts'
import { METRIC_POLL_QUEUE } from './metric-poll-queue.ts'
import { type PollDeps, runPoll } from './run-poll.ts'

const secretKeys = requiredEnv(Deno.env, 'SUPABASE_SECRET_KEYS')

const deps: PollDeps = {
  sql: connect(requiredEnv(Deno.env, 'SUPABASE_DB_URL'), 4),
  fetch,
  keys: await readKeyRing(requiredEnv(Deno.env, 'TOKEN_KEYS')),
  graph: readGraphHosts(Deno.env),
  now: () => new Date(),
  random: Math.random,
  isEnding: watchEnding(),
  log: createLog('metric-poll'),
}

Deno.serve(
  answerNudge(secretKeys, drainOnce(deps, METRIC_POLL_QUEUE, (job) => runPoll(deps, job))),
)
