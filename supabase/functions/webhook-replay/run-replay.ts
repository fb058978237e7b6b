import { z } from 'zod'
import type { Database } from '../_shared/db/connect.ts'
import type { Log } from '../_shared/log/log.ts'
import { parseMetaJson } from '../_shared/meta/parse-meta-json.ts'
import { parseDelivery, PARSER_VERSION } from '../_shared/meta/webhooks/parse-delivery.ts'
import type { QueuedJob } from '../_shared/queue/drain.ts'

export type ReplayDeps = { sql: Database; log: Log }

/** A job of the queue `webhook_replay`. */
export const REPLAY_JOB = z.object({ delivery_id: z.number().int().positive() })

type Replayed = { outcome: 'replayed' | 'gone'; [state: string]: number | string }

/**
 * Does one job: parses a stored delivery as if it came today and hands its events to one SQL call,
 * which applies them and ends the job in the same transaction.
 *
 * @returns What the database made of it, for the log and for tests.
 * @throws Error when the database does not answer; the job comes back by itself then.
 */
export async function runReplay({ sql, log }: ReplayDeps, queued: QueuedJob): Promise<string> {
  const job = REPLAY_JOB.safeParse(queued.payload)
  if (!job.success) {
    const [row] = await sql<{ outcome: string }[]>`
      select private.retry_job(
        'webhook_replay', ${queued.job_id}, ${queued.read_count}, 'poison',
        'the job has an unknown shape', 0
      ) as outcome`
    log('error', 'replay_job_unreadable', { job: queued.job_id })
    return row!.outcome
  }

  const { delivery_id } = job.data
  const [delivery] = await sql<{ body: Uint8Array }[]>`
    select body from private.webhook_deliveries where id = ${delivery_id}`
  const parsed = delivery && parseMetaJson(delivery.body)
  const events = parsed && 'json' in parsed ? parseDelivery(parsed.json) : []
  const [row] = await sql<{ result: Replayed }[]>`
    select private.reapply_delivery(
      ${delivery_id}, ${queued.job_id}, ${queued.read_count},
      ${JSON.stringify(events)}::text::jsonb, ${PARSER_VERSION}::smallint
    ) as result`
  const { outcome, ...states } = row!.result
  log('info', 'delivery_replayed', { delivery: delivery_id, outcome, ...states })
  return outcome
}
