import { connect } from '../_shared/db/connect.ts'
import { requiredEnv } from '../_shared/env/read-env.ts'
import { createLog } from '../_shared/log/log.ts'
import { answerNudge } from '../_shared/queue/answer-nudge.ts'
import { drainOnce } from '../_shared/queue/drain-once.ts'
import { watchEnding } from '../_shared/queue/watch-ending.ts'
import { runReplay } from './run-replay.ts'
import { WEBHOOK_REPLAY_QUEUE } from './webhook-replay-queue.ts'

const secretKeys = requiredEnv(Deno.env, 'SUPABASE_SECRET_KEYS')

const deps = {
  sql: connect(requiredEnv(Deno.env, 'SUPABASE_DB_URL'), 4),
  now: () => new Date(),
  isEnding: watchEnding(),
  log: createLog('webhook-replay'),
}

Deno.serve(
  answerNudge(secretKeys, drainOnce(deps, WEBHOOK_REPLAY_QUEUE, (job) => runReplay(deps, job))),
)
