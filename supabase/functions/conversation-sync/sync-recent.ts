import type { ReadThread } from '../_shared/meta/graph/read-conversations.ts'
import { readPage } from './read-page.ts'
import type { SyncContext, SyncOutcome, SyncResult } from './sync-context.ts'

/** At two a second; what is left waits for the next job. */
const MOST_CALLS = 10

/**
 * Reads the conversations that were active since the last complete reading, the latest first, and
 * hands all to one SQL call that repairs what webhooks missed.
 */
export async function syncRecent(context: SyncContext): Promise<SyncResult> {
  const { deps, queued, subject, deadline } = context
  const observedAt = deps.now()
  const since = Date.parse(subject.since)
  const threads: ReadThread[] = []
  let cursor = subject.resume_cursor
  let calls = 0
  while (calls < MOST_CALLS && deps.now().getTime() < deadline) {
    const result = await readPage(context, { after: cursor })
    if ('failure' in result) {
      if (calls === 0) return result
      // What was read is worth keeping; the next job begins where this one stopped.
      break
    }
    calls += result.calls
    threads.push(...result.page.threads)
    const { oldest } = result.page
    cursor = oldest !== null && Date.parse(oldest) < since ? null : result.page.cursor
    if (cursor === null) break
  }
  const { sql } = deps
  const reading = { observed_at: observedAt.toISOString(), calls, threads, cursor }
  const [row] = await sql<{ result: SyncOutcome }[]>`
    select private.end_recent_sync(
      ${queued.job_id}, ${queued.read_count}, ${subject.account_id}, ${subject.token_id},
      ${sql.json(reading)}, ${subject.since}, ${deps.graceSeconds}
    ) as result`
  return { outcome: row!.result }
}
