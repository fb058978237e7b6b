-- Tenancy: everything belongs to a workspace; a person sees those that they are a member of.

create table public.workspaces (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 100),
  time_zone text not null default 'UTC' check (length(time_zone) between 1 and 64),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.workspaces is
  'A team with its accounts; the border of what anybody can see.';

create table public.workspace_members (
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  role text not null check (role in ('owner', 'admin', 'agent', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, user_id)
);
comment on table public.workspace_members is
  'Who belongs to a workspace, and what they may do there.';

create index workspace_members_user_id_idx on public.workspace_members (user_id);

create function private.my_workspace_ids(
  p_roles text[] default array['owner', 'admin', 'agent', 'viewer']
) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select members.workspace_id
  from public.workspace_members as members
  where members.user_id = (select auth.uid())
    and members.role = any (p_roles);
$$;
comment on function private.my_workspace_ids(text[]) is
  'Called by policies. Returns the workspaces in which the signed-in user has one of the roles; '
  'an empty set for anybody else. Never raises.';
revoke execute on function private.my_workspace_ids(text[]) from public;
grant execute on function private.my_workspace_ids(text[]) to authenticated;

alter table public.workspaces enable row level security;
grant select on public.workspaces to authenticated, service_role;
grant update (name, time_zone) on public.workspaces to authenticated;

create policy "members see their workspaces" on public.workspaces
for select to authenticated
using (id in (select private.my_workspace_ids()));

create policy "admins change their workspaces" on public.workspaces
for update to authenticated
using (id in (select private.my_workspace_ids(array['owner', 'admin'])))
with check (id in (select private.my_workspace_ids(array['owner', 'admin'])));

alter table public.workspace_members enable row level security;
grant select on public.workspace_members to authenticated, service_role;

create policy "members see who else is in their workspaces" on public.workspace_members
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));

create function private.touch_updated_at() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_at := now();
  return new;
end;
$$;
comment on function private.touch_updated_at() is
  'Trigger: stamps updated_at on a row that is being changed. Returns the row.';
revoke execute on function private.touch_updated_at() from public;

create trigger workspaces_touch_updated_at
before update on public.workspaces
for each row execute function private.touch_updated_at();
