import { readMessage } from '../_shared/meta/graph/read-message.ts'
import type { SyncContext, SyncResult } from './sync-context.ts'

/** Reads the message that a webhook named, and applies it as that webhook would have. */
export async function fetchMessage(context: SyncContext, mid: string): Promise<SyncResult> {
  const { deps, queued, subject, target } = context
  await deps.pace(subject.provider_account_id)
  const result = await readMessage(deps, target, subject, mid)
  if ('failure' in result) return result
  const [effects, gone] = 'gone' in result ? [[], result.gone] : [result.effects, null]
  const { sql } = deps
  const [row] = await sql<{ outcome: string }[]>`
    select private.end_message_fetch(
      ${queued.job_id}, ${queued.read_count}, ${subject.account_id}, ${subject.token_id},
      ${mid}, ${sql.json(effects)}, ${gone}
    ) as outcome`
  return { outcome: { outcome: row!.outcome } }
}
