import type postgres from 'postgres'
import { midOf, type Senders } from './bench-event.ts'

/** What was answered 200, beside what the database holds. None of these may differ from zero. */
export type Differences = {
  lost: number
  /** Messages that nobody sent, or of an event that is there already. */
  tooMany: number
  /** By how much the conversations' counts of inbound messages are off, all together. */
  miscounted: number
}

const ROWS_AT_ONCE = 20_000

/** Compares the messages of some workspaces with the numbers of the events that were sent. */
export async function findLostEvents(
  sql: postgres.Sql,
  { workspaceIds, sent, senders }: { workspaceIds: string[]; sent: number[]; senders: Senders },
): Promise<Differences> {
  const missing = new Set(sent.map((number) => midOf(number, senders)))
  const expected = missing.size
  let tooMany = 0
  const rows = sql<{ mid: string }[]>`
    select provider_message_id as mid from public.messages
    where workspace_id in ${sql(workspaceIds)}`
  for await (const batch of rows.cursor(ROWS_AT_ONCE)) {
    for (const { mid } of batch) if (!missing.delete(mid)) tooMany++
  }
  const [counted] = await sql<{ inbound: number }[]>`
    select coalesce(sum(inbound_count), 0)::integer as inbound from public.conversations
    where workspace_id in ${sql(workspaceIds)}`
  return { lost: missing.size, tooMany, miscounted: Math.abs(counted!.inbound - expected) }
}
