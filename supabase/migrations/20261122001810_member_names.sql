-- What members are called, for assignments, mentions and canned replies.

alter table public.workspace_members
  add column display_name text check (length(display_name) between 1 and 100);

create function private.default_display_name(p_user_id uuid) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(
    nullif(left(btrim(raw_user_meta_data ->> 'name'), 100), ''),
    nullif(left(split_part(email, '@', 1), 100), ''),
    'Member'
  )
  from auth.users
  where id = p_user_id;
$$;
comment on function private.default_display_name(uuid) is
  'Called when somebody becomes a member. Returns the name they signed up with, else their '
  'address'' local part, else "Member".';
revoke execute on function private.default_display_name(uuid) from public;

update public.workspace_members set display_name = private.default_display_name(user_id);

create function private.fill_display_name() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.display_name := coalesce(new.display_name, private.default_display_name(new.user_id));
  return new;
end;
$$;
comment on function private.fill_display_name() is
  'Trigger: gives a new member a display name when none is given. Returns the row.';
revoke execute on function private.fill_display_name() from public;

create trigger workspace_members_fill_display_name
before insert on public.workspace_members
for each row execute function private.fill_display_name();

alter table public.workspace_members alter column display_name set not null;
comment on column public.workspace_members.display_name is
  'What the team calls them. Members change their own.';

grant update (display_name) on public.workspace_members to authenticated;

create policy "members change their own display name" on public.workspace_members
for update to authenticated
using (
  user_id = (select auth.uid())
  and workspace_id in (select private.my_workspace_ids())
)
with check (
  user_id = (select auth.uid())
  and workspace_id in (select private.my_workspace_ids())
);
