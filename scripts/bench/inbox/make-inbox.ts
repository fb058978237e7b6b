import type postgres from 'postgres'
import { createTeams, type Team } from '../realtime-teams.ts'

/** What is made: one large workspace, in which the member works, and others beside it. */
export type Inbox = { teams: Team[]; workspaceId: string; userId: string }

const CONVERSATIONS = 50_000
const MESSAGES = 1_000_000
/** The contacts with the longest threads, and how many of all messages are theirs. */
const BUSY = 200
const BUSY_MESSAGES = MESSAGES / 5
const OTHER_WORKSPACES = 10
const OTHER_CONVERSATIONS = 1_000
/** Of a short thread's length, which is spread as waiting times are. */
const SHORT = 15.56

/**
 * Makes the messages as they would have come in the last two years, set by set: each thread over its
 * own days, and all of them stored in the order of their times, so that a thread's rows lie as far
 * apart as they do in life. Everything is made from numbers, the same in each run but for the ids.
 */
export async function makeInbox(sql: postgres.Sql): Promise<Inbox> {
  const teams = await createTeams(sql, 1 + OTHER_WORKSPACES)
  const [own] = teams
  if (own === undefined) throw new Error('No workspace was made.')
  await sql.begin(async (sql) => {
    // The member works in a second workspace, too.
    await sql`
      insert into public.workspace_members (workspace_id, user_id, role)
      values (${teams[1]!.workspaceId}, ${own.userId}, 'agent')`
    await makeTexts(sql)
    await makePlan(sql, own, teams.slice(1))
    await fillTables(sql, own)
  })
  // As autovacuum would have done meanwhile.
  for (const table of ['contacts', 'conversations', 'messages', 'conversation_reads']) {
    await sql`vacuum (analyze) ${sql(`public.${table}`)}`
  }
  return { teams, workspaceId: own.workspaceId, userId: own.userId }
}

/** 20,000 phrases of words as frequent as words are: the n-th about half as often as the n/2-th. */
async function makeTexts(sql: postgres.TransactionSql): Promise<void> {
  await sql`
    create function pg_temp.chance(p_number bigint, p_salt integer) returns double precision
    language sql immutable as $$
      select (hashint8extended(p_number, p_salt) & 4294967295) / 4294967296.0
    $$`
  await sql`
    create temporary table bench_words on commit drop as
    select
      number,
      coalesce(
        (string_to_array(
          'the you is it to and for do have this in a order on my of can when price size how thanks '
          'shipping blue open please still dress large saturday refund tickets hello address code '
          'broken return sorry delivery available love',
          ' '
        ))[number],
        initcap(syllables[1 + number % 20]) || syllables[1 + number / 20 % 20]
          || syllables[1 + number / 400 % 20]
      ) as word
    from
      generate_series(1, 3000) as number,
      string_to_array('ba ke li mo nu ra se ti vo zu pa de fi go hu ja lo me ni su', ' ') as syllables`
  await sql`
    create temporary table bench_texts on commit drop as
    select phrase, string_agg(lower(word), ' ' order by place) as text
    from
      generate_series(0, 19999) as phrase,
      generate_series(1, 15) as place,
      bench_words
    where place <= 3 + phrase % 13
      and bench_words.number = 1 + floor(
        power(3000, pg_temp.chance(phrase * 100::bigint + place, 1)) - 1
      )::integer
    group by phrase`
  await sql`create unique index on bench_texts (phrase)`
  await sql`analyze bench_texts`
}

/** One row for each conversation: how long it is and when it was. */
async function makePlan(
  sql: postgres.TransactionSql,
  own: Team,
  others: Team[],
): Promise<void> {
  const accounts = sql`array(
    select id from public.accounts where workspace_id = places.workspace_id order by id
  )`
  await sql`
    insert into public.accounts (workspace_id, provider, login, provider_account_id, username)
    select
      workspace_id,
      'instagram',
      'instagram',
      (17841000000000000 + pg_temp.chance(hashtext(workspace_id::text), 2) * 1e11)::bigint + number,
      'bench_' || number
    from unnest(${others.map((one) => one.workspaceId).concat(own.workspaceId)}::uuid[])
      as workspace_id,
      generate_series(1, case when workspace_id = ${own.workspaceId} then 5 else 1 end) as number`
  await sql`
    create temporary table bench_plan on commit drop as
    with places as (
      select ${own.workspaceId}::uuid as workspace_id, number
      from generate_series(1, ${CONVERSATIONS}::bigint) as number
      union all
      select workspace_id, ${CONVERSATIONS}::bigint + number
      from unnest(${others.map((one) => one.workspaceId)}::uuid[]) as workspace_id,
        generate_series(1, ${OTHER_CONVERSATIONS}::integer) as number
    )
    select
      gen_random_uuid() as id,
      gen_random_uuid() as contact_id,
      number,
      places.workspace_id,
      accounts.ids[1 + number % cardinality(accounts.ids)] as account_id,
      case
        when number <= ${BUSY} then floor(
          ${BUSY_MESSAGES}::integer * power(number, -0.8)
            / (select sum(power(rank, -0.8)) from generate_series(1, ${BUSY}::integer) as rank)
        )
        else 1 + floor(-ln(1 - pg_temp.chance(number, 3)) * ${SHORT}::double precision)
      end::integer as length,
      now() - interval '1 minute' - case
        when number <= ${BUSY} then pg_temp.chance(number, 4) * interval '2 days'
        else power(pg_temp.chance(number, 4), 2) * interval '700 days'
      end as last_at,
      case
        when number <= ${BUSY} then interval '1 hour'
        else pg_temp.chance(number, 5) * interval '12 hours'
      end as pause
    from places
    cross join lateral (select ${accounts} as ids) as accounts`
  // What rounding has left over, so that it is exactly as many.
  await sql`
    update bench_plan
    set length = length + ${MESSAGES}::integer - (
      select sum(length) from bench_plan where workspace_id = ${own.workspaceId}
    )
    where number = 1`
  await sql`analyze bench_plan`
}

async function fillTables(sql: postgres.TransactionSql, own: Team): Promise<void> {
  await sql`
    insert into public.contacts (id, workspace_id, account_id, provider_contact_id, username, name)
    select
      contact_id,
      workspace_id,
      account_id,
      (1000000000000 + plan.number)::text,
      lower(first.word) || '.' || plan.number,
      initcap(first.word) || ' ' || second.word
    from bench_plan as plan
    join bench_words as first on first.number = 60 + plan.number % 2900
    join bench_words as second on second.number = 60 + plan.number * 7 % 2939`
  // Without it, each check of a reference would read a whole workspace.
  await sql`analyze public.contacts`
  await sql`
    create temporary table bench_messages on commit drop as
    select
      plan.id as conversation_id,
      plan.workspace_id,
      plan.account_id,
      place,
      plan.last_at - (plan.length - place) * plan.pause as sent_at,
      place = 1 or pg_temp.chance(plan.number * 100000 + place, 6) < 0.6 as is_inbound,
      texts.text || case
        when pg_temp.chance(plan.number * 100000 + place, 7) < 0.05
          then ' #' || 10000 + (plan.number * 31 + place) % 90000
        else ''
      end as text,
      replace(
        encode(
          convert_to(
            format(
              'ig_dm_item:1:IGMessageID:17841000000000000:3402823668417103%s:3%s',
              lpad(plan.number::text, 23, '0'),
              lpad(place::text, 34, '0')
            ),
            'UTF8'
          ),
          'base64'
        ),
        E'\\n',
        ''
      ) as mid
    from bench_plan as plan
    cross join lateral generate_series(1, plan.length) as place
    join bench_texts as texts
      on texts.phrase = floor(pg_temp.chance(plan.number * 100000 + place, 8) * 20000)`
  await sql`analyze bench_messages`
  // A conversation stands for its messages, as ingest would have left it.
  await sql`
    insert into public.conversations (
      id, workspace_id, account_id, contact_id, version, inbound_count, last_message_at,
      last_message_provider_id, last_message_text, last_message_kind, last_message_direction,
      last_inbound_at, window_opened_at, window_cause, status, snoozed_until, assignee_id, priority
    )
    select
      plan.id,
      plan.workspace_id,
      plan.account_id,
      plan.contact_id,
      plan.length,
      counted.inbound,
      last.sent_at,
      last.mid,
      last.text,
      'text',
      case when last.is_inbound then 'inbound' else 'outbound' end,
      counted.last_inbound_at,
      counted.last_inbound_at,
      'message',
      status,
      case when status = 'snoozed' then now() + interval '1 day' end,
      case when status <> 'closed' and pg_temp.chance(plan.number, 9) < 0.3
        then ${own.userId}::uuid end,
      case when pg_temp.chance(plan.number, 10) < 0.05 then 3 else 0 end
    from bench_plan as plan
    join (
      select
        conversation_id,
        count(*) filter (where is_inbound) as inbound,
        max(sent_at) filter (where is_inbound) as last_inbound_at
      from bench_messages
      group by conversation_id
    ) as counted on counted.conversation_id = plan.id
    join bench_messages as last on last.conversation_id = plan.id and last.place = plan.length
    cross join lateral (
      select case
        when plan.last_at < now() - interval '60 days' or pg_temp.chance(plan.number, 11) < 0.7
          then 'closed'
        when pg_temp.chance(plan.number, 12) < 0.1 then 'snoozed'
        else 'open'
      end as status
    ) as chosen`
  await sql`analyze public.conversations`
  await sql`
    insert into public.messages (
      workspace_id, account_id, conversation_id, provider_message_id, direction, author, kind, text,
      sent_at, received_at
    )
    select
      workspace_id,
      account_id,
      conversation_id,
      mid,
      case when is_inbound then 'inbound' else 'outbound' end,
      case when is_inbound then 'contact' else 'unknown' end,
      'text',
      text,
      sent_at,
      sent_at
    from bench_messages
    order by sent_at`
  // Read by the member, but for one in a hundred, most of them new.
  await sql`
    insert into public.conversation_reads (conversation_id, user_id, workspace_id, read_count)
    select id, ${own.userId}, workspace_id, inbound_count
    from public.conversations
    where workspace_id = ${own.workspaceId}
      and not (
        last_message_direction = 'inbound'
        and (last_message_at > now() - interval '12 hours' or inbound_count % 200 = 7)
      )`
}
