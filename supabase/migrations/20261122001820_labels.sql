-- Labels: admins make them, agents put them on conversations.

create table public.labels (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  name text not null check (length(name) between 1 and 50 and name = btrim(name)),
  color text not null default '#64748b' check (color ~ '^#[0-9a-f]{6}$'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.labels is
  'What a workspace sorts its conversations by. conversations.label_ids holds their ids.';

create unique index labels_name_key on public.labels (workspace_id, lower(name));

create trigger labels_touch_updated_at
before update on public.labels
for each row execute function private.touch_updated_at();

alter table public.labels enable row level security;
grant select on public.labels to authenticated, service_role;
grant insert (id, workspace_id, name, color), update (name, color), delete
on public.labels to authenticated;

create policy "members see their workspaces' labels" on public.labels
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));

create policy "admins make labels" on public.labels
for insert to authenticated
with check (workspace_id in (select private.my_workspace_ids(array['owner', 'admin'])));

create policy "admins change labels" on public.labels
for update to authenticated
using (workspace_id in (select private.my_workspace_ids(array['owner', 'admin'])))
with check (workspace_id in (select private.my_workspace_ids(array['owner', 'admin'])));

create policy "admins delete labels" on public.labels
for delete to authenticated
using (workspace_id in (select private.my_workspace_ids(array['owner', 'admin'])));

-- Without the many that have no label, so that receiving, which changes them, pays nothing for it.
drop index public.conversations_label_ids_idx;
create index conversations_label_ids_idx
on public.conversations using gin (label_ids) where label_ids <> '{}';

create function private.follow_label_change() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'DELETE' then
    perform private.broadcast(
      new.workspace_id,
      'label:update',
      jsonb_build_object('labels', jsonb_build_array(to_jsonb(new)))
    );
    return null;
  end if;
  -- The whole workspace may be going.
  if not exists (select from public.workspaces where id = old.workspace_id) then
    return null;
  end if;
  -- In the order in which all others lock conversations, too.
  with labelled as (
    select id from public.conversations
    where label_ids <> '{}'
      and label_ids @> array[old.id]
      and workspace_id = old.workspace_id
    order by id
    for no key update
  )
  update public.conversations as conversations
  set label_ids = array_remove(conversations.label_ids, old.id),
    version = conversations.version + 1,
    updated_at = now()
  from labelled
  where conversations.id = labelled.id;
  -- One event however many conversations had it: screens take the label off what they show.
  perform private.broadcast(
    old.workspace_id,
    'label:delete',
    jsonb_build_object('label_ids', jsonb_build_array(old.id))
  );
  return null;
end;
$$;
comment on function private.follow_label_change() is
  'Trigger: takes a deleted label off all conversations and broadcasts `label:delete` with '
  'label_ids; broadcasts a new or changed one as `label:update` with labels. Returns null, as it '
  'runs after the change.';
revoke execute on function private.follow_label_change() from public;

create trigger labels_follow_change
after insert or update or delete on public.labels
for each row execute function private.follow_label_change();

create function private.change_conversation_labels(
  p_conversation_id uuid,
  p_set uuid[],
  p_add uuid[],
  p_remove uuid[]
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.conversations := private.lock_conversation(p_conversation_id);
  v_wanted uuid[];
  v_added uuid[];
  v_removed uuid[];
  v_unknown uuid;
  v_result jsonb;
begin
  select coalesce(array_agg(distinct label_id order by label_id), '{}') into v_wanted
  from unnest(coalesce(p_set, v_conversation.label_ids) || p_add) as label_id
  where label_id is not null and label_id <> all (coalesce(p_remove, '{}'));

  select array_agg(label_id) into v_added
  from unnest(v_wanted) as label_id
  where label_id <> all (v_conversation.label_ids);
  select array_agg(label_id) into v_removed
  from unnest(v_conversation.label_ids) as label_id
  where label_id <> all (v_wanted);
  if v_added is null and v_removed is null then
    return private.finish_conversation_change(p_conversation_id, null);
  end if;

  -- Locked, so that a label that is being deleted is not put on after it was taken off everywhere.
  perform from public.labels
  where id = any (v_added) and workspace_id = v_conversation.workspace_id
  order by id
  for key share;
  select label_id into v_unknown
  from unnest(v_added) as label_id
  where not exists (
    select from public.labels
    where labels.id = label_id and labels.workspace_id = v_conversation.workspace_id
  );
  if found then
    raise exception 'label_not_found: no label % in the workspace', v_unknown
      using errcode = 'PT404', hint = 'Choose one of the workspace''s labels.';
  end if;
  if cardinality(v_wanted) > 50 then
    raise exception 'too_many_labels: % labels on one conversation', cardinality(v_wanted)
      using errcode = 'PT422', hint = 'A conversation has at most 50 labels; remove one first.';
  end if;

  update public.conversations
  set label_ids = v_wanted, version = version + 1, updated_at = now()
  where id = p_conversation_id;
  if v_removed is not null and v_added is not null then
    perform private.record_conversation_events(
      array[p_conversation_id],
      'unlabelled',
      (select auth.uid()),
      jsonb_build_object('label_ids', to_jsonb(v_removed))
    );
  end if;
  v_result := private.finish_conversation_change(
    p_conversation_id,
    case when v_added is null then 'unlabelled' else 'labelled' end,
    jsonb_build_object('label_ids', to_jsonb(coalesce(v_added, v_removed)))
  );
  return v_result;
end;
$$;
comment on function private.change_conversation_labels(uuid, uuid[], uuid[], uuid[]) is
  'Called through public.set_conversation_labels and public.label_conversation. Checks membership, '
  'role and labels; sets, adds, removes; records and broadcasts. Returns the conversation.';
revoke execute on function private.change_conversation_labels(uuid, uuid[], uuid[], uuid[])
from public;
grant execute on function private.change_conversation_labels(uuid, uuid[], uuid[], uuid[])
to authenticated;

create function public.set_conversation_labels(p_conversation_id uuid, p_label_ids uuid[])
returns jsonb
language sql set search_path = '' as $$
  select private.change_conversation_labels(
    p_conversation_id,
    coalesce(p_label_ids, '{}'),
    '{}',
    '{}'
  );
$$;
comment on function public.set_conversation_labels(uuid, uuid[]) is
  'Called by agents: the conversation has exactly these labels afterwards. Returns the '
  'conversation. Errors conversation_not_found and label_not_found (HTTP 404), forbidden_role '
  '(403), too_many_labels (422).';
revoke execute on function public.set_conversation_labels(uuid, uuid[]) from public, anon;
grant execute on function public.set_conversation_labels(uuid, uuid[]) to authenticated;

create function public.label_conversation(
  p_conversation_id uuid,
  p_add uuid[] default '{}',
  p_remove uuid[] default '{}'
) returns jsonb
language sql set search_path = '' as $$
  select private.change_conversation_labels(p_conversation_id, null, p_add, p_remove);
$$;
comment on function public.label_conversation(uuid, uuid[], uuid[]) is
  'Called by agents: adds and removes labels, whatever others add and remove at the same time. '
  'Returns the conversation. Errors as of set_conversation_labels.';
revoke execute on function public.label_conversation(uuid, uuid[], uuid[]) from public, anon;
grant execute on function public.label_conversation(uuid, uuid[], uuid[]) to authenticated;
