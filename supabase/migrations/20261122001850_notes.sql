-- Private notes: what the team says to each other beside a conversation, with mentions.

create table public.notes (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null,
  conversation_id uuid not null,
  author_id uuid references auth.users (id) on delete set null,
  body text check (length(body) between 1 and 10000),
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  deleted_at timestamptz,
  unique (id, workspace_id),
  foreign key (conversation_id, workspace_id) references public.conversations (id, workspace_id)
    on delete cascade,
  constraint notes_deleted_is_empty check ((deleted_at is null) = (body is not null))
);
comment on table public.notes is
  'A private note in a conversation. A deleted one keeps its place, without its body.';

create index notes_by_conversation_idx on public.notes (conversation_id, created_at desc, id desc);
create index notes_author_id_idx on public.notes (author_id) where author_id is not null;

create table public.note_mentions (
  note_id uuid not null,
  user_id uuid not null references auth.users (id) on delete cascade,
  workspace_id uuid not null,
  conversation_id uuid not null,
  seen_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (note_id, user_id),
  foreign key (note_id, workspace_id) references public.notes (id, workspace_id)
    on delete cascade,
  foreign key (conversation_id, workspace_id) references public.conversations (id, workspace_id)
    on delete cascade
);
comment on table public.note_mentions is
  'Whom a note mentions, and when they saw it. A member''s mentions are the view "Mentions".';

create index note_mentions_user_id_idx
on public.note_mentions (user_id, workspace_id, conversation_id);
create index note_mentions_conversation_id_idx on public.note_mentions (conversation_id);

alter table public.notes enable row level security;
alter table public.note_mentions enable row level security;
grant select on public.notes, public.note_mentions to authenticated, service_role;

create policy "members see their workspaces' notes" on public.notes
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));

create policy "members see their workspaces' mentions in notes" on public.note_mentions
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));

create function private.note_item(p_note_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select to_jsonb(notes) || jsonb_build_object(
    'mentions',
    coalesce(
      (
        select jsonb_agg(
          jsonb_build_object('user_id', user_id, 'seen_at', seen_at) order by user_id
        )
        from public.note_mentions
        where note_id = notes.id
      ),
      '[]'
    )
  )
  from public.notes
  where id = p_note_id;
$$;
comment on function private.note_item(uuid) is
  'Called by what answers or broadcasts a note. Returns its columns with mentions, an array of '
  '{user_id, seen_at}.';
revoke execute on function private.note_item(uuid) from public;

create function private.broadcast_note(p_note_id uuid, p_event text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_item jsonb := private.note_item(p_note_id);
begin
  perform private.broadcast(
    (v_item ->> 'workspace_id')::uuid,
    p_event,
    jsonb_build_object('notes', jsonb_build_array(v_item))
  );
  return v_item;
end;
$$;
comment on function private.broadcast_note(uuid, text) is
  'Called by what changes notes. Sends `note:insert` or `note:update` with notes. Returns the note '
  'as it was sent.';
revoke execute on function private.broadcast_note(uuid, text) from public;

create function private.mention_members(p_note_id uuid, p_user_ids uuid[]) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_note public.notes;
  v_user_ids uuid[] := array_remove(coalesce(p_user_ids, '{}'), null);
  v_stranger uuid;
  v_changed boolean;
begin
  select * into v_note from public.notes where id = p_note_id;
  select mentioned.user_id into v_stranger
  from unnest(v_user_ids) as mentioned (user_id)
  where not exists (
    select from public.workspace_members as members
    where members.workspace_id = v_note.workspace_id and members.user_id = mentioned.user_id
  );
  if found then
    raise exception 'member_not_found: % is no member of the workspace', v_stranger
      using errcode = 'PT404', hint = 'Mention members of the workspace only.';
  end if;
  if cardinality(v_user_ids) > 100 then
    raise exception 'too_many_mentions: % mentions in one note', cardinality(v_user_ids)
      using errcode = 'PT422', hint = 'Mention at most 100 members.';
  end if;
  delete from public.note_mentions where note_id = p_note_id and user_id <> all (v_user_ids);
  v_changed := found;
  insert into public.note_mentions (note_id, user_id, workspace_id, conversation_id)
  select distinct v_note.id, mentioned.user_id, v_note.workspace_id, v_note.conversation_id
  from unnest(v_user_ids) as mentioned (user_id)
  on conflict (note_id, user_id) do nothing;
  return v_changed or found;
end;
$$;
comment on function private.mention_members(uuid, uuid[]) is
  'Called by what writes notes. Makes the note mention exactly these members; who saw it keeps '
  'that. Returns whether anything changed. Errors member_not_found (HTTP 404), too_many_mentions '
  '(422).';
revoke execute on function private.mention_members(uuid, uuid[]) from public;

create function private.check_note_body(p_body text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if coalesce(btrim(p_body, E' \t\r\n') = '' or length(p_body) > 10000, true) then
    raise exception 'invalid_body: a note of % characters', coalesce(length(p_body), 0)
      using errcode = 'PT422', hint = 'Write between 1 and 10,000 characters.';
  end if;
end;
$$;
comment on function private.check_note_body(text) is
  'Called by what writes notes. Returns nothing; error invalid_body (HTTP 422).';
revoke execute on function private.check_note_body(text) from public;

create function private.add_note(
  p_conversation_id uuid,
  p_body text,
  p_mentions uuid[],
  p_note_id uuid
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_workspace_id uuid := (private.my_conversation(p_conversation_id)).workspace_id;
  v_note_id uuid := coalesce(p_note_id, gen_random_uuid());
begin
  perform private.require_agent(private.my_role(v_workspace_id));
  perform private.check_note_body(p_body);

  insert into public.notes (id, workspace_id, conversation_id, author_id, body)
  values (v_note_id, v_workspace_id, p_conversation_id, (select auth.uid()), p_body)
  on conflict (id) do nothing;
  if not found then
    -- The same call again: its first answer got lost.
    perform from public.notes
    where id = v_note_id
      and conversation_id = p_conversation_id
      and author_id = (select auth.uid());
    if not found then
      raise exception 'note_id_taken: there is another note %', v_note_id
        using errcode = 'PT409', hint = 'Make a new random id for each note.';
    end if;
    return private.note_item(v_note_id);
  end if;
  perform private.mention_members(v_note_id, p_mentions);
  return private.broadcast_note(v_note_id, 'note:insert');
end;
$$;
comment on function private.add_note(uuid, text, uuid[], uuid) is
  'Called through public.add_note. Checks membership, role, body and mentions; inserts once for '
  'each id; broadcasts `note:insert`. Returns the note.';
revoke execute on function private.add_note(uuid, text, uuid[], uuid) from public;
grant execute on function private.add_note(uuid, text, uuid[], uuid) to authenticated;

create function public.add_note(
  p_conversation_id uuid,
  p_body text,
  p_mentions uuid[] default '{}',
  p_note_id uuid default null
) returns jsonb
language sql set search_path = '' as $$
  select private.add_note(p_conversation_id, p_body, p_mentions, p_note_id);
$$;
comment on function public.add_note(uuid, text, uuid[], uuid) is
  'Called by agents. p_mentions: user ids of members; p_note_id: an id of the caller''s own, '
  'with which the call can be repeated. Returns the note with its mentions. Errors '
  'conversation_not_found and member_not_found (HTTP 404), forbidden_role (403), invalid_body and '
  'too_many_mentions (422), note_id_taken (409).';
revoke execute on function public.add_note(uuid, text, uuid[], uuid) from public, anon;
grant execute on function public.add_note(uuid, text, uuid[], uuid) to authenticated;

create function private.lock_own_note(p_note_id uuid) returns public.notes
language plpgsql security definer set search_path = '' as $$
declare
  v_note public.notes;
  v_role text;
begin
  select * into v_note
  from public.notes
  where id = p_note_id
    and workspace_id in (select private.my_workspace_ids());
  if not found then
    raise exception 'note_not_found: no note % for you', p_note_id
      using errcode = 'PT404', hint = 'Check the id and that you are a member of its workspace.';
  end if;
  v_role := private.my_role(v_note.workspace_id);
  perform private.require_agent(v_role);
  if v_note.author_id is distinct from (select auth.uid()) and v_role = 'agent' then
    raise exception 'not_the_author: note % is somebody else''s', p_note_id
      using errcode = 'PT403', hint = 'Ask its author or an admin.';
  end if;
  select * into v_note from public.notes where id = p_note_id for no key update;
  return v_note;
end;
$$;
comment on function private.lock_own_note(uuid) is
  'Called by what edits and deletes notes. Returns the note, locked. Errors note_not_found (HTTP '
  '404), forbidden_role and not_the_author (403; admins may change anybody''s).';
revoke execute on function private.lock_own_note(uuid) from public;

create function private.edit_note(p_note_id uuid, p_body text, p_mentions uuid[]) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_note public.notes := private.lock_own_note(p_note_id);
  v_changed boolean := false;
begin
  perform private.check_note_body(p_body);
  if v_note.deleted_at is not null then
    raise exception 'note_deleted: note % was deleted at %', p_note_id, v_note.deleted_at
      using errcode = 'PT409', hint = 'Write a new note.';
  end if;
  if p_mentions is not null then
    v_changed := private.mention_members(p_note_id, p_mentions);
  end if;
  if v_note.body = p_body and not v_changed then
    return private.note_item(p_note_id);
  end if;
  update public.notes
  set body = p_body, edited_at = now(), version = version + 1
  where id = p_note_id;
  return private.broadcast_note(p_note_id, 'note:update');
end;
$$;
comment on function private.edit_note(uuid, text, uuid[]) is
  'Called through public.edit_note. Checks who may; changes body and mentions; broadcasts '
  '`note:update`. Returns the note.';
revoke execute on function private.edit_note(uuid, text, uuid[]) from public;
grant execute on function private.edit_note(uuid, text, uuid[]) to authenticated;

create function public.edit_note(p_note_id uuid, p_body text, p_mentions uuid[] default null)
returns jsonb
language sql set search_path = '' as $$
  select private.edit_note(p_note_id, p_body, p_mentions);
$$;
comment on function public.edit_note(uuid, text, uuid[]) is
  'Called by a note''s author or an admin. p_mentions: whom it mentions from now on; null leaves '
  'them. Returns the note. Errors note_not_found and member_not_found (HTTP 404), forbidden_role '
  'and not_the_author (403), note_deleted (409), invalid_body and too_many_mentions (422).';
revoke execute on function public.edit_note(uuid, text, uuid[]) from public, anon;
grant execute on function public.edit_note(uuid, text, uuid[]) to authenticated;

create function private.delete_note(p_note_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_note public.notes := private.lock_own_note(p_note_id);
begin
  if v_note.deleted_at is not null then
    return private.note_item(p_note_id);
  end if;
  delete from public.note_mentions where note_id = p_note_id;
  update public.notes
  set body = null, deleted_at = now(), version = version + 1
  where id = p_note_id;
  return private.broadcast_note(p_note_id, 'note:update');
end;
$$;
comment on function private.delete_note(uuid) is
  'Called through public.delete_note. Checks who may; removes body and mentions; broadcasts '
  '`note:update`. Returns the note.';
revoke execute on function private.delete_note(uuid) from public;
grant execute on function private.delete_note(uuid) to authenticated;

create function public.delete_note(p_note_id uuid) returns jsonb
language sql set search_path = '' as $$
  select private.delete_note(p_note_id);
$$;
comment on function public.delete_note(uuid) is
  'Called by a note''s author or an admin. The note keeps its place, without body and mentions. '
  'Returns it. Errors note_not_found (HTTP 404), forbidden_role and not_the_author (403).';
revoke execute on function public.delete_note(uuid) from public, anon;
grant execute on function public.delete_note(uuid) to authenticated;

create function private.mark_mentions_seen(p_conversation_id uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_user_id uuid := (select auth.uid());
  v_workspace_id uuid := (private.my_conversation(p_conversation_id)).workspace_id;
  v_note_ids uuid[];
begin
  with seen as (
    update public.note_mentions
    set seen_at = now()
    where user_id = v_user_id
      and workspace_id = v_workspace_id
      and conversation_id = p_conversation_id
      and seen_at is null
    returning note_id
  )
  select array_agg(note_id) into v_note_ids from seen;
  if v_note_ids is null then
    return 0;
  end if;
  perform private.broadcast(
    v_workspace_id,
    'note:update',
    jsonb_build_object(
      'seen',
      jsonb_build_array(
        jsonb_build_object(
          'conversation_id', p_conversation_id,
          'user_id', v_user_id,
          'note_ids', to_jsonb(v_note_ids),
          'seen_at', now()
        )
      )
    )
  );
  return cardinality(v_note_ids);
end;
$$;
comment on function private.mark_mentions_seen(uuid) is
  'Called through public.mark_mentions_seen. Checks membership; marks the member''s own mentions; '
  'broadcasts `note:update` with seen. Returns how many were new.';
revoke execute on function private.mark_mentions_seen(uuid) from public;
grant execute on function private.mark_mentions_seen(uuid) to authenticated;

create function public.mark_mentions_seen(p_conversation_id uuid) returns integer
language sql set search_path = '' as $$
  select private.mark_mentions_seen(p_conversation_id);
$$;
comment on function public.mark_mentions_seen(uuid) is
  'Called by members'' screens when the notes of a conversation were looked at. Returns how many '
  'mentions of the member were unseen. Error conversation_not_found (HTTP 404).';
revoke execute on function public.mark_mentions_seen(uuid) from public, anon;
grant execute on function public.mark_mentions_seen(uuid) to authenticated;

-- A member who comes back later starts with an empty list.
create function private.forget_mentions() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.note_mentions
  where user_id = old.user_id and workspace_id = old.workspace_id;
  return null;
end;
$$;
comment on function private.forget_mentions() is
  'Trigger: removes the mentions of a member who left. Returns null, as it runs after the change.';
revoke execute on function private.forget_mentions() from public;

create trigger workspace_members_forget_mentions
after delete on public.workspace_members
for each row execute function private.forget_mentions();
