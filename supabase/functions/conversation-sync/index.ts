import { connect } from '../_shared/db/connect.ts'
import { optionalEnv, requiredEnv } from '../_shared/env/read-env.ts'
import { readGraphHosts } from '../_shared/env/read-graph-hosts.ts'
import { createLog } from '../_shared/log/log.ts'
import { answerNudge } from '../_shared/queue/answer-nudge.ts'
import { createPacer } from '../_shared/queue/create-pacer.ts'
import { createTurns } from '../_shared/queue/create-turns.ts'
import { drainOnce } from '../_shared/queue/drain-once.ts'
import { watchEnding } from '../_shared/queue/watch-ending.ts'
import { readKeyRing } from '../_shared/tokens/key-ring.ts'
import { CONVERSATION_SYNC_QUEUE } from './conversation-sync-queue.ts'
import { runSyncJob } from './run-sync-job.ts'
import type { SyncDeps } from './sync-context.ts'

/** Meta allows two calls a second; clocks are not quite the same. */
const CALL_GAP_MS = 550

const secretKeys = requiredEnv(Deno.env, 'SUPABASE_SECRET_KEYS')
const now = () => new Date()
const sleep = (milliseconds: number) => new Promise<void>((wake) => setTimeout(wake, milliseconds))

const deps: SyncDeps = {
  sql: connect(requiredEnv(Deno.env, 'SUPABASE_DB_URL'), 4),
  fetch,
  keys: await readKeyRing(requiredEnv(Deno.env, 'TOKEN_KEYS')),
  graph: readGraphHosts(Deno.env),
  now,
  random: Math.random,
  isEnding: watchEnding(),
  log: createLog('conversation-sync'),
  pace: createPacer({ now, sleep }, CALL_GAP_MS),
  inTurn: createTurns(),
  graceSeconds: Number(optionalEnv(Deno.env, 'SYNC_GRACE_SECONDS') ?? 90),
}

Deno.serve(
  answerNudge(
    secretKeys,
    drainOnce(deps, CONVERSATION_SYNC_QUEUE, (job) => runSyncJob(deps, job)),
  ),
)
