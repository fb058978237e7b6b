/**
 * The function meta-webhook, put together as its index.ts does, in a process that kills itself when a
 * delivery reaches a step for the nth time: `deno run -A mortal-webhook.ts [step] [n]`. Prints the
 * port that it listens on. For tests of what survives.
 */
import { connect, type Database } from '../../supabase/functions/_shared/db/connect.ts'
import { requiredEnv } from '../../supabase/functions/_shared/env/read-env.ts'
import { groupDeliveries } from '../../supabase/functions/meta-webhook/group-deliveries.ts'
import {
  handleWebhook,
  type WebhookDeps,
} from '../../supabase/functions/meta-webhook/handle-webhook.ts'
import type { WebhookStep } from './webhook-steps.ts'

const [fatalStep, fatalVisit] = Deno.args
let visits = 0

function reach(step: WebhookStep): void {
  if (step === fatalStep && ++visits === Number(fatalVisit)) Deno.kill(Deno.pid, 'SIGKILL')
}

/** Passes the body on, and notices its first bytes and its end. */
function watchBody(request: Request): Request {
  let begun = false
  const watch = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      if (!begun) reach('reading')
      begun = true
      controller.enqueue(chunk)
    },
    flush: () => reach('read'),
  })
  const { method, headers, body } = request
  return new Request(request.url, { method, headers, body: body!.pipeThrough(watch) })
}

/** Notices the second look at the secret: the first one only sees whether there is any. */
function watchSecrets(instagram: string): WebhookDeps['secrets'] {
  let looks = 0
  return {
    get instagram() {
      if (++looks === 2) reach('verifying')
      return instagram
    },
  }
}

/** Notices when a query begins, and when its answer has come. */
function watchQueries(sql: Database): Database {
  return new Proxy(sql, {
    apply(target, self, args) {
      reach('sending')
      const query = Reflect.apply(target, self, args)
      const then = query.then.bind(query)
      let isAnswered = false
      query.then = (resolve?: (rows: unknown) => unknown, reject?: (error: unknown) => unknown) =>
        then((rows: unknown) => {
          // More than one waits for it.
          if (!isAnswered) reach('committed')
          isAnswered = true
          return resolve ? resolve(rows) : rows
        }, reject)
      return query
    },
  })
}

const ingest = groupDeliveries(watchQueries(connect(requiredEnv(Deno.env, 'SUPABASE_DB_URL'), 4)))
const instagramSecret = requiredEnv(Deno.env, 'INSTAGRAM_APP_SECRET')

Deno.serve({
  hostname: '127.0.0.1',
  port: 0,
  // deno-lint-ignore no-console -- whoever started this process reads it
  onListen: ({ port }) => console.log(port),
}, async (request) => {
  reach('received')
  const response = await handleWebhook(watchBody(request), {
    secrets: watchSecrets(instagramSecret),
    verifyToken: undefined,
    ingest: (delivery) => {
      reach('parsed')
      return ingest(delivery)
    },
    log: () => {},
  })
  reach('answering')
  return response
})
