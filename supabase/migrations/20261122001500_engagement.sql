-- Public engagement: comments on the accounts' media, and mentions of the accounts elsewhere.

create table public.comments (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null,
  account_id uuid not null,
  provider_comment_id text not null check (length(provider_comment_id) between 1 and 100),
  provider_media_id text check (length(provider_media_id) between 1 and 100),
  parent_provider_comment_id text check (length(parent_provider_comment_id) between 1 and 100),
  provider_author_id text check (length(provider_author_id) between 1 and 64),
  author_username text check (length(author_username) <= 100),
  author_name text check (length(author_name) <= 200),
  is_own boolean not null default false,
  is_live boolean not null default false,
  text text check (length(text) <= 20000),
  text_at timestamptz,
  edited_at timestamptz,
  state text not null default 'visible' check (state in ('visible', 'hidden', 'removed')),
  state_at timestamptz,
  media_product_type text check (length(media_product_type) <= 40),
  ad_id text check (length(ad_id) <= 100),
  ad_title text check (length(ad_title) <= 500),
  original_provider_media_id text check (length(original_provider_media_id) <= 100),
  commented_at timestamptz not null,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (account_id, provider_comment_id),
  foreign key (account_id, workspace_id) references public.accounts (id, workspace_id)
    on delete cascade,
  constraint comments_removed_is_empty check (state <> 'removed' or text is null)
);
comment on table public.comments is
  'A comment on a media of an account, once. text null and visible: a GIF or a sticker.';
comment on column public.comments.state is
  'By the provider''s time state_at: of two events the later one decides, of two at one time the '
  'graver. A removed comment''s text is removed here, too.';
comment on column public.comments.commented_at is
  'The earliest time that the provider gave for it. Instagram''s webhook has only the entry''s.';

create index comments_by_time_idx on public.comments (workspace_id, commented_at desc, id desc);
create index comments_by_media_idx
on public.comments (account_id, provider_media_id, commented_at desc);

create table public.mentions (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null,
  account_id uuid not null,
  provider_media_id text not null check (length(provider_media_id) between 1 and 100),
  provider_comment_id text check (length(provider_comment_id) between 1 and 100),
  mentioned_at timestamptz not null,
  created_at timestamptz not null default now(),
  unique nulls not distinct (account_id, provider_media_id, provider_comment_id),
  foreign key (account_id, workspace_id) references public.accounts (id, workspace_id)
    on delete cascade
);
comment on table public.mentions is
  'An @mention of an account in the caption of somebody''s media, or in a comment on it.';

create index mentions_by_time_idx on public.mentions (workspace_id, mentioned_at desc, id desc);

alter table public.comments enable row level security;
alter table public.mentions enable row level security;
grant select on public.comments, public.mentions to authenticated, service_role;

create policy "members see their workspaces' comments" on public.comments
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));

create policy "members see their workspaces' mentions" on public.mentions
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));
