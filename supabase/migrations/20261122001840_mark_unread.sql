-- Read positions that can be moved back, without a late move forward undoing it.

alter table public.conversation_reads
  add column epoch bigint not null default 0 check (epoch >= 0);
comment on column public.conversation_reads.epoch is
  'How often the member moved the position back. Of two positions the one with the higher epoch '
  'holds; within an epoch, the higher read_count.';

create function private.broadcast_read(p_read public.conversation_reads) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_item jsonb := jsonb_build_object(
    'conversation_id', p_read.conversation_id,
    'user_id', p_read.user_id,
    'read_count', p_read.read_count,
    'epoch', p_read.epoch
  );
begin
  perform private.broadcast(
    p_read.workspace_id,
    'conversation:update',
    jsonb_build_object('reads', jsonb_build_array(v_item))
  );
  return v_item;
end;
$$;
comment on function private.broadcast_read(public.conversation_reads) is
  'Called by what moves a read position. Sends `conversation:update` with reads. Returns the '
  'position as it was sent: {conversation_id, user_id, read_count, epoch}.';
revoke execute on function private.broadcast_read(public.conversation_reads) from public;

create function private.hold_conversation(p_conversation_id uuid) returns public.conversations
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.conversations := private.my_conversation(p_conversation_id);
begin
  select * into v_conversation
  from public.conversations
  where id = v_conversation.id
  for share;
  return v_conversation;
end;
$$;
comment on function private.hold_conversation(uuid) is
  'Called by what moves a read position, before it touches the position, as receiving does. '
  'Returns the member''s conversation, with which no message comes between until the transaction '
  'ends. Error conversation_not_found (HTTP 404).';
revoke execute on function private.hold_conversation(uuid) from public;

drop function public.mark_conversation_read(uuid, bigint);
drop function private.mark_conversation_read(uuid, bigint);

create function private.mark_conversation_read(
  p_conversation_id uuid,
  p_read_count bigint,
  p_epoch bigint
) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.conversations := private.hold_conversation(p_conversation_id);
  v_user_id uuid := (select auth.uid());
  v_read public.conversation_reads;
begin
  insert into public.conversation_reads as reads
    (conversation_id, user_id, workspace_id, read_count)
  values (
    v_conversation.id,
    v_user_id,
    v_conversation.workspace_id,
    greatest(least(p_read_count, v_conversation.inbound_count), 0)
  )
  on conflict (conversation_id, user_id) do update
    set read_count = excluded.read_count, updated_at = now()
    where reads.read_count < excluded.read_count
      and reads.epoch <= coalesce(p_epoch, reads.epoch)
  returning * into v_read;

  if v_read.conversation_id is null then
    return (
      select read_count from public.conversation_reads
      where conversation_id = v_conversation.id and user_id = v_user_id
    );
  end if;
  perform private.broadcast_read(v_read);
  return v_read.read_count;
end;
$$;
comment on function private.mark_conversation_read(uuid, bigint, bigint) is
  'Called through public.mark_conversation_read. Checks membership; moves the member''s read '
  'position forward, never back; tells the member''s other screens. Returns the position.';
revoke execute on function private.mark_conversation_read(uuid, bigint, bigint) from public;
grant execute on function private.mark_conversation_read(uuid, bigint, bigint) to authenticated;

create function public.mark_conversation_read(
  p_conversation_id uuid,
  p_read_count bigint,
  p_epoch bigint default null
) returns bigint
language sql set search_path = '' as $$
  select private.mark_conversation_read(p_conversation_id, p_read_count, p_epoch);
$$;
comment on function public.mark_conversation_read(uuid, bigint, bigint) is
  'Called by members'' screens with the inbound_count that they showed, so that a message which '
  'arrives meanwhile stays unread, and with the read_epoch that they knew, so that a call which '
  'comes after "mark as unread" on another screen does nothing. Returns the read_count that holds. '
  'Error conversation_not_found (HTTP 404) for an id that is unknown or of another workspace.';
revoke execute on function public.mark_conversation_read(uuid, bigint, bigint) from public, anon;
grant execute on function public.mark_conversation_read(uuid, bigint, bigint) to authenticated;

create function private.mark_conversation_unread(p_conversation_id uuid, p_message_id uuid)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.conversations := private.hold_conversation(p_conversation_id);
  v_user_id uuid := (select auth.uid());
  v_unread bigint := 1;
  v_read public.conversation_reads;
begin
  if p_message_id is not null then
    -- Imported history was never unread, and inbound_count leaves it out.
    select greatest(count(later.id), 1) into v_unread
    from public.messages as marked
    left join public.messages as later
      on later.conversation_id = marked.conversation_id
      and (later.sent_at, later.provider_message_id)
        >= (marked.sent_at, marked.provider_message_id)
      and later.direction = 'inbound'
      and later.source <> 'import'
    where marked.id = p_message_id and marked.conversation_id = p_conversation_id
    group by marked.id;
    if not found then
      raise exception 'message_not_found: no message % in the conversation', p_message_id
        using errcode = 'PT404', hint = 'Choose a message of this conversation.';
    end if;
  end if;

  update public.conversation_reads
  set read_count = greatest(v_conversation.inbound_count - v_unread, 0),
    epoch = epoch + 1,
    updated_at = now()
  where conversation_id = p_conversation_id
    and user_id = v_user_id
    and read_count > greatest(v_conversation.inbound_count - v_unread, 0)
  returning * into v_read;
  if v_read.conversation_id is not null then
    return private.broadcast_read(v_read);
  end if;
  select * into v_read
  from public.conversation_reads
  where conversation_id = p_conversation_id and user_id = v_user_id;
  return jsonb_build_object(
    'conversation_id', p_conversation_id,
    'user_id', v_user_id,
    'read_count', coalesce(v_read.read_count, 0),
    'epoch', coalesce(v_read.epoch, 0)
  );
end;
$$;
comment on function private.mark_conversation_unread(uuid, uuid) is
  'Called through public.mark_conversation_unread. Checks membership; moves the member''s own read '
  'position back, never forward; tells the member''s other screens. Returns the position.';
revoke execute on function private.mark_conversation_unread(uuid, uuid) from public;
grant execute on function private.mark_conversation_unread(uuid, uuid) to authenticated;

create function public.mark_conversation_unread(
  p_conversation_id uuid,
  p_message_id uuid default null
) returns jsonb
language sql set search_path = '' as $$
  select private.mark_conversation_unread(p_conversation_id, p_message_id);
$$;
comment on function public.mark_conversation_unread(uuid, uuid) is
  'Called by any member for themselves: the message and what the contact wrote after it is unread '
  'again; without a message, the contact''s last one. Returns {conversation_id, user_id, '
  'read_count, epoch}. Errors conversation_not_found and message_not_found (HTTP 404).';
revoke execute on function public.mark_conversation_unread(uuid, uuid) from public, anon;
grant execute on function public.mark_conversation_unread(uuid, uuid) to authenticated;
