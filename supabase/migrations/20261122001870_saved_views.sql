-- Saved views: filters with a name, of one member or of all.

create function private.filter_fault(p_filter jsonb) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_uuid constant text := '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$';
  v_key text;
  v_value jsonb;
  v_kind text;
  v_text text;
begin
  if p_filter is null or jsonb_typeof(p_filter) <> 'object' then
    return 'a filter is an object';
  end if;
  if octet_length(p_filter::text) > 8000 then
    return 'the filter is longer than 8,000 bytes';
  end if;
  for v_key, v_value in select * from jsonb_each(p_filter) loop
    v_kind := jsonb_typeof(v_value);
    v_text := p_filter ->> v_key;
    case v_key
      when 'status' then
        if v_kind <> 'array' or v_value = '[]' then
          return 'status: an array of open, snoozed, closed';
        elsif not v_value <@ '["open", "snoozed", "closed"]' then
          return 'status: an array of open, snoozed, closed';
        end if;
      when 'assignee' then
        if v_kind <> 'string' or v_text not in ('me', 'none') and v_text !~ v_uuid then
          return 'assignee: me, none, or a member''s user id';
        end if;
      when 'account_ids', 'label_ids' then
        if v_kind <> 'array' or v_value = '[]' then
          return v_key || ': an array of ids';
        elsif jsonb_array_length(v_value) > 100 then
          return v_key || ': at most 100 ids';
        elsif exists (
          select from jsonb_array_elements(v_value) as element
          where jsonb_typeof(element) <> 'string' or element #>> '{}' !~ v_uuid
        ) then
          return v_key || ': an array of ids';
        end if;
      when 'unread', 'blocked', 'mentions_me' then
        if v_kind <> 'boolean' then
          return v_key || ': true or false';
        end if;
      when 'priority_at_least' then
        if v_kind <> 'number' or v_text !~ '^[0-4]$' then
          return 'priority_at_least: 0 to 4';
        end if;
      when 'window' then
        if v_kind <> 'string' or v_text not in ('open', 'closing', 'human_agent', 'closed') then
          return 'window: open, closing, human_agent or closed';
        end if;
      when 'last_inbound_before', 'last_inbound_after' then
        if v_kind <> 'string' or v_text !~ '^[0-9]{1,4} (minute|hour|day|week)s?$' then
          return v_key || ': a number of minutes, hours, days or weeks, as in "2 hours"';
        end if;
      when 'direction' then
        if v_kind <> 'string' or v_text not in ('inbound', 'outbound') then
          return 'direction: inbound or outbound';
        end if;
      when 'search' then
        if v_kind <> 'string' or length(v_text) not between 1 and 200 then
          return 'search: text of 1 to 200 characters';
        end if;
      else
        return format('%s: there is no such key', left(v_key, 40));
    end case;
  end loop;
  return null;
end;
$$;
comment on function private.filter_fault(jsonb) is
  'Called by whatever takes a filter of conversations. Returns null for a valid one, else what is '
  'wrong with it. Keys: status, assignee, account_ids, label_ids, unread, priority_at_least, '
  'window, last_inbound_before, last_inbound_after, direction, blocked, mentions_me, search.';
revoke execute on function private.filter_fault(jsonb) from public;

create table public.saved_views (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  name text not null check (length(name) between 1 and 100),
  filter jsonb not null default '{}',
  owner_id uuid,
  position integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- A member who leaves takes their own views along.
  foreign key (workspace_id, owner_id) references public.workspace_members (workspace_id, user_id)
    on delete cascade
);
comment on table public.saved_views is
  'A filter of conversations with a name. owner_id null: shared with the workspace.';

create index saved_views_workspace_id_idx
on public.saved_views (workspace_id, owner_id, position);

create trigger saved_views_touch_updated_at
before update on public.saved_views
for each row execute function private.touch_updated_at();

create function private.check_saved_view() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_fault text := private.filter_fault(new.filter);
begin
  if v_fault is not null then
    raise exception 'invalid_filter: %', v_fault
      using errcode = 'PT422', hint = 'The keys and their values are in docs/inbox.md.';
  end if;
  return new;
end;
$$;
comment on function private.check_saved_view() is
  'Trigger: refuses a filter that lists could not use. Returns the row; error invalid_filter (HTTP '
  '422).';
revoke execute on function private.check_saved_view() from public;

create trigger saved_views_check
before insert or update of filter on public.saved_views
for each row execute function private.check_saved_view();

alter table public.saved_views enable row level security;
grant select on public.saved_views to authenticated, service_role;
grant
  insert (id, workspace_id, name, filter, owner_id, position),
  update (name, filter, position),
  delete
on public.saved_views to authenticated;

create policy "members see shared views and their own" on public.saved_views
for select to authenticated
using (
  workspace_id in (select private.my_workspace_ids())
  and (owner_id is null or owner_id = (select auth.uid()))
);

create policy "agents make views of their own, admins shared ones" on public.saved_views
for insert to authenticated
with check (
  (
    owner_id = (select auth.uid())
    and workspace_id in (select private.my_workspace_ids(array['owner', 'admin', 'agent']))
  )
  or (
    owner_id is null
    and workspace_id in (select private.my_workspace_ids(array['owner', 'admin']))
  )
);

create policy "agents change views of their own, admins shared ones" on public.saved_views
for update to authenticated
using (
  (
    owner_id = (select auth.uid())
    and workspace_id in (select private.my_workspace_ids(array['owner', 'admin', 'agent']))
  )
  or (
    owner_id is null
    and workspace_id in (select private.my_workspace_ids(array['owner', 'admin']))
  )
)
with check (
  (
    owner_id = (select auth.uid())
    and workspace_id in (select private.my_workspace_ids(array['owner', 'admin', 'agent']))
  )
  or (
    owner_id is null
    and workspace_id in (select private.my_workspace_ids(array['owner', 'admin']))
  )
);

create policy "agents delete views of their own, admins shared ones" on public.saved_views
for delete to authenticated
using (
  (
    owner_id = (select auth.uid())
    and workspace_id in (select private.my_workspace_ids(array['owner', 'admin', 'agent']))
  )
  or (
    owner_id is null
    and workspace_id in (select private.my_workspace_ids(array['owner', 'admin']))
  )
);
