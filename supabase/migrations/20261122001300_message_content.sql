-- What a message is made of beyond its text, and what later events make of it.

alter table public.messages
  add column reply_to_provider_message_id text collate "C",
  add column context jsonb not null default '{}' check (octet_length(context::text) <= 16000),
  add column edit_count smallint not null default 0 check (edit_count >= 0),
  add column edited_at timestamptz,
  add column unsent_at timestamptz,
  add column source text not null default 'webhook'
    check (source in ('webhook', 'sync', 'import')),
  add column window_cause text check (
    window_cause in ('message', 'quick_reply', 'postback', 'story_reply', 'story_mention')
  ),
  add column standby boolean not null default false,
  add constraint messages_unsent_is_empty
    check (unsent_at is null or (text is null and context = '{}'));

comment on column public.messages.kind is
  'text, image, video, audio, file, share, post, reel, story, story_mention, story_reply, '
  'quick_reply, postback, referral, template, view_once; unsupported: Instagram withholds the '
  'content; unknown: a placeholder whose raw event a later parser may turn into the real thing.';
comment on column public.messages.context is
  'What it refers to: {story: {id, url, link_sticker_url}}, {referral: {ref, source, type, '
  'ad_id, ...}}, {quick_reply: {payload}}, {postback: {payload}}; as the provider sent it.';
comment on column public.messages.edit_count is
  'The provider''s number of the latest edit known; text is the text after it.';
comment on column public.messages.unsent_at is
  'When its author took it back. Text, context and attachments are removed then.';
comment on column public.messages.source is
  'How it came first: webhook; sync (a webhook missed it and a read of the conversation healed '
  'that); import (history from before the account was connected, which is not unread).';
comment on column public.messages.window_cause is
  'How it opened the messaging window; null when it did not.';
comment on column public.messages.standby is
  'It came while another app owned the thread.';

-- Without the provider's id, which is long: messages of one time are few, and sorted when read.
drop index public.messages_by_time_idx;
create index messages_by_time_idx on public.messages (conversation_id, sent_at desc);

create table public.attachments (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null,
  message_id uuid not null references public.messages (id) on delete cascade,
  position smallint not null check (position between 0 and 99),
  kind text not null check (length(kind) between 1 and 40),
  source_url text check (length(source_url) <= 4000),
  title text check (length(title) <= 3000),
  provider_media_id text check (length(provider_media_id) <= 100),
  expires_at timestamptz,
  state text not null default 'linked'
    check (state in ('linked', 'cached', 'expired', 'failed')),
  storage_path text check (length(storage_path) <= 500),
  created_at timestamptz not null default now(),
  unique (message_id, position),
  foreign key (workspace_id) references public.workspaces (id) on delete cascade
);
comment on table public.attachments is
  'A file, share or story that a message carries, in order. linked: at the provider''s address, '
  'until expires_at when that is known; cached: ours, at storage_path.';
comment on column public.attachments.kind is
  'image, video, audio, file, share, post, reel, story, story_mention, story_reply (the story that '
  'was answered), template, view_once; else the provider''s own word.';

create index attachments_workspace_id_idx on public.attachments (workspace_id);

create table public.reactions (
  conversation_id uuid not null,
  provider_message_id text collate "C" not null,
  actor text not null check (actor in ('contact', 'account')),
  workspace_id uuid not null,
  emoji text check (length(emoji) between 1 and 40),
  reaction text check (length(reaction) between 1 and 40),
  reacted_at timestamptz not null,
  primary key (conversation_id, provider_message_id, actor),
  foreign key (conversation_id, workspace_id) references public.conversations (id, workspace_id)
    on delete cascade
);
comment on table public.reactions is
  'The one reaction that each side has on a message, by the message''s provider id, since it may '
  'come before the message. emoji and reaction null: taken back at reacted_at.';
comment on column public.reactions.reaction is
  'The provider''s name for it: love, laugh, wow, sad, angry, like, other.';

create table private.message_marks (
  account_id uuid not null references public.accounts (id) on delete cascade,
  provider_message_id text collate "C" not null,
  edit_count smallint not null default 0,
  edited_at timestamptz,
  edited_text text check (length(edited_text) <= 20000),
  unsent_at timestamptz,
  seen boolean not null default false,
  noted_at timestamptz not null default now(),
  primary key (account_id, provider_message_id)
);
comment on table private.message_marks is
  'Edits, unsends and seens that came before their message. Applied and deleted when it comes.';

create index message_marks_noted_at_idx on private.message_marks (noted_at);

alter table public.attachments enable row level security;
alter table public.reactions enable row level security;
alter table private.message_marks enable row level security;
grant select on public.attachments, public.reactions to authenticated, service_role;

create policy "members see their workspaces' attachments" on public.attachments
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));

create policy "members see their workspaces' reactions" on public.reactions
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));
