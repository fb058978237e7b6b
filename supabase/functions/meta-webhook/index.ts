import { connect } from '../_shared/db/connect.ts'
import { optionalEnv, requiredEnv } from '../_shared/env/read-env.ts'
import { createLog } from '../_shared/log/log.ts'
import { groupDeliveries } from './group-deliveries.ts'
import { handleWebhook } from './handle-webhook.ts'

const sql = connect(requiredEnv(Deno.env, 'SUPABASE_DB_URL'), 4)

const deps = {
  secrets: {
    instagram: optionalEnv(Deno.env, 'INSTAGRAM_APP_SECRET'),
    meta: optionalEnv(Deno.env, 'META_APP_SECRET'),
  },
  verifyToken: optionalEnv(Deno.env, 'META_VERIFY_TOKEN'),
  ingest: groupDeliveries(sql, optionalEnv(Deno.env, 'WEBHOOK_GROUP_LIMIT')),
  log: createLog('meta-webhook'),
}

Deno.serve((request) => handleWebhook(request, deps))
