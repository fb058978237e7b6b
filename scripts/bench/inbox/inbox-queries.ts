import type postgres from 'postgres'
import { inboxRow, plainMessageRow } from '../../../web/src/data/rows.ts'
import type { Inbox } from './make-inbox.ts'
import { findPlaces } from './find-places.ts'
import { asJson, type InboxQuery, PAGE, PAGE_GOAL, SEARCH_GOAL } from './inbox-query.ts'
import { listListQueries } from './list-queries.ts'
import { quote } from './quote.ts'

const COUNT = 'public.count_conversations(uuid,jsonb)'
const TOTALS = 'public.unread_totals(uuid)'
const SEARCH = 'public.search_inbox(uuid,text,integer)'

/** All reads, as web/src/data/load-*.ts makes them, and the functions that serve lists. */
export async function listInboxQueries(sql: postgres.Sql, inbox: Inbox): Promise<InboxQuery[]> {
  const { workspaceId } = inbox
  const places = await findPlaces(sql, workspaceId)
  const inList = `select ${columnsOf(inboxRow)} from public.inbox_conversations
    where workspace_id = ${quote(workspaceId)}`
  const inThread = (id: string) =>
    `select ${columnsOf(plainMessageRow)} from public.messages where conversation_id = ${quote(id)}`
  const latestFirst = `order by sent_at desc, provider_message_id desc limit ${PAGE}`
  const search = (what: string, words: string[]): InboxQuery => ({
    name: `search, ${what}`,
    ...SEARCH_GOAL,
    needs: SEARCH,
    samples: words.map((word) =>
      asJson(`select * from public.search_inbox(${quote(workspaceId)}, ${quote(word)}, 20)`)
    ),
    look: 'All is inside the function: only the time and the pages that it read show.',
  })

  return [
    {
      name: 'list, 50 by id',
      ...PAGE_GOAL,
      samples: places.list.slice(0, 50).map((_, start) => {
        const ids = places.list.slice(start, start + 50).map(({ id }) => quote(id))
        return asJson(`${inList} and id in (${ids})`)
      }),
      look: 'The primary key, once for each id.',
    },
    {
      name: 'thread, first page',
      ...PAGE_GOAL,
      samples: places.threads.map(({ id }) => asJson(`${inThread(id)} ${latestFirst}`)),
      look: 'The index by time, and no sort.',
    },
    {
      name: 'thread, older page',
      ...PAGE_GOAL,
      samples: places.messages.map(({ id, at, mid }) =>
        asJson(`${inThread(id)} and sent_at <= ${quote(at)}
          and (sent_at < ${quote(at)}
            or (sent_at = ${quote(at)} and provider_message_id < ${quote(mid)})) ${latestFirst}`)
      ),
      look: 'A bound of its own, at which the index begins: nothing newer is read, and no sort.',
    },
    ...listListQueries(inbox, places.list),
    {
      name: 'count, six filters',
      mostMs: 50,
      needs: COUNT,
      samples: [
        `select public.count_conversations(${quote(workspaceId)}, '[{"status": ["open"]},
          {"status": ["open"], "assignee": "me"}, {"status": ["open"], "assignee": "none"},
          {"status": ["snoozed"]}, {"status": ["open"], "unread": true}, {"unread": true}]')`,
      ],
      look: 'Only the time shows.',
    },
    {
      name: 'unread totals',
      needs: TOTALS,
      samples: [`select public.unread_totals(${quote(workspaceId)})`],
      look: 'Only the time shows.',
    },
    search('a rare word', places.list.slice(0, 20).map((_, index) => `#${10_000 + index * 37}`)),
    search('a common word', ['refund', 'shipping', 'thanks', 'order delivery']),
    search('what is being typed', ['re', 'ref', 'refu', 'shipp', 'th']),
    search('a name', places.names.map(({ name }) => name)),
  ]
}

function columnsOf({ shape }: { shape: Record<string, unknown> }): string {
  return Object.keys(shape).join(', ')
}
