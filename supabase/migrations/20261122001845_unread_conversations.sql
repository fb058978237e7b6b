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

create function private.follow_inbound_count() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' or old.inbound_count = 0 then
    perform private.lock_unread(new.workspace_id, true);
    insert into public.conversation_reads (conversation_id, user_id, workspace_id, read_count)
    select new.id, user_id, new.workspace_id, 0
    from public.workspace_members
    where workspace_id = new.workspace_id
    on conflict do nothing;
  end if;
  update public.conversation_reads
  set is_unread = read_count < new.inbound_count
  where conversation_id = new.id
    and is_unread <> (read_count < new.inbound_count);
  return null;
end;
$$;
comment on function private.follow_inbound_count() is
  'Trigger: makes a conversation unread for those who had read all of it, and known to all members '
  'with its first inbound message. Returns null, as it runs after the change.';
revoke execute on function private.follow_inbound_count() from public;

create trigger conversations_follow_first_inbound
after insert on public.conversations
for each row when (new.inbound_count > 0)
execute function private.follow_inbound_count();

create trigger conversations_follow_inbound_count
after update of inbound_count on public.conversations
for each row when (new.inbound_count <> old.inbound_count)
execute function private.follow_inbound_count();

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
