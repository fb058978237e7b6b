-- Blocked contacts: what they write is kept, apart from the inbox.

create function private.set_contact_blocked(p_contact_id uuid, p_blocked boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_contact public.contacts;
  v_conversation_id uuid;
  v_changed boolean;
begin
  select * into v_contact
  from public.contacts
  where id = p_contact_id
    and workspace_id in (select private.my_workspace_ids());
  if not found then
    raise exception 'contact_not_found: no contact % for you', p_contact_id
      using errcode = 'PT404', hint = 'Check the id and that you are a member of its workspace.';
  end if;
  perform private.require_agent(private.my_role(v_contact.workspace_id));

  -- The conversation first, as whoever changes both does.
  select id into v_conversation_id
  from public.conversations
  where contact_id = p_contact_id
  for no key update;
  update public.contacts
  set blocked_at = case when p_blocked then now() end,
    blocked_by = case when p_blocked then (select auth.uid()) end,
    updated_at = now()
  where id = p_contact_id and (blocked_at is not null) is distinct from p_blocked;
  v_changed := found;
  if v_conversation_id is null then
    return null;
  end if;
  update public.conversations
  set blocked = p_blocked, version = version + 1, updated_at = now()
  where id = v_conversation_id and blocked is distinct from p_blocked;
  v_changed := v_changed or found;
  return private.finish_conversation_change(
    v_conversation_id,
    case when v_changed then case when p_blocked then 'blocked' else 'unblocked' end end
  );
end;
$$;
comment on function private.set_contact_blocked(uuid, boolean) is
  'Called through public.block_contact and public.unblock_contact. Checks membership and role; '
  'changes the contact and its conversation together; records and broadcasts. Returns the '
  'conversation as clients get it, null when there is none.';
revoke execute on function private.set_contact_blocked(uuid, boolean) from public;
grant execute on function private.set_contact_blocked(uuid, boolean) to authenticated;

create function public.block_contact(p_contact_id uuid) returns jsonb
language sql set search_path = '' as $$
  select private.set_contact_blocked(p_contact_id, true);
$$;
comment on function public.block_contact(uuid) is
  'Called by agents: keeps the contact''s conversation apart from the inbox; nothing is removed. '
  'Returns the conversation, null when there is none yet. Errors contact_not_found (HTTP 404), '
  'forbidden_role (403).';
revoke execute on function public.block_contact(uuid) from public, anon;
grant execute on function public.block_contact(uuid) to authenticated;

create function public.unblock_contact(p_contact_id uuid) returns jsonb
language sql set search_path = '' as $$
  select private.set_contact_blocked(p_contact_id, false);
$$;
comment on function public.unblock_contact(uuid) is
  'Called by agents: takes the contact''s conversation back to the inbox. Returns and errors as '
  'block_contact.';
revoke execute on function public.unblock_contact(uuid) from public, anon;
grant execute on function public.unblock_contact(uuid) to authenticated;
