import type { GraphFailure } from '../_shared/meta/graph/graph-get.ts'
import type { QueuedJob } from '../_shared/queue/drain.ts'
import { retryDelaySeconds } from '../_shared/queue/retry-delay.ts'
import { openToken } from '../_shared/tokens/open-token.ts'
import { CONVERSATION_SYNC_QUEUE, JOB_MS } from './conversation-sync-queue.ts'
import { fetchMessage } from './fetch-message.ts'
import { fetchOlderMessages } from './fetch-older-messages.ts'
import { importConversations } from './import-conversations.ts'
import type { SyncContext, SyncDeps, SyncResult, SyncSubject } from './sync-context.ts'
import { SYNC_JOB, type SyncJob } from './sync-job.ts'
import { syncRecent } from './sync-recent.ts'

/** Limits on messaging alone: metrics may go on with the same token. */
const MESSAGING_LIMITS = new Set([613, 80006])
const MESSAGING_LIMIT_SECONDS = 60
/** The SQLSTATE of job_lease_lost. */
const LEASE_LOST = 'PT409'

type Started = ({ outcome: 'ready' } & SyncSubject) | { outcome: 'waits' | 'gone' | 'done_before' }

/**
 * Does one job: starts it in the database, reads, and hands over what it read, or why it could not,
 * to one SQL call that ends the job.
 *
 * @returns What the database made of it, for the log and for tests.
 * @throws Error when the database does not answer; the job comes back by itself then.
 */
export async function runSyncJob(deps: SyncDeps, queued: QueuedJob): Promise<string> {
  const parsed = SYNC_JOB.safeParse(queued.payload)
  if (!parsed.success) {
    return await fail(deps, queued, undefined, undefined, {
      class: 'poison',
      cause: 'the job has an unknown shape',
      retryAfterSeconds: undefined,
    })
  }
  const job = parsed.data
  return await deps.inTurn(job.account_id, () => run(deps, queued, job))
}

async function run(deps: SyncDeps, queued: QueuedJob, job: SyncJob): Promise<string> {
  const { sql } = deps
  const [row] = await sql<{ started: Started }[]>`
    select private.start_conversation_job(
      ${queued.job_id}, ${queued.read_count}, ${sql.json(job)},
      ${CONVERSATION_SYNC_QUEUE.visibilitySeconds}
    ) as started`
  const { started } = row!
  if (started.outcome !== 'ready') {
    deps.log('info', 'sync_not_started', { job: queued.job_id, outcome: started.outcome })
    return started.outcome
  }

  const result = await read(deps, queued, job, started).catch((error) => refusal(error))
  if ('failure' in result) return await fail(deps, queued, job, started.token_id, result.failure)
  deps.log('info', 'sync_done', {
    job: queued.job_id,
    account: job.account_id,
    kind: job.kind,
    ...result.outcome,
  })
  return result.outcome.outcome
}

async function read(
  deps: SyncDeps,
  queued: QueuedJob,
  job: SyncJob,
  subject: SyncSubject,
): Promise<SyncResult> {
  const failed = (failureClass: GraphFailure['class'], cause: string) => ({
    failure: { class: failureClass, cause, retryAfterSeconds: undefined },
  })
  const baseUrl = deps.graph.baseUrls[subject.login]
  if (!baseUrl) return failed('permanent', `no conversations by ${subject.login} login`)
  let token: string
  try {
    token = await openToken(deps.keys, subject.account_id, subject.sealed_token)
  } catch (error) {
    return failed('transient', (error as Error).message)
  }
  const context: SyncContext = {
    deps,
    queued,
    subject,
    target: { baseUrl, version: deps.graph.version, token },
    deadline: deps.now().getTime() + JOB_MS,
  }
  switch (job.kind) {
    case 'recent':
      return await syncRecent(context)
    case 'import':
      return await importConversations(context)
    case 'older':
      return await fetchOlderMessages(context, job.conversation_id)
    case 'message':
      return await fetchMessage(context, job.mid)
  }
}

/**
 * What the database refuses to apply would come back for ever, and hold up the account; so it
 * counts as an attempt. A lost lease or connection does not: then the job is not ours to end.
 */
function refusal(error: Error & { code?: string }): SyncResult {
  if (!/^[0-9A-Z]{5}$/.test(error.code ?? '') || error.code === LEASE_LOST) throw error
  const cause = `the database refused what was read (${error.code})`
  return { failure: { class: 'transient', cause, retryAfterSeconds: undefined } }
}

async function fail(
  deps: SyncDeps,
  queued: QueuedJob,
  job: SyncJob | undefined,
  tokenId: string | undefined,
  failure: GraphFailure,
): Promise<string> {
  const { class: failureClass, cause, code } = failure
  const isMessagingLimit = code !== undefined && MESSAGING_LIMITS.has(code)
  deps.log('warn', 'sync_failed', {
    job: queued.job_id,
    account: job?.account_id,
    kind: job?.kind,
    class: failureClass,
    cause,
  })
  const told = failure.retryAfterSeconds ?? (isMessagingLimit ? MESSAGING_LIMIT_SECONDS : undefined)
  const delay = retryDelaySeconds(failureClass, job?.attempts ?? 0, told, deps.random())
  const [row] = await deps.sql<{ outcome: string }[]>`
    select private.fail_conversation_job(
      ${queued.job_id}, ${queued.read_count}, ${deps.sql.json(job ?? {})},
      ${isMessagingLimit ? null : tokenId ?? null}, ${failureClass}, ${cause}, ${delay}
    ) as outcome`
  return row!.outcome
}
