-- Which conversations are unread for whom, kept with the read positions: a member who has read
-- nearly all of 50,000 conversations would otherwise wait until all have been compared.
--
-- Every member has a position in every conversation that the contact wrote in. A message then
-- changes only the positions of those who had read everything: no more than they did by reading.

alter table public.conversation_reads add column is_unread boolean not null default false;
comment on column public.conversation_reads.is_unread is
  'Whether read_count is below the conversation''s inbound_count. Kept by triggers; whoever moves '
  'read_count has the conversation locked, so that no message comes between.';

create index conversation_reads_unread_idx
on public.conversation_reads (user_id, workspace_id)
include (conversation_id, read_count) where is_unread;

create function private.compare_read() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.is_unread := coalesce(
    new.read_count < (
      select inbound_count from public.conversations where id = new.conversation_id
    ),
    false
  );
  return new;
end;
$$;
comment on function private.compare_read() is
  'Trigger: sets is_unread of a read position that is new or moved. Returns the row.';
revoke execute on function private.compare_read() from public;

create trigger conversation_reads_compare
before insert or update of read_count on public.conversation_reads
for each row execute function private.compare_read();

create function private.lock_unread(p_workspace_id uuid, p_shared boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_key bigint := hashtextextended('unread ' || p_workspace_id, 0);
begin
  if p_shared then
    perform pg_advisory_xact_lock_shared(v_key);
  else
    perform pg_advisory_xact_lock(v_key);
  end if;
end;
$$;
comment on function private.lock_unread(uuid, boolean) is
  'Called before read positions are made for a new conversation (shared) or for a new member: of '
  'the two the later one sees what the other made. Waits; never raises.';
revoke execute on function private.lock_unread(uuid, boolean) from public;

create function private.follow_inbound_counts() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_workspace_id uuid;
  v_first_ids uuid[];
begin
  -- With its first inbound message a conversation becomes known to all members.
  if tg_op = 'INSERT' then
    v_first_ids := array(select changed.id from changed where changed.inbound_count > 0);
  else
    v_first_ids := array(
      select changed.id
      from changed
      -- `is true` keeps it from becoming a join of each with each.
      where changed.inbound_count > 0
        and (changed.id in (select replaced.id from replaced where replaced.inbound_count = 0))
          is true
    );
  end if;
  if cardinality(v_first_ids) > 0 then
    for v_workspace_id in
      select distinct workspace_id from changed where id = any (v_first_ids) order by 1
    loop
      perform private.lock_unread(v_workspace_id, true);
    end loop;
    insert into public.conversation_reads (conversation_id, user_id, workspace_id, read_count)
    select changed.id, members.user_id, changed.workspace_id, 0
    from changed
    join public.workspace_members as members using (workspace_id)
    where changed.id = any (v_first_ids)
    order by 1, 2
    on conflict do nothing;
  end if;

  update public.conversation_reads as reads
  set is_unread = reads.read_count < changed.inbound_count
  from changed
  where reads.conversation_id = changed.id
    and reads.is_unread <> (reads.read_count < changed.inbound_count);
  return null;
end;
$$;
comment on function private.follow_inbound_counts() is
  'Trigger: makes conversations unread for those who had read all of them, and known to all '
  'members with their first inbound message. Once a statement, however many it changes. Returns '
  'null, as it runs after the change.';
revoke execute on function private.follow_inbound_counts() from public;

create trigger conversations_follow_inserts
after insert on public.conversations
referencing new table as changed
for each statement execute function private.follow_inbound_counts();

create trigger conversations_follow_updates
after update on public.conversations
referencing old table as replaced new table as changed
for each statement execute function private.follow_inbound_counts();

create function private.add_reads_of_member() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_unread(new.workspace_id, false);
  insert into public.conversation_reads (conversation_id, user_id, workspace_id, read_count)
  select id, new.user_id, new.workspace_id, 0
  from public.conversations
  where workspace_id = new.workspace_id and inbound_count > 0
  on conflict do nothing;
  return null;
end;
$$;
comment on function private.add_reads_of_member() is
  'Trigger: everything in the workspace is unread for a new member, but what they read when they '
  'were in it before. Returns null, as it runs after the change.';
revoke execute on function private.add_reads_of_member() from public;

create trigger workspace_members_add_reads
after insert on public.workspace_members
for each row execute function private.add_reads_of_member();

update public.conversation_reads set read_count = read_count;
insert into public.conversation_reads (conversation_id, user_id, workspace_id, read_count)
select conversations.id, members.user_id, conversations.workspace_id, 0
from public.conversations
join public.workspace_members as members using (workspace_id)
where conversations.inbound_count > 0
on conflict do nothing;
