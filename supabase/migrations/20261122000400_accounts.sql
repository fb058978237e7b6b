-- Connected social accounts and, out of clients' sight, the tokens that reach them.

create table public.accounts (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  provider text not null check (provider in ('instagram', 'facebook', 'tiktok')),
  login text not null check (login in ('instagram', 'facebook', 'tiktok')),
  -- Instagram knows one account by three ids; this one stands in webhooks as entry.id.
  provider_account_id text not null check (length(provider_account_id) between 1 and 64),
  app_scoped_id text check (length(app_scoped_id) between 1 and 64),
  page_id text check (length(page_id) between 1 and 64),
  username text check (length(username) <= 100),
  name text check (length(name) <= 200),
  avatar_path text check (length(avatar_path) <= 500),
  status text not null default 'connected'
    check (status in ('connected', 'needs_reconnect', 'disconnected')),
  status_reason text check (length(status_reason) <= 500),
  priority smallint not null default 2 check (priority between 1 and 3),
  last_synced_at timestamptz,
  last_webhook_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, provider, provider_account_id),
  unique (id, workspace_id)
);
comment on table public.accounts is
  'A social account connected in a workspace. The same account may be connected in several.';

create index accounts_provider_account_id_idx on public.accounts (provider_account_id, provider);

create trigger accounts_touch_updated_at
before update on public.accounts
for each row execute function private.touch_updated_at();

alter table public.accounts enable row level security;
grant select on public.accounts to authenticated, service_role;

create policy "members see their workspaces' accounts" on public.accounts
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));

create table private.tokens (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references public.accounts (id) on delete cascade,
  kind text not null check (kind in ('user', 'page', 'system')),
  -- AES-256-GCM made in the functions, bound to the account; this database never sees the key.
  sealed text not null check (length(sealed) between 1 and 4000),
  scopes text[] not null default '{}',
  status text not null default 'valid' check (status in ('valid', 'expired', 'revoked')),
  issued_at timestamptz not null default now(),
  expires_at timestamptz,
  limited_until timestamptz,
  last_used_at timestamptz
);
comment on table private.tokens is 'Sealed access tokens. Nothing here opens without the key ring.';

create index tokens_account_id_idx on private.tokens (account_id);
alter table private.tokens enable row level security;
