import { readPage } from './read-page.ts'
import type { SyncContext, SyncOutcome, SyncResult } from './sync-context.ts'

/** Reads what the API shows of one conversation, once: there is no more to be had later. */
export async function fetchOlderMessages(
  context: SyncContext,
  conversationId: string,
): Promise<SyncResult> {
  const { deps, queued, subject } = context
  if (subject.contact === null) {
    const cause = 'the conversation is gone'
    return { failure: { class: 'permanent', cause, retryAfterSeconds: undefined } }
  }
  const observedAt = deps.now()
  const result = await readPage(context, { contact: subject.contact })
  if ('failure' in result) return result
  const { sql } = deps
  const reading = {
    observed_at: observedAt.toISOString(),
    calls: result.calls,
    threads: result.page.threads,
  }
  const [row] = await sql<{ result: SyncOutcome }[]>`
    select private.end_older_messages(
      ${queued.job_id}, ${queued.read_count}, ${subject.account_id}, ${subject.token_id},
      ${conversationId}, ${sql.json(reading)}, ${subject.since}, ${deps.graceSeconds}
    ) as result`
  return { outcome: row!.result }
}
