import type postgres from 'postgres'

/** Stores the conversations of bench_plan as ingest would have left them, some of them unread. */
export async function writeConversations(
  sql: postgres.TransactionSql,
  inbox: { workspaceId: string; userId: string; diligentId: string },
): Promise<void> {
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
        then ${inbox.userId}::uuid end,
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
  // Read by the member, but for one in twenty, most of them new.
  await sql`
    insert into public.conversation_reads (conversation_id, user_id, workspace_id, read_count)
    select id, ${inbox.userId}, workspace_id, inbound_count
    from public.conversations
    where workspace_id = ${inbox.workspaceId}
      and not (
        last_message_direction = 'inbound'
        and (last_message_at > now() - interval '12 hours' or inbound_count % 200 = 7)
      )
    on conflict (conversation_id, user_id) do update set read_count = excluded.read_count`
  await sql`
    update public.conversation_reads as reads
    set read_count = conversations.inbound_count
    from public.conversations, bench_plan as plan
    where reads.user_id = ${inbox.diligentId}
      and conversations.id = reads.conversation_id
      and conversations.workspace_id = ${inbox.workspaceId}
      and plan.id = conversations.id
      and not (plan.number % 2500 = 0 and conversations.last_message_at < now() - interval '90 days')`
}
