import type postgres from 'postgres'
import { waitFor } from '../../stack/wait-for.ts'
import { createTeams, type Team } from '../realtime-teams.ts'
import { makeTexts } from './make-texts.ts'
import { planConversations } from './plan-conversations.ts'
import { writeConversations } from './write-conversations.ts'
import { draftMessages, writeMessages } from './write-messages.ts'

/** What is made: one large workspace, in which the members work, and others beside it. */
export type Inbox = {
  teams: Team[]
  workspaceId: string
  /** Has read nineteen of twenty conversations, most of the others are new. */
  userId: string
  /** Has read all but a few, which are old. */
  diligentId: string
  /** Has read nothing. */
  newcomerId: string
}

const OTHER_WORKSPACES = 10
/** Messages that the job indexes in one call. */
const AT_ONCE = 50_000

/**
 * Makes the messages as they would have come in the last two years, set by set: each thread over its
 * own days, and all of them stored in the order of their times, so that a thread's rows lie as far
 * apart as they do in life. Everything is made from numbers, the same in each run but for the ids.
 */
export async function makeInbox(sql: postgres.Sql): Promise<Inbox> {
  const teams = await createTeams(sql, 1 + OTHER_WORKSPACES)
  const [own, second, third] = teams
  if (!own || !second || !third) throw new Error('Too few workspaces were made.')
  const inbox: Inbox = {
    teams,
    workspaceId: own.workspaceId,
    userId: own.userId,
    diligentId: second.userId,
    newcomerId: third.userId,
  }
  await sql.begin(async (sql) => {
    // The member works in a second workspace, too.
    await sql`
      insert into public.workspace_members (workspace_id, user_id, role)
      values
        (${second.workspaceId}, ${own.userId}, 'agent'),
        (${own.workspaceId}, ${inbox.diligentId}, 'agent'),
        (${own.workspaceId}, ${inbox.newcomerId}, 'agent')`
    await makeTexts(sql)
    await planConversations(sql, own, teams.slice(1))
    await draftMessages(sql)
    await writeConversations(sql, inbox)
    await writeMessages(sql)
  })
  await indexMessages(sql)
  // As autovacuum would have done meanwhile.
  for (const table of ['contacts', 'conversations', 'messages', 'conversation_reads']) {
    await sql`vacuum (analyze) ${sql(`public.${table}`)}`
  }
  return inbox
}

/** What searches need is made by a job, if there is one; here it runs until nothing is left to do. */
async function indexMessages(sql: postgres.Sql): Promise<void> {
  const [job] = await sql`
    select to_regprocedure('private.index_messages(integer)') is not null as exists`
  if (!job!.exists) return
  await waitFor(async () => {
    await sql`select private.index_messages(${AT_ONCE})`
    const [changes] = await sql`select exists (select from private.message_changes) as waiting`
    return !changes!.waiting
  }, { what: 'all messages to be indexed', timeoutMs: 600_000 })
  await sql`vacuum (analyze) private.message_documents`
}
