import { connect } from '../_shared/db/connect.ts'
import { optionalEnv, requiredEnv } from '../_shared/env/read-env.ts'
import { requireSecretKey } from '../_shared/http/require-secret-key.ts'
import { createLog } from '../_shared/log/log.ts'
import { readKeyRing } from '../_shared/tokens/key-ring.ts'
import { drainOnce } from './drain-once.ts'
import type { PollDeps } from './run-poll.ts'

const secretKeys = requiredEnv(Deno.env, 'SUPABASE_SECRET_KEYS')

const deps: PollDeps = {
  sql: connect(requiredEnv(Deno.env, 'SUPABASE_DB_URL'), 4),
  fetch,
  keys: await readKeyRing(requiredEnv(Deno.env, 'TOKEN_KEYS')),
  graph: {
    version: optionalEnv(Deno.env, 'GRAPH_VERSION') ?? 'v25.0',
    baseUrls: {
      instagram: optionalEnv(Deno.env, 'INSTAGRAM_GRAPH_URL') ?? 'https://graph.instagram.com',
      facebook: optionalEnv(Deno.env, 'FACEBOOK_GRAPH_URL') ?? 'https://graph.facebook.com',
    },
  },
  now: () => new Date(),
  random: Math.random,
  log: createLog('metric-poll'),
}

const draining = drainOnce(deps)

Deno.serve(async (request) => {
  const refusal = await requireSecretKey(request, secretKeys)
  if (refusal) return refusal
  EdgeRuntime.waitUntil(draining())
  return new Response(null, { status: 202 })
})
