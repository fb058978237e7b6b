import type postgres from 'postgres'
import type { Team } from '../realtime-teams.ts'

const CONVERSATIONS = 50_000
const MESSAGES = 1_000_000
/** The contacts with the longest threads, and how many of all messages are theirs. */
const BUSY = 200
const BUSY_MESSAGES = MESSAGES / 5
const OTHER_CONVERSATIONS = 1_000
/** Of a short thread's length, which is spread as waiting times are. */
const SHORT = 15.56

/** Makes bench_plan, a row for each conversation: how long it is and when it was; and its accounts. */
export async function planConversations(
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
