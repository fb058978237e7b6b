import { readPage } from './read-page.ts'
import type { SyncContext, SyncOutcome, SyncResult } from './sync-context.ts'

/**
 * Reads the pages of the list of conversations that the database allows, on from its cursor. Each is
 * committed before the next one is read, so that a job that dies loses one page at most.
 */
export async function importConversations(context: SyncContext): Promise<SyncResult> {
  const { deps, queued, subject } = context
  const { sql } = deps
  let cursor = subject.list_cursor
  // How many there are is counted in the database, which outlives this process.
  for (;;) {
    const observedAt = deps.now()
    const result = await readPage(context, { after: cursor })
    if ('failure' in result) return result
    const { threads } = result.page
    cursor = result.page.cursor
    const reading = {
      observed_at: observedAt.toISOString(),
      calls: result.calls,
      threads,
      cursor,
    }
    const [row] = await sql<{ result: SyncOutcome }[]>`
      select private.apply_import_page(
        ${queued.job_id}, ${queued.read_count}, ${subject.account_id}, ${subject.token_id},
        ${sql.json(reading)}, ${subject.since}, ${deps.graceSeconds}
      ) as result`
    const outcome = row!.result
    if (outcome.outcome !== 'requested') return { outcome }
    if (deps.now().getTime() >= context.deadline) {
      const cause = 'the job used up its time between two pages'
      return { failure: { class: 'transient', cause, retryAfterSeconds: undefined } }
    }
  }
}
