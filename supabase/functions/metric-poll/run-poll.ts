import type { Database } from '../_shared/db/connect.ts'
import type { GraphHosts } from '../_shared/env/read-graph-hosts.ts'
import type { Log } from '../_shared/log/log.ts'
import type { FailureClass } from '../_shared/meta/graph/classify-graph-error.ts'
import { readOverview } from '../_shared/meta/graph/read-overview.ts'
import type { QueuedJob } from '../_shared/queue/drain.ts'
import { retryDelaySeconds } from '../_shared/queue/retry-delay.ts'
import type { KeyRing } from '../_shared/tokens/key-ring.ts'
import { openToken } from '../_shared/tokens/open-token.ts'
import { POLL_JOB, type PollJob } from './poll-job.ts'

export type PollDeps = {
  sql: Database
  fetch: typeof fetch
  keys: KeyRing
  graph: GraphHosts
  now: () => Date
  random: () => number
  isEnding: () => boolean
  log: Log
}

type Subject = {
  account_id: string
  login: string
  provider_account_id: string
  token_id: string | null
  sealed_token: string | null
}

type Failure = {
  class: FailureClass
  cause: string
  retryAfterSeconds?: number | undefined
  tokenId?: string | null
}

const NO_TOKEN_WAIT_SECONDS = 300

/**
 * Does one job: reads the account and hands what it learned to one SQL call, which ends the job in
 * the same transaction. A failure is handed over, too; its class decides what becomes of the job.
 *
 * @returns What the database made of it, for the log and for tests.
 * @throws Error when the database does not answer; the job comes back by itself then.
 */
export async function runPoll(deps: PollDeps, queued: QueuedJob): Promise<string> {
  const job = POLL_JOB.safeParse(queued.payload)
  const outcome = job.success
    ? await poll(deps, queued, job.data)
    : await fail(deps, queued, undefined, {
      class: 'poison',
      cause: 'the job has an unknown shape',
    })
  deps.log('info', 'poll_done', { job: queued.job_id, outcome })
  return outcome
}

async function poll(deps: PollDeps, queued: QueuedJob, job: PollJob): Promise<string> {
  const [subject] = await deps.sql<Subject[]>`
    select account_id, login, provider_account_id, token_id, sealed_token
    from private.poll_subject(${job.poll_id})`
  if (!subject) {
    const cause = 'the poll is gone or its account is not connected'
    return await fail(deps, queued, job, { class: 'permanent', cause })
  }
  if (!subject.token_id || !subject.sealed_token) {
    const cause = 'no token of the account is usable now'
    const retryAfterSeconds = NO_TOKEN_WAIT_SECONDS
    return await fail(deps, queued, job, { class: 'throttled', cause, retryAfterSeconds })
  }
  const tokenId = subject.token_id

  let token: string
  try {
    token = await openToken(deps.keys, subject.account_id, subject.sealed_token)
  } catch (error) {
    return await fail(deps, queued, job, { class: 'transient', cause: (error as Error).message })
  }

  const baseUrl = deps.graph.baseUrls[subject.login]
  if (!baseUrl) {
    const cause = `accounts connected by ${subject.login} login can't be polled yet`
    return await fail(deps, queued, job, { class: 'permanent', cause })
  }
  const observedAt = deps.now()
  const target = { baseUrl, version: deps.graph.version, token }
  const result = await readOverview(deps, target, subject.provider_account_id)
  if ('failure' in result) return await fail(deps, queued, job, { ...result.failure, tokenId })

  const { overview } = result
  if (overview.unreadableMedia > 0) {
    deps.log('warn', 'media_unreadable', {
      account: job.account_id,
      count: overview.unreadableMedia,
    })
  }
  const { sql } = deps
  const [applied] = await sql<{ result: { outcome: string } }[]>`
    select private.apply_overview(
      ${job.poll_id}, ${queued.job_id}, ${queued.read_count}, ${tokenId}, ${observedAt},
      ${sql.json(overview.profile)}, ${sql.json(overview.accountMetrics)},
      ${sql.json(overview.media)}
    ) as result`
  return applied!.result.outcome
}

async function fail(
  deps: PollDeps,
  queued: QueuedJob,
  job: PollJob | undefined,
  failure: Failure,
): Promise<string> {
  const { class: failureClass, cause, retryAfterSeconds, tokenId } = failure
  deps.log('warn', 'poll_failed', {
    job: queued.job_id,
    account: job?.account_id,
    class: failureClass,
    cause,
  })
  const delay = retryDelaySeconds(
    failureClass,
    job?.attempts ?? 0,
    retryAfterSeconds,
    deps.random(),
  )
  const [row] = await deps.sql<{ outcome: string }[]>`
    select private.fail_poll(
      ${job?.poll_id ?? null}, ${queued.job_id}, ${queued.read_count}, ${tokenId ?? null},
      ${failureClass}, ${cause}, ${delay}
    ) as outcome`
  return row!.outcome
}
