-- Canned replies: texts that admins prepare and agents fill in for a conversation.

create table public.canned_replies (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  shortcut text not null check (shortcut ~ '^[^\s/][^\s]{0,49}$'),
  title text not null check (length(title) between 1 and 100),
  body text not null check (length(body) between 1 and 5000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.canned_replies is
  'A prepared reply, found by its shortcut. Its body may have {{contact.name}}, '
  '{{contact.username}}, {{account.name}}, {{agent.name}} and {{workspace.name}}.';

create unique index canned_replies_shortcut_key
on public.canned_replies (workspace_id, lower(shortcut));

create trigger canned_replies_touch_updated_at
before update on public.canned_replies
for each row execute function private.touch_updated_at();

create function private.check_canned_reply() returns trigger
language plpgsql set search_path = '' as $$
declare
  v_unknown text;
begin
  select btrim(parts[1]) into v_unknown
  from regexp_matches(new.body, '\{\{(.*?)\}\}', 'g') as parts
  where btrim(parts[1]) <> all (
    array['contact.name', 'contact.username', 'account.name', 'agent.name', 'workspace.name']
  )
  limit 1;
  if found then
    raise exception 'unknown_variable: there is no variable {{%}}', v_unknown
      using errcode = 'PT422',
        hint = 'Use {{contact.name}}, {{contact.username}}, {{account.name}}, {{agent.name}} or '
          '{{workspace.name}}.';
  end if;
  return new;
end;
$$;
comment on function private.check_canned_reply() is
  'Trigger: refuses variables that nothing would fill in. Returns the row; error unknown_variable '
  '(HTTP 422), with the known ones as its hint.';
revoke execute on function private.check_canned_reply() from public;

create trigger canned_replies_check
before insert or update of body on public.canned_replies
for each row execute function private.check_canned_reply();

alter table public.canned_replies enable row level security;
grant select on public.canned_replies to authenticated, service_role;
grant
  insert (id, workspace_id, shortcut, title, body),
  update (shortcut, title, body),
  delete
on public.canned_replies to authenticated;

create policy "members see their workspaces' canned replies" on public.canned_replies
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));

create policy "admins make canned replies" on public.canned_replies
for insert to authenticated
with check (workspace_id in (select private.my_workspace_ids(array['owner', 'admin'])));

create policy "admins change canned replies" on public.canned_replies
for update to authenticated
using (workspace_id in (select private.my_workspace_ids(array['owner', 'admin'])))
with check (workspace_id in (select private.my_workspace_ids(array['owner', 'admin'])));

create policy "admins delete canned replies" on public.canned_replies
for delete to authenticated
using (workspace_id in (select private.my_workspace_ids(array['owner', 'admin'])));

create function public.render_canned_reply(p_canned_reply_id uuid, p_conversation_id uuid)
returns text
language plpgsql stable set search_path = '' as $$
declare
  v_reply public.canned_replies;
  v_values jsonb;
begin
  select * into v_reply from public.canned_replies where id = p_canned_reply_id;
  if not found then
    raise exception 'canned_reply_not_found: no canned reply % for you', p_canned_reply_id
      using errcode = 'PT404', hint = 'It may have been deleted; read the list again.';
  end if;
  select jsonb_build_object(
    'contact.name', coalesce(nullif(contacts.name, ''), '@' || contacts.username, 'there'),
    'contact.username', coalesce('@' || contacts.username, nullif(contacts.name, ''), 'there'),
    'account.name', coalesce(nullif(accounts.name, ''), '@' || accounts.username, workspaces.name),
    'agent.name', members.display_name,
    'workspace.name', workspaces.name
  )
  into v_values
  from public.conversations
  join public.contacts on contacts.id = conversations.contact_id
  join public.accounts on accounts.id = conversations.account_id
  join public.workspaces on workspaces.id = conversations.workspace_id
  join public.workspace_members as members
    on members.workspace_id = conversations.workspace_id
    and members.user_id = (select auth.uid())
  where conversations.id = p_conversation_id
    and conversations.workspace_id = v_reply.workspace_id;
  if not found then
    raise exception 'conversation_not_found: no conversation % for you', p_conversation_id
      using errcode = 'PT404', hint = 'Check the id and that the reply is of its workspace.';
  end if;
  -- Part by part in one pass, so that a name with braces in it is not filled in again.
  return (
    select string_agg(
      coalesce(v_values ->> btrim(part.texts[2]), part.texts[1]),
      '' order by part.number
    )
    from regexp_matches(v_reply.body, '(\{\{([^{}]*)\}\}|[^{]+|\{)', 'g')
      with ordinality as part (texts, number)
  );
end;
$$;
comment on function public.render_canned_reply(uuid, uuid) is
  'Called by the composer, under the caller''s own rights. Returns the reply''s body with its '
  'variables filled in; a contact without a name is called by their @handle, else "there". Errors '
  'canned_reply_not_found and conversation_not_found (HTTP 404).';
revoke execute on function public.render_canned_reply(uuid, uuid) from public, anon;
grant execute on function public.render_canned_reply(uuid, uuid) to authenticated;
