-- How a team works on its conversations: status, assignee and priority, who changed what, and how
-- every screen hears of it.

create table public.conversation_events (
  id bigint generated always as identity primary key,
  workspace_id uuid not null,
  conversation_id uuid not null,
  kind text not null check (
    kind in (
      'reopened',
      'closed',
      'snoozed',
      'woken',
      'assigned',
      'unassigned',
      'priority_set',
      'labelled',
      'unlabelled',
      'blocked',
      'unblocked'
    )
  ),
  actor_id uuid references auth.users (id) on delete set null,
  -- A bit of its own, since a person who is deleted later leaves actor_id empty, too.
  is_system boolean not null default false,
  data jsonb not null default '{}' check (octet_length(data::text) <= 4000),
  created_at timestamptz not null default now(),
  foreign key (conversation_id, workspace_id) references public.conversations (id, workspace_id)
    on delete cascade
);
comment on table public.conversation_events is
  'Who did what with a conversation, for the system lines in its thread. actor_id null: the system '
  '(is_system), or a person who is no longer there.';
comment on column public.conversation_events.data is
  'By kind: snoozed {until}; assigned and unassigned {from, to}; priority_set {from, to}; labelled '
  'and unlabelled {label_ids}; otherwise {}.';

create index conversation_events_by_conversation_idx
on public.conversation_events (conversation_id, id desc);
create index conversation_events_actor_id_idx
on public.conversation_events (actor_id) where actor_id is not null;

alter table public.conversation_events enable row level security;
grant select on public.conversation_events to authenticated, service_role;

create policy "members see their workspaces' conversation events" on public.conversation_events
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));

create function private.record_conversation_events(
  p_conversation_ids uuid[],
  p_kind text,
  p_actor_id uuid,
  p_data jsonb default '{}'
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_event record;
  v_recorded integer := 0;
begin
  for v_event in
    with recorded as (
      insert into public.conversation_events as events
        (workspace_id, conversation_id, kind, actor_id, is_system, data)
      select workspace_id, id, p_kind, p_actor_id, p_actor_id is null, p_data
      from public.conversations
      where id = any (p_conversation_ids)
      order by id
      returning events.*
    ),
    numbered as (
      select
        recorded.workspace_id,
        to_jsonb(recorded) as item,
        (
          row_number() over (partition by recorded.workspace_id order by recorded.id) - 1
        ) / 50 as batch
      from recorded
    )
    select numbered.workspace_id, jsonb_agg(numbered.item) as items, count(*)::integer as size
    from numbered
    group by numbered.workspace_id, numbered.batch
  loop
    perform private.broadcast(
      v_event.workspace_id,
      'conversation_event:insert',
      jsonb_build_object('conversation_events', v_event.items)
    );
    v_recorded := v_recorded + v_event.size;
  end loop;
  return v_recorded;
end;
$$;
comment on function private.record_conversation_events(uuid[], text, uuid, jsonb) is
  'Called by what works on conversations; p_actor_id null is the system. Records one event for '
  'each conversation and broadcasts `conversation_event:insert`, 50 rows to an event. Returns how '
  'many were recorded.';
revoke execute on function private.record_conversation_events(uuid[], text, uuid, jsonb)
from public;

create function private.my_role(p_workspace_id uuid) returns text
language sql stable security definer set search_path = '' as $$
  select role from public.workspace_members
  where workspace_id = p_workspace_id and user_id = (select auth.uid());
$$;
comment on function private.my_role(uuid) is
  'Called by functions that act for a member. Returns the signed-in user''s role in the workspace; '
  'null for anybody else. Never raises.';
revoke execute on function private.my_role(uuid) from public;

create function private.require_agent(p_role text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if coalesce(p_role, '') <> all (array['owner', 'admin', 'agent']) then
    raise exception 'forbidden_role: a % can''t do this', p_role
      using errcode = 'PT403', hint = 'Ask an admin of the workspace to make you an agent.';
  end if;
end;
$$;
comment on function private.require_agent(text) is
  'Called by functions that act for a member, with private.my_role. Returns nothing; error '
  'forbidden_role (HTTP 403) for a viewer.';
revoke execute on function private.require_agent(text) from public;

create function private.my_conversation(p_conversation_id uuid) returns public.conversations
language plpgsql stable security definer set search_path = '' as $$
declare
  v_conversation public.conversations;
begin
  select * into v_conversation
  from public.conversations
  where id = p_conversation_id
    and workspace_id in (select private.my_workspace_ids());
  if not found then
    raise exception 'conversation_not_found: no conversation % for you', p_conversation_id
      using errcode = 'PT404', hint = 'Check the id and that you are a member of its workspace.';
  end if;
  return v_conversation;
end;
$$;
comment on function private.my_conversation(uuid) is
  'Called by functions that act for a member. Returns the conversation, unlocked. Error '
  'conversation_not_found (HTTP 404) for an id that is unknown or of another workspace.';
revoke execute on function private.my_conversation(uuid) from public;

create function private.lock_conversation(p_conversation_id uuid) returns public.conversations
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.conversations := private.my_conversation(p_conversation_id);
begin
  perform private.require_agent(private.my_role(v_conversation.workspace_id));
  -- Locked only after the check, so that nobody can hold up another workspace's conversations.
  select * into v_conversation
  from public.conversations
  where id = p_conversation_id
  for no key update;
  return v_conversation;
end;
$$;
comment on function private.lock_conversation(uuid) is
  'Called by functions that change a conversation for a member. Returns the row, locked until the '
  'transaction ends, so that changes come one after the other. Errors conversation_not_found '
  '(HTTP 404), forbidden_role (403).';
revoke execute on function private.lock_conversation(uuid) from public;

create function private.finish_conversation_change(
  p_conversation_id uuid,
  p_kind text,
  p_data jsonb default '{}'
) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  if p_kind is not null then
    perform private.record_conversation_events(
      array[p_conversation_id],
      p_kind,
      (select auth.uid()),
      p_data
    );
    perform private.broadcast_conversations(array[p_conversation_id]);
  end if;
  return (
    select to_jsonb(conversation)
    from private.conversation_rows as conversation
    where conversation.id = p_conversation_id
  );
end;
$$;
comment on function private.finish_conversation_change(uuid, text, jsonb) is
  'Called last by functions that change a conversation for a member; p_kind null when nothing '
  'changed. Records the event, broadcasts it and the row. Returns the row as clients get it.';
revoke execute on function private.finish_conversation_change(uuid, text, jsonb) from public;

create function private.set_conversation_status(
  p_conversation_id uuid,
  p_status text,
  p_snoozed_until timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.conversations := private.lock_conversation(p_conversation_id);
begin
  if coalesce(p_status, '') <> all (array['open', 'closed', 'snoozed']) then
    raise exception 'invalid_status: "%" is no status', p_status
      using errcode = 'PT422', hint = 'Use open, closed or snoozed.';
  end if;
  if p_status = 'snoozed' then
    if coalesce(p_snoozed_until not between now() and now() + interval '2 years', true) then
      raise exception 'invalid_snooze: can''t snooze until %', p_snoozed_until
        using errcode = 'PT422', hint = 'Give a time in the future, at most two years away.';
    end if;
  elsif p_snoozed_until is not null then
    raise exception 'invalid_snooze: % has no time to snooze until', p_status
      using errcode = 'PT422', hint = 'Leave the time out, or use the status snoozed.';
  end if;

  if (v_conversation.status, v_conversation.snoozed_until)
    is not distinct from (p_status, p_snoozed_until)
  then
    return private.finish_conversation_change(p_conversation_id, null);
  end if;
  update public.conversations
  set status = p_status,
    snoozed_until = p_snoozed_until,
    version = version + 1,
    updated_at = now()
  where id = p_conversation_id;
  return private.finish_conversation_change(
    p_conversation_id,
    case p_status when 'open' then 'reopened' else p_status end,
    case p_status
      when 'snoozed' then jsonb_build_object('until', p_snoozed_until)
      else '{}'
    end
  );
end;
$$;
comment on function private.set_conversation_status(uuid, text, timestamptz) is
  'Called through public.set_conversation_status. Checks membership and role, changes the status, '
  'records and broadcasts. Returns the row as clients get it.';
revoke execute on function private.set_conversation_status(uuid, text, timestamptz) from public;
grant execute on function private.set_conversation_status(uuid, text, timestamptz)
to authenticated;

create function public.set_conversation_status(
  p_conversation_id uuid,
  p_status text,
  p_snoozed_until timestamptz default null
) returns jsonb
language sql set search_path = '' as $$
  select private.set_conversation_status(p_conversation_id, p_status, p_snoozed_until);
$$;
comment on function public.set_conversation_status(uuid, text, timestamptz) is
  'Called by agents: open, closed, or snoozed until a time at most two years ahead. Returns the '
  'conversation; unchanged, with no event, when it was so already. Errors conversation_not_found '
  '(HTTP 404), forbidden_role (403), invalid_status and invalid_snooze (422).';
revoke execute on function public.set_conversation_status(uuid, text, timestamptz)
from public, anon;
grant execute on function public.set_conversation_status(uuid, text, timestamptz)
to authenticated;

create function private.assign_conversation(
  p_conversation_id uuid,
  p_assignee_id uuid,
  p_only_if_free boolean
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.conversations;
  v_role text;
begin
  -- The member before the conversation, as leaving does: nobody is given a conversation while they
  -- are being taken out of the team, and the two can't wait for each other.
  select members.role into v_role
  from public.conversations
  join public.workspace_members as members using (workspace_id)
  where conversations.id = p_conversation_id
    and conversations.workspace_id in (select private.my_workspace_ids())
    and members.user_id = p_assignee_id
  for share of members;
  v_conversation := private.lock_conversation(p_conversation_id);
  if p_assignee_id is not null and v_role is null then
    raise exception 'member_not_found: % is no member of the workspace', p_assignee_id
      using errcode = 'PT404', hint = 'Choose one of the workspace''s members.';
  end if;
  if v_role = 'viewer' then
    raise exception 'invalid_assignee: % is a viewer', p_assignee_id
      using errcode = 'PT422', hint = 'Choose an agent, an admin or an owner.';
  end if;
  if v_conversation.assignee_id is not distinct from p_assignee_id then
    return private.finish_conversation_change(p_conversation_id, null);
  end if;
  if p_only_if_free and v_conversation.assignee_id is not null then
    raise exception 'already_assigned: conversation % is assigned to %',
      p_conversation_id, v_conversation.assignee_id
      using errcode = 'PT409', hint = 'Show who has it; assign without p_only_if_free to take it.';
  end if;
  update public.conversations
  set assignee_id = p_assignee_id, version = version + 1, updated_at = now()
  where id = p_conversation_id;
  return private.finish_conversation_change(
    p_conversation_id,
    case when p_assignee_id is null then 'unassigned' else 'assigned' end,
    jsonb_build_object('from', v_conversation.assignee_id, 'to', p_assignee_id)
  );
end;
$$;
comment on function private.assign_conversation(uuid, uuid, boolean) is
  'Called through public.assign_conversation. Checks membership and role of both, assigns, records '
  'and broadcasts. Returns the row as clients get it.';
revoke execute on function private.assign_conversation(uuid, uuid, boolean) from public;
grant execute on function private.assign_conversation(uuid, uuid, boolean) to authenticated;

create function public.assign_conversation(
  p_conversation_id uuid,
  p_assignee_id uuid,
  p_only_if_free boolean default false
) returns jsonb
language sql set search_path = '' as $$
  select private.assign_conversation(p_conversation_id, p_assignee_id, p_only_if_free);
$$;
comment on function public.assign_conversation(uuid, uuid, boolean) is
  'Called by agents: gives the conversation to a member who is at least an agent, or to nobody '
  '(null). p_only_if_free: only when nobody else has it, so that of two who claim it at once one '
  'learns that the other was first. Returns the conversation. Errors conversation_not_found and '
  'member_not_found (HTTP 404), forbidden_role (403), invalid_assignee (422), already_assigned '
  '(409).';
revoke execute on function public.assign_conversation(uuid, uuid, boolean) from public, anon;
grant execute on function public.assign_conversation(uuid, uuid, boolean) to authenticated;

create function private.set_conversation_priority(p_conversation_id uuid, p_priority integer)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.conversations := private.lock_conversation(p_conversation_id);
begin
  if coalesce(p_priority not between 0 and 4, true) then
    raise exception 'invalid_priority: % is no priority', p_priority
      using errcode = 'PT422', hint = 'Use 0 (none), 1 (low), 2 (medium), 3 (high) or 4 (urgent).';
  end if;
  if v_conversation.priority = p_priority then
    return private.finish_conversation_change(p_conversation_id, null);
  end if;
  update public.conversations
  set priority = p_priority, version = version + 1, updated_at = now()
  where id = p_conversation_id;
  return private.finish_conversation_change(
    p_conversation_id,
    'priority_set',
    jsonb_build_object('from', v_conversation.priority, 'to', p_priority)
  );
end;
$$;
comment on function private.set_conversation_priority(uuid, integer) is
  'Called through public.set_conversation_priority. Checks membership and role, changes the '
  'priority, records and broadcasts. Returns the row as clients get it.';
revoke execute on function private.set_conversation_priority(uuid, integer) from public;
grant execute on function private.set_conversation_priority(uuid, integer) to authenticated;

create function public.set_conversation_priority(p_conversation_id uuid, p_priority integer)
returns jsonb
language sql set search_path = '' as $$
  select private.set_conversation_priority(p_conversation_id, p_priority);
$$;
comment on function public.set_conversation_priority(uuid, integer) is
  'Called by agents: 0 none, 1 low, 2 medium, 3 high, 4 urgent. Returns the conversation. Errors '
  'conversation_not_found (HTTP 404), forbidden_role (403), invalid_priority (422).';
revoke execute on function public.set_conversation_priority(uuid, integer) from public, anon;
grant execute on function public.set_conversation_priority(uuid, integer) to authenticated;

-- Waking: by the clock, a few at a time, past rows that somebody else is changing just now.

create index conversations_snoozed_until_idx
on public.conversations (snoozed_until) where status = 'snoozed';

create function private.wake_snoozed_conversations(p_limit integer default 1000)
returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_ids uuid[];
begin
  with due as (
    select id from public.conversations
    where status = 'snoozed' and snoozed_until <= now()
    order by snoozed_until
    limit p_limit
    for no key update skip locked
  ),
  woken as (
    update public.conversations as conversations
    set status = 'open',
      snoozed_until = null,
      version = conversations.version + 1,
      updated_at = now()
    from due
    where conversations.id = due.id
    returning conversations.id
  )
  select array_agg(id) into v_ids from woken;
  if v_ids is null then
    return 0;
  end if;
  perform private.record_conversation_events(v_ids, 'woken', null);
  perform private.broadcast_conversations(v_ids);
  return cardinality(v_ids);
end;
$$;
comment on function private.wake_snoozed_conversations(integer) is
  'Called by cron. Opens the conversations whose time has come, at most p_limit, records and '
  'broadcasts. Returns how many.';
revoke execute on function private.wake_snoozed_conversations(integer) from public;

select cron.schedule(
  'wake-snoozed-conversations',
  '20 seconds',
  'select private.wake_snoozed_conversations()'
);

-- Who leaves the team, or may only look from now on, has no conversations.

create function private.release_conversations() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_ids uuid[];
begin
  -- The whole workspace may be going.
  if not exists (select from public.workspaces where id = old.workspace_id) then
    return null;
  end if;
  with assigned as (
    select id from public.conversations
    where workspace_id = old.workspace_id and assignee_id = old.user_id
    order by id
    for no key update
  ),
  released as (
    update public.conversations as conversations
    set assignee_id = null, version = conversations.version + 1, updated_at = now()
    from assigned
    where conversations.id = assigned.id
    returning conversations.id
  )
  select array_agg(id) into v_ids from released;
  if v_ids is not null then
    perform private.record_conversation_events(
      v_ids,
      'unassigned',
      null,
      jsonb_build_object('from', old.user_id, 'to', null)
    );
    perform private.broadcast_conversations(v_ids);
  end if;
  return null;
end;
$$;
comment on function private.release_conversations() is
  'Trigger: takes the conversations of a member who left or became a viewer back to nobody, '
  'records and broadcasts. Returns null, as it runs after the change.';
revoke execute on function private.release_conversations() from public;

create trigger workspace_members_release_on_leaving
after delete on public.workspace_members
for each row execute function private.release_conversations();

create trigger workspace_members_release_on_viewing
after update of role on public.workspace_members
for each row when (new.role = 'viewer' and old.role <> 'viewer')
execute function private.release_conversations();
