import { asJson, type InboxQuery, PAGE, PAGE_GOAL, SEARCH_GOAL } from './inbox-query.ts'
import type { Inbox } from './make-inbox.ts'
import { quote } from './quote.ts'

const LIST = 'public.list_conversations(uuid,jsonb,integer,timestamptz,uuid)'

/** Pages of the lists: of fixed views, of each kind of filter, of who read most and who least. */
export function listListQueries(
  inbox: Inbox,
  places: { id: string; at: string }[],
): InboxQuery[] {
  const { workspaceId } = inbox
  const list = (filter: object, before = '') =>
    asJson(`select * from public.list_conversations(${quote(workspaceId)},
      ${quote(JSON.stringify(filter))}, ${PAGE} ${before})`)
  const filtered = (
    what: string,
    filter: object,
    look: string,
    userId = inbox.userId,
  ): InboxQuery => ({
    name: `list, ${what}`,
    ...PAGE_GOAL,
    needs: LIST,
    filter: JSON.stringify(filter),
    userId,
    samples: [list(filter)],
    look,
  })
  const searched = (what: string, words: string[], look: string): InboxQuery => ({
    name: `list, ${what}`,
    ...SEARCH_GOAL,
    needs: LIST,
    samples: words.map((search) => list({ search })),
    look,
  })
  const deep = (what: string, filter: object): InboxQuery => ({
    name: `list, ${what}`,
    ...PAGE_GOAL,
    needs: LIST,
    samples: places.map(({ at, id }) => list(filter, `, ${quote(at)}, ${quote(id)}`)),
    look: 'Only the time shows; the place is a row comparison, at which the index begins.',
  })

  return [
    filtered('all', {}, 'The index by activity, stopped after a page.'),
    deep('all, deep page', {}),
    filtered('open', { status: ['open'] }, 'An index that begins with workspace and status.'),
    filtered('mine', { status: ['open'], assignee: 'me' }, 'The index by assignee.'),
    filtered(
      'unassigned',
      { status: ['open'], assignee: 'none' },
      'The index by status, which includes the assignee: rows are read of those found only.',
    ),
    filtered('snoozed', { status: ['snoozed'] }, 'An index that begins with workspace and status.'),
    deep('closed, deep page', { status: ['closed'] }),
    filtered('unread', { unread: true }, 'How many rows are read to fill a page.'),
    filtered(
      'unread, nearly all read',
      { unread: true },
      'The index of unread ones, a look at each, and a sort.',
      inbox.diligentId,
    ),
    filtered(
      'unread, nothing read',
      { unread: true },
      'The index by activity, stopped after a page.',
      inbox.newcomerId,
    ),
    filtered(
      'open and unread',
      { status: ['open'], unread: true },
      'How many of the open ones are read to fill a page.',
    ),
    filtered(
      'high priority',
      { priority_at_least: 3 },
      'The index of those that have a priority.',
    ),
    filtered(
      'open, window closing',
      { status: ['open'], window: 'closing' },
      'The index by window, and a sort of the few that it finds.',
    ),
    filtered(
      'window closing',
      { window: 'closing' },
      'The index by window, and a sort of the few that it finds.',
    ),
    filtered('window human_agent', { window: 'human_agent' }, 'How many rows are read and sorted.'),
    filtered('window open', { window: 'open' }, 'How many rows are read to fill a page.'),
    filtered('window closed', { window: 'closed' }, 'How many rows are read to fill a page.'),
    filtered(
      'waiting for hours',
      { status: ['open'], direction: 'inbound', last_inbound_before: '2 hours' },
      'How many of the open ones are read to fill a page.',
    ),
    searched(
      'a rare word',
      ['#12345', '#54321', 'solide'],
      'Only the time and the buffers show; found by the index of words.',
    ),
    searched(
      'a word now and then',
      ['baraba', 'radeba', 'babake', 'bapali'],
      'In one message of 100, 200, 400 and 1,000: either way has most to do with these.',
    ),
    searched(
      'a common word',
      ['refund', 'thanks', 'the', 'order delivery', 'th'],
      'Conversations are looked through, the last active first, until a page is full.',
    ),
  ]
}
