import type postgres from 'postgres'
import { inboxRow, messageRow } from '../../../web/src/data/rows.ts'
import type { Inbox } from './make-inbox.ts'
import { findPlaces } from './find-places.ts'
import { quote } from './quote.ts'

/** A read of the web app's, with other values each time. */
export type InboxQuery = {
  name: string
  /** The SQL of each sample; taken in turn. */
  samples: string[]
  /** What the pages promise; left out for what has no promise. */
  mostMs?: number
  /** The function that it calls, which may not be there. */
  needs?: string
  /** The filter of a list whose plan inside the function is wanted. */
  filter?: string
  /** What to look for in its plan. */
  look: string
}

const PAGE = 30
const MOST_UNREAD = 500
const PAGE_MS = 10
const LIST = 'public.list_conversations(uuid,jsonb,integer,timestamptz,uuid)'
const COUNT = 'public.count_conversations(uuid,jsonb)'
const TOTALS = 'public.unread_totals(uuid)'
const SEARCH = 'public.search_inbox(uuid,text,integer)'

/** All reads, as web/src/data/load-*.ts makes them, and the functions that serve lists. */
export async function listInboxQueries(sql: postgres.Sql, inbox: Inbox): Promise<InboxQuery[]> {
  const { workspaceId } = inbox
  const places = await findPlaces(sql, workspaceId)
  const inList = `select ${columnsOf(inboxRow)} from public.inbox_conversations
    where workspace_id = ${quote(workspaceId)}`
  const newestFirst = 'order by last_message_at desc, id desc'
  const inThread = (id: string) =>
    `select ${columnsOf(messageRow)} from public.messages where conversation_id = ${quote(id)}`
  const latestFirst = `order by sent_at desc, provider_message_id desc limit ${PAGE}`
  const list = (filter: string, before = '') =>
    asJson(`select * from public.list_conversations(${quote(workspaceId)}, ${quote(filter)}, ${PAGE}
      ${before})`)
  const page = { mostMs: PAGE_MS }
  const filtered = (what: string, filter: object, look: string): InboxQuery => ({
    name: `list, ${what}`,
    ...page,
    needs: LIST,
    filter: JSON.stringify(filter),
    samples: [list(JSON.stringify(filter))],
    look,
  })
  const search = (what: string, words: string[]): InboxQuery => ({
    name: `search, ${what}`,
    needs: SEARCH,
    samples: words.map((word) =>
      asJson(`select * from public.search_inbox(${quote(workspaceId)}, ${quote(word)}, 20)`)
    ),
    look: 'All is inside the function: only the time and the pages that it read show.',
  })

  return [
    {
      name: 'list, first page',
      ...page,
      samples: [asJson(`${inList} and last_message_at is not null ${newestFirst} limit ${PAGE}`)],
      look: 'The index by activity in its order, and a limit that stops it after a page.',
    },
    {
      name: 'list, deep page',
      ...page,
      samples: places.list.map(({ at, id }) =>
        asJson(`${inList} and last_message_at is not null
          and (last_message_at < ${quote(at)} or (last_message_at = ${quote(at)} and id < ${
          quote(id)
        })) ${newestFirst} limit ${PAGE}`)
      ),
      look: '"Rows Removed by Filter": a place that the index does not begin at is walked to.',
    },
    {
      name: 'list, deep page, bounded',
      ...page,
      samples: places.list.map(({ at, id }) =>
        asJson(`${inList} and last_message_at <= ${quote(at)}
          and (last_message_at < ${quote(at)} or id < ${quote(id)}) ${newestFirst} limit ${PAGE}`)
      ),
      look: 'The same page with a bound of its own, at which the index begins.',
    },
    {
      name: 'list, unread',
      ...page,
      samples: [
        asJson(`${inList} and unread_count > 0 order by last_message_at desc limit ${MOST_UNREAD}`),
      ],
      look: 'How many conversations are read to find the unread ones.',
    },
    {
      name: 'list, 50 by id',
      ...page,
      samples: places.list.slice(0, 50).map((_, start) => {
        const ids = places.list.slice(start, start + 50).map(({ id }) => quote(id))
        return asJson(`${inList} and id in (${ids})`)
      }),
      look: 'The primary key, once for each id.',
    },
    {
      name: 'thread, first page',
      ...page,
      samples: places.threads.map(({ id }) => asJson(`${inThread(id)} ${latestFirst}`)),
      look: 'The index by time, and no sort.',
    },
    {
      name: 'thread, older page',
      ...page,
      samples: places.messages.map(({ id, at, mid }) =>
        asJson(`${inThread(id)} and (sent_at < ${quote(at)}
          or (sent_at = ${quote(at)} and provider_message_id < ${quote(mid)})) ${latestFirst}`)
      ),
      look: '"Rows Removed by Filter": what is newer than the place should not be read.',
    },
    {
      name: 'thread, older page, bounded',
      ...page,
      samples: places.messages.map(({ id, at, mid }) =>
        asJson(`${inThread(id)} and sent_at <= ${quote(at)}
          and (sent_at < ${quote(at)} or provider_message_id < ${quote(mid)}) ${latestFirst}`)
      ),
      look: 'The same page with a bound of its own, at which the index begins: no sort.',
    },
    filtered('of all, by function', {}, 'The index by activity, stopped after a page.'),
    {
      name: 'list, deep page, by function',
      ...page,
      needs: LIST,
      samples: places.list.map(({ at, id }) => list('{}', `, ${quote(at)}, ${quote(id)}`)),
      look: 'Only the time shows; the place is a row comparison, at which the index begins.',
    },
    filtered('open', { status: ['open'] }, 'An index that begins with workspace and status.'),
    filtered('mine', { status: ['open'], assignee: 'me' }, 'The index by assignee.'),
    filtered('unassigned', { status: ['open'], assignee: 'none' }, 'The partial index.'),
    filtered('unread, by function', { unread: true }, 'How many rows are read to fill a page.'),
    filtered(
      'open and unread',
      { status: ['open'], unread: true },
      'How many of the open ones are read to fill a page.',
    ),
    filtered(
      'high priority',
      { priority_at_least: 3 },
      'How many rows are read: one in twenty has it.',
    ),
    filtered(
      'open, window closing',
      { status: ['open'], window: 'closing' },
      'The index by window, and a sort of the few that it finds.',
    ),
    filtered('window closing', { window: 'closing' }, 'How many rows are read to fill a page.'),
    filtered('a rare word', { search: '#12345' }, 'The index of words, not the messages.'),
    filtered('a common word', { search: 'refund' }, 'Stopped after a page.'),
    {
      name: 'count, six filters',
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

/** The answer is made into JSON in the database, as the Data API has it done. */
function asJson(select: string): string {
  return `select coalesce(json_agg(page), '[]') from (${select}) as page`
}

function columnsOf({ shape }: { shape: Record<string, unknown> }): string {
  return Object.keys(shape).join(', ')
}
