import type postgres from 'postgres'

const AT_ONCE = 50_000

/** Makes the contacts, and every message of the plan in bench_messages, numbered by time. */
export async function draftMessages(sql: postgres.TransactionSql): Promise<void> {
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
      row_number() over (order by plan.last_at - (plan.length - place) * plan.pause) as turn,
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
  await sql`create index on bench_messages (turn)`
  await sql`analyze bench_messages`
}

/** Stores the messages in the order of their times. */
export async function writeMessages(sql: postgres.TransactionSql): Promise<void> {
  await sql`analyze public.conversations`
  // In parts, for what triggers make of a statement.
  for (let done = 0, count = 1; count > 0; done += AT_ONCE) {
    const inserted = await sql`
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
    where turn > ${done} and turn <= ${done + AT_ONCE}
    order by turn`
    count = inserted.count
  }
}
