-- The lists of the inbox: pages, counts and unread totals for any filter.
--
-- They run with the owner's rights after a check of membership. Under row-level security Postgres
-- could use neither the label nor the text indexes, whose operators it may not run on rows before
-- it knows that the caller may see them.

-- Few, since each message that comes adds to every index that its conversation is in. Lists are
-- read in their order, from where a page begins; what counts need is included.
create index conversations_by_status_idx
on public.conversations (workspace_id, status, last_message_at desc, id desc)
include (assignee_id, account_id) where not blocked;
create index conversations_by_assignee_idx
on public.conversations (assignee_id, workspace_id, status, last_message_at desc, id desc)
where assignee_id is not null;
drop index public.conversations_assignee_id_idx;
create index conversations_by_priority_idx
on public.conversations (workspace_id, last_message_at desc, id desc)
include (priority) where priority > 0;
create index conversations_blocked_idx
on public.conversations (workspace_id, last_message_at desc, id desc) where blocked;
-- No order of lists: what is between two times is read without the rows, and sorted.
create index conversations_by_window_idx
on public.conversations (workspace_id, window_opened_at)
include (last_message_at, id, status) where not blocked;

create or replace view public.inbox_conversations with (security_invoker = true) as
select
  conversations.id,
  conversations.workspace_id,
  conversations.account_id,
  conversations.contact_id,
  conversations.version,
  conversations.inbound_count,
  coalesce(reads.read_count, 0) as read_count,
  greatest(conversations.inbound_count - coalesce(reads.read_count, 0), 0) as unread_count,
  conversations.last_message_at,
  conversations.last_message_text,
  conversations.last_message_kind,
  conversations.last_message_direction,
  conversations.last_inbound_at,
  contacts.provider_contact_id,
  contacts.username as contact_username,
  contacts.name as contact_name,
  conversations.status,
  conversations.snoozed_until,
  conversations.assignee_id,
  conversations.priority,
  conversations.label_ids,
  conversations.blocked,
  conversations.window_opened_at,
  conversations.window_cause,
  conversations.contact_read_at,
  contacts.avatar_path as contact_avatar_path,
  coalesce(reads.epoch, 0) as read_epoch
from public.conversations
join public.contacts on contacts.id = conversations.contact_id
left join public.conversation_reads as reads
  on reads.conversation_id = conversations.id
  and reads.user_id = (select auth.uid());

create function private.window_condition(p_window text) returns text
language sql immutable set search_path = '' as $$
  select case p_window
    when 'open' then 'conversations.window_opened_at > now() - interval ''24 hours'''
    when 'closing' then
      'conversations.window_opened_at > now() - interval ''24 hours'' '
      'and conversations.window_opened_at <= now() - interval ''22 hours'''
    when 'human_agent' then
      'conversations.window_opened_at > now() - interval ''7 days'' '
      'and conversations.window_opened_at <= now() - interval ''24 hours'''
    when 'closed' then
      '(conversations.window_opened_at is null '
      'or conversations.window_opened_at <= now() - interval ''7 days'')'
  end;
$$;
comment on function private.window_condition(text) is
  'Called by private.filter_condition. Returns SQL for a state of the messaging window: open (24 '
  'hours), closing (under 2 of them left), human_agent (after them, up to 7 days), closed.';
revoke execute on function private.window_condition(text) from public;

create function private.search_condition(p_workspace_id uuid, p_search text) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_query tsquery := private.search_query(p_search);
  v_contacts text := private.contact_condition(p_search);
begin
  -- Conversations in which something often said stands are met at once on the way back in time. A
  -- subquery with a limit is looked up for each conversation, never worked out for all of them.
  if v_query is not null and private.is_common(p_workspace_id, v_query) then
    return format(
      'coalesce('
      '(select true from private.message_documents as said '
      'where said.conversation_id = conversations.id and said.document @@ %L::tsquery '
      'order by said.sent_at desc limit 1), '
      '(select true from public.contacts where contacts.id = conversations.contact_id and %s '
      'limit 1), false)',
      v_query,
      v_contacts
    );
  end if;
  return format(
    'conversations.id = any (array('
    'select matched.id from public.contacts '
    'join public.conversations as matched on matched.contact_id = contacts.id '
    'where contacts.workspace_id = %L and %s%s))',
    p_workspace_id,
    v_contacts,
    case
      when v_query is not null then
        format(
          ' union select documents.conversation_id '
          'from private.message_documents as documents '
          'where documents.workspace_id = %L and documents.document @@ %L::tsquery',
          p_workspace_id,
          v_query
        )
    end
  );
end;
$$;
comment on function private.search_condition(uuid, text) is
  'Called by private.filter_condition. Returns SQL that is true for conversations whose contact or '
  'one of whose messages matches.';
revoke execute on function private.search_condition(uuid, text) from public;

create function private.unread_condition(p_workspace_id uuid, p_unread boolean) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_user_id uuid := (select auth.uid());
  v_count integer;
begin
  if p_unread then
    select count(*) into v_count
    from (
      select
      from public.conversation_reads
      where user_id = v_user_id and workspace_id = p_workspace_id and is_unread
      limit 1001
    ) as unread;
    -- All of a few; of many, enough are met at once on the way back in time.
    if v_count <= 1000 then
      return format(
        'conversations.id = any (array('
        'select reads.conversation_id from public.conversation_reads as reads '
        'where reads.user_id = %L and reads.workspace_id = %L and reads.is_unread))',
        v_user_id,
        p_workspace_id
      );
    end if;
  end if;
  return format(
    '%s coalesce((select reads.is_unread from public.conversation_reads as reads '
    'where reads.conversation_id = conversations.id and reads.user_id = %L), false)',
    case when not p_unread then 'not' end,
    v_user_id
  );
end;
$$;
comment on function private.unread_condition(uuid, boolean) is
  'Called by private.filter_conditions. Returns SQL that is true for conversations that are '
  'unread, or read, for the member who asks.';
revoke execute on function private.unread_condition(uuid, boolean) from public;

create function private.require_filter(p_filter jsonb) returns void
language plpgsql immutable set search_path = '' as $$
declare
  v_fault text := private.filter_fault(p_filter);
begin
  if v_fault is not null then
    raise exception 'invalid_filter: %', v_fault
      using errcode = 'PT422', hint = 'The keys and their values are in docs/inbox.md.';
  end if;
end;
$$;
comment on function private.require_filter(jsonb) is
  'Called by the lists. Returns nothing; error invalid_filter (HTTP 422) with the reason.';
revoke execute on function private.require_filter(jsonb) from public;

create function private.filter_conditions(p_workspace_id uuid, p_filter jsonb) returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  v_user_id uuid := (select auth.uid());
  v_conditions text[] := '{}';
  v_key text;
  v_value jsonb;
  v_text text;
  v_texts text[];
begin
  for v_key, v_value in select * from jsonb_each(p_filter) loop
    v_text := p_filter ->> v_key;
    v_texts := case
      when jsonb_typeof(v_value) = 'array' then array(select jsonb_array_elements_text(v_value))
    end;
    v_conditions := v_conditions || case v_key
      when 'status' then
        case
          when cardinality(v_texts) = 1 then format('conversations.status = %L', v_texts[1])
          else format('conversations.status = any (%L)', v_texts)
        end
      when 'assignee' then
        case v_text
          when 'none' then 'conversations.assignee_id is null'
          when 'me' then format('conversations.assignee_id = %L', v_user_id)
          else format('conversations.assignee_id = %L', v_text)
        end
      when 'account_ids' then format('conversations.account_id = any (%L)', v_texts)
      when 'label_ids' then
        format(
          'conversations.label_ids <> ''{}'' and conversations.label_ids && %L::uuid[]',
          v_texts
        )
      when 'unread' then private.unread_condition(p_workspace_id, v_value::boolean)
      when 'priority_at_least' then format('conversations.priority >= %s', v_value::integer)
      when 'window' then private.window_condition(v_text)
      when 'last_inbound_before' then
        format('conversations.last_inbound_at < now() - interval %L', v_text)
      when 'last_inbound_after' then
        format('conversations.last_inbound_at >= now() - interval %L', v_text)
      when 'direction' then format('conversations.last_message_direction = %L', v_text)
      when 'mentions_me' then
        format(
          'conversations.id %s (array(select mentions.conversation_id '
          'from public.note_mentions as mentions '
          'where mentions.user_id = %L and mentions.workspace_id = %L))',
          case when v_value::boolean then '= any' else '<> all' end,
          v_user_id,
          p_workspace_id
        )
      when 'search' then private.search_condition(p_workspace_id, v_text)
    end;
  end loop;
  return array_remove(v_conditions, null);
end;
$$;
comment on function private.filter_conditions(uuid, jsonb) is
  'Called by private.filter_condition and counts, with a filter that was checked. Returns SQL for '
  'each key but blocked. What came in is quoted.';
revoke execute on function private.filter_conditions(uuid, jsonb) from public;

create function private.filter_condition(p_workspace_id uuid, p_filter jsonb) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_filter(p_filter);
  return array_to_string(
    array[
      format('conversations.workspace_id = %L', p_workspace_id),
      'conversations.last_message_at is not null',
      case
        when (p_filter -> 'blocked')::boolean then 'conversations.blocked'
        else 'not conversations.blocked'
      end
    ] || private.filter_conditions(p_workspace_id, p_filter),
    ' and '
  );
end;
$$;
comment on function private.filter_condition(uuid, jsonb) is
  'Called by the lists. Returns SQL for a filter, over conversations; only what the filter needs, '
  'so that each list gets a plan of its own. What came in is checked and quoted. Error '
  'invalid_filter (HTTP 422).';
revoke execute on function private.filter_condition(uuid, jsonb) from public;

create function private.list_conversations(
  p_workspace_id uuid,
  p_filter jsonb,
  p_limit integer,
  p_before_at timestamptz,
  p_before_id uuid
) returns setof public.inbox_conversations
language plpgsql stable security definer set search_path = '' as $$
declare
  v_condition text;
  v_bitmaps text := current_setting('enable_bitmapscan');
begin
  if private.my_role(p_workspace_id) is null then
    raise exception 'workspace_not_found: no workspace % for you', p_workspace_id
      using errcode = 'PT404', hint = 'Check the id and that you are a member.';
  end if;
  v_condition := private.filter_condition(p_workspace_id, p_filter);
  -- Conversations that are looked through one by one for a word: in the order of the index that
  -- stops at the newest message that has it; a bitmap would read the whole of each thread first.
  if position('message_documents as said' in v_condition) > 0 then
    perform set_config('enable_bitmapscan', 'off', true);
  end if;
  return query execute format(
    $sql$
      with page as materialized (
        select conversations.id
        from public.conversations
        where %s %s
        order by conversations.last_message_at desc, conversations.id desc
        limit %s
      )
      select inbox.*
      from page
      join public.inbox_conversations as inbox using (id)
      order by inbox.last_message_at desc, inbox.id desc
    $sql$,
    v_condition,
    case
      when p_before_at is not null then
        format(
          'and (conversations.last_message_at, conversations.id) < (%L::timestamptz, %L::uuid)',
          p_before_at,
          coalesce(p_before_id, '00000000-0000-0000-0000-000000000000')
        )
    end,
    least(greatest(coalesce(p_limit, 50), 1), 200)
  );
  perform set_config('enable_bitmapscan', v_bitmaps, true);
end;
$$;
comment on function private.list_conversations(uuid, jsonb, integer, timestamptz, uuid) is
  'Called through public.list_conversations. Checks membership and filter. Returns a page.';
revoke execute on function
  private.list_conversations(uuid, jsonb, integer, timestamptz, uuid)
from public;
grant execute on function private.list_conversations(uuid, jsonb, integer, timestamptz, uuid)
to authenticated;

create function public.list_conversations(
  p_workspace_id uuid,
  p_filter jsonb default '{}',
  p_limit integer default 50,
  p_before_at timestamptz default null,
  p_before_id uuid default null
) returns setof public.inbox_conversations
language sql stable set search_path = '' as $$
  select * from private.list_conversations(
    p_workspace_id,
    p_filter,
    p_limit,
    p_before_at,
    p_before_id
  );
$$;
comment on function public.list_conversations(uuid, jsonb, integer, timestamptz, uuid) is
  'Called by members. Returns the conversations that match the filter (see docs/inbox.md), the '
  'last active first, at most p_limit (200); the next page with last_message_at and id of the '
  'last row as p_before_at and p_before_id. Errors workspace_not_found (HTTP 404), invalid_filter '
  '(422).';
revoke execute on function public.list_conversations(uuid, jsonb, integer, timestamptz, uuid)
from public, anon;
grant execute on function public.list_conversations(uuid, jsonb, integer, timestamptz, uuid)
to authenticated;

create function private.group_filters(p_workspace_id uuid, p_filters jsonb, p_unread boolean)
returns table (condition text, numbers bigint[], clauses text[])
language sql stable security definer set search_path = '' as $$
  with filters as (
    select
      number,
      given.filter - 'unread' as filter,
      -- Those that ask for nothing but what the index by status has are counted together.
      case
        when given.filter - array['status', 'blocked', 'assignee', 'account_ids', 'unread'] <> '{}'
          then '{}'
        when p_unread then array['status', 'assignee', 'account_ids']
        else array['assignee', 'account_ids']
      end as own_keys
    from jsonb_array_elements(p_filters) with ordinality as given (filter, number)
    where p_unread or given.filter -> 'unread' is distinct from 'true'
  )
  select
    private.filter_condition(p_workspace_id, filter - own_keys),
    array_agg(number order by number),
    array_agg(
      'filter (where ' || array_to_string(
        array['true'] || private.filter_conditions(
          p_workspace_id,
          filter - array(select jsonb_object_keys(filter - own_keys))
        ),
        ' and '
      ) || ')'
      order by number
    )
  from filters
  group by filter - own_keys;
$$;
comment on function private.group_filters(uuid, jsonb, boolean) is
  'Called by private.count_conversations, with filters that were checked; p_unread: to count what '
  'is unread, else what matches, for which filters of unread ones are left out. Returns groups '
  'that are counted in one pass: SQL for what is common, places in the array, and an SQL clause '
  'for each.';
revoke execute on function private.group_filters(uuid, jsonb, boolean) from public;

create function private.unread_source(p_workspace_id uuid, p_condition text) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_reads text := format(
    '(select conversation_id, read_count from public.conversation_reads '
    'where user_id = %L and workspace_id = %L and is_unread offset 0) as reads',
    (select auth.uid()),
    p_workspace_id
  );
  v_count integer;
begin
  select count(*) into v_count
  from (
    select
    from public.conversation_reads
    where user_id = (select auth.uid()) and workspace_id = p_workspace_id and is_unread
    limit 5001
  ) as unread;
  return v_reads || format(
    case
      -- Postgres takes members for alike: for who has read most it would read all conversations.
      when v_count <= 5000 then
        ' cross join lateral (select * from public.conversations '
        'where conversations.id = reads.conversation_id and %s limit 1) as conversations'
      else
        ' join public.conversations on conversations.id = reads.conversation_id and %s'
    end,
    p_condition
  );
end;
$$;
comment on function private.unread_source(uuid, text) is
  'Called by counts. Returns SQL to select from: the unread conversations of the member who asks, '
  'for which the condition is true, as conversations and reads.';
revoke execute on function private.unread_source(uuid, text) from public;

create function private.count_conversations(p_workspace_id uuid, p_filters jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_group record;
  v_counted bigint[];
  v_summed bigint[];
  v_totals bigint[];
  v_unread bigint[];
  v_messages bigint[];
begin
  if private.my_role(p_workspace_id) is null then
    raise exception 'workspace_not_found: no workspace % for you', p_workspace_id
      using errcode = 'PT404', hint = 'Check the id and that you are a member.';
  end if;
  if coalesce(jsonb_typeof(p_filters) <> 'array', true) then
    raise exception 'invalid_filter: the filters are no array'
      using errcode = 'PT422', hint = 'Pass an array of at most 50 filters.';
  elsif jsonb_array_length(p_filters) > 50 then
    raise exception 'invalid_filter: % filters at once', jsonb_array_length(p_filters)
      using errcode = 'PT422', hint = 'Pass an array of at most 50 filters.';
  end if;
  perform private.require_filter(filter) from jsonb_array_elements(p_filters) as filter;

  for v_group in select * from private.group_filters(p_workspace_id, p_filters, false) loop
    execute format(
      'select array[%s] from public.conversations where %s',
      (select string_agg('count(*) ' || clause, ', ') from unnest(v_group.clauses) as clause),
      v_group.condition
    ) into v_counted;
    for place in 1 .. cardinality(v_counted) loop
      v_totals[v_group.numbers[place]] := v_counted[place];
    end loop;
  end loop;
  for v_group in select * from private.group_filters(p_workspace_id, p_filters, true) loop
    execute format(
      'select array[%s], array[%s] from %s',
      (select string_agg('count(*) ' || clause, ', ') from unnest(v_group.clauses) as clause),
      (
        select string_agg(
          'coalesce(sum(conversations.inbound_count - reads.read_count) '
            || clause || ', 0)::bigint',
          ', '
        )
        from unnest(v_group.clauses) as clause
      ),
      private.unread_source(p_workspace_id, v_group.condition)
    ) into v_counted, v_summed;
    for place in 1 .. cardinality(v_counted) loop
      v_unread[v_group.numbers[place]] := v_counted[place];
      v_messages[v_group.numbers[place]] := v_summed[place];
    end loop;
  end loop;
  return coalesce(
    (
      select jsonb_agg(
        case filter -> 'unread'
          when 'false' then
            jsonb_build_object(
              'conversations', v_totals[number] - v_unread[number],
              'unread_conversations', 0,
              'unread_messages', 0
            )
          else
            jsonb_build_object(
              'conversations',
              case filter -> 'unread' when 'true' then v_unread[number] else v_totals[number] end,
              'unread_conversations', v_unread[number],
              'unread_messages', v_messages[number]
            )
        end
        order by number
      )
      from jsonb_array_elements(p_filters) with ordinality as given (filter, number)
    ),
    '[]'
  );
end;
$$;
comment on function private.count_conversations(uuid, jsonb) is
  'Called through public.count_conversations. Checks membership and filters. Returns the counts.';
revoke execute on function private.count_conversations(uuid, jsonb) from public;
grant execute on function private.count_conversations(uuid, jsonb) to authenticated;

create function public.count_conversations(p_workspace_id uuid, p_filters jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select private.count_conversations(p_workspace_id, p_filters);
$$;
comment on function public.count_conversations(uuid, jsonb) is
  'Called by members'' sidebars with an array of at most 50 filters. Returns an array in the same '
  'order of {conversations, unread_conversations, unread_messages}, exact. Errors '
  'workspace_not_found (HTTP 404), invalid_filter (422).';
revoke execute on function public.count_conversations(uuid, jsonb) from public, anon;
grant execute on function public.count_conversations(uuid, jsonb) to authenticated;

create function private.unread_totals(p_workspace_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_user_id uuid := (select auth.uid());
begin
  if private.my_role(p_workspace_id) is null then
    raise exception 'workspace_not_found: no workspace % for you', p_workspace_id
      using errcode = 'PT404', hint = 'Check the id and that you are a member.';
  end if;
  return (
    with unread as (
      select
        conversations.account_id,
        conversations.assignee_id,
        conversations.inbound_count - reads.read_count as messages
      from public.conversation_reads as reads
      join public.conversations on conversations.id = reads.conversation_id
      where reads.user_id = v_user_id
        and reads.workspace_id = p_workspace_id
        and reads.is_unread
        and conversations.workspace_id = p_workspace_id
        and conversations.status = 'open'
        and not conversations.blocked
        and conversations.last_message_at is not null
    ),
    groups as (
      select
        account_id,
        coalesce(assignee_id = v_user_id, false) as is_mine,
        assignee_id is null as is_unassigned,
        count(*) as conversations,
        sum(messages) as messages
      from unread
      group by 1, 2, 3
    ),
    by_account as (
      select account_id, sum(conversations) as conversations, sum(messages) as messages
      from groups
      group by account_id
    )
    select jsonb_build_object(
      'mine', jsonb_build_object(
        'conversations', coalesce(sum(conversations) filter (where is_mine), 0),
        'messages', coalesce(sum(messages) filter (where is_mine), 0)
      ),
      'unassigned', jsonb_build_object(
        'conversations', coalesce(sum(conversations) filter (where is_unassigned), 0),
        'messages', coalesce(sum(messages) filter (where is_unassigned), 0)
      ),
      'all', jsonb_build_object(
        'conversations', coalesce(sum(conversations), 0),
        'messages', coalesce(sum(messages), 0)
      ),
      'accounts', coalesce(
        (
          select jsonb_object_agg(
            account_id,
            jsonb_build_object('conversations', conversations, 'messages', messages)
          )
          from by_account
        ),
        '{}'
      )
    )
    from groups
  );
end;
$$;
comment on function private.unread_totals(uuid) is
  'Called through public.unread_totals. Checks membership. Returns the member''s totals.';
revoke execute on function private.unread_totals(uuid) from public;
grant execute on function private.unread_totals(uuid) to authenticated;

create function public.unread_totals(p_workspace_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select private.unread_totals(p_workspace_id);
$$;
comment on function public.unread_totals(uuid) is
  'Called by members for the badge and the list of accounts. Returns {mine, unassigned, all, '
  'accounts: {<id>}}, each {conversations, messages}: what is unread for the member in open '
  'conversations that are not blocked; an account with nothing unread is left out. Error '
  'workspace_not_found (HTTP 404).';
revoke execute on function public.unread_totals(uuid) from public, anon;
grant execute on function public.unread_totals(uuid) to authenticated;
