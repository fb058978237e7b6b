-- The inbox: the people who write, their conversations, the messages, and who has read what.

create table public.contacts (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null,
  account_id uuid not null,
  provider_contact_id text not null check (length(provider_contact_id) between 1 and 64),
  username text check (length(username) <= 100),
  name text check (length(name) <= 200),
  avatar_path text check (length(avatar_path) <= 500),
  profile_state text not null default 'unknown'
    check (profile_state in ('unknown', 'fetched', 'no_consent', 'gone')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (account_id, provider_contact_id),
  unique (id, workspace_id),
  foreign key (account_id, workspace_id) references public.accounts (id, workspace_id)
    on delete cascade
);
comment on table public.contacts is 'The person on the other side, as one account knows them.';

create index contacts_workspace_id_idx on public.contacts (workspace_id);

create table public.conversations (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null,
  account_id uuid not null,
  contact_id uuid not null,
  -- Counts every change of the row, so that a client can drop an event older than what it holds.
  version bigint not null default 1,
  inbound_count bigint not null default 0 check (inbound_count >= 0),
  last_message_at timestamptz,
  last_message_provider_id text collate "C",
  last_message_text text,
  last_message_kind text,
  last_message_direction text check (last_message_direction in ('inbound', 'outbound')),
  last_inbound_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (account_id, contact_id),
  unique (id, workspace_id),
  foreign key (account_id, workspace_id) references public.accounts (id, workspace_id)
    on delete cascade,
  foreign key (contact_id, workspace_id) references public.contacts (id, workspace_id)
    on delete cascade
);
comment on table public.conversations is
  'All messages between one account and one contact. Its last_* columns are derived from messages '
  'by the provider''s time, whatever the order of arrival.';
comment on column public.conversations.inbound_count is
  'Messages from the contact so far. A member''s unread count is this less their read_count.';

create index conversations_by_activity_idx
on public.conversations (workspace_id, last_message_at desc, id desc);
create index conversations_contact_id_idx on public.conversations (contact_id);

create table public.messages (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null,
  account_id uuid not null,
  conversation_id uuid not null,
  -- No cap: Meta's message ids are opaque and often well over 100 characters. They break ties of
  -- time, everywhere alike, so they are compared as bytes.
  provider_message_id text collate "C" not null,
  direction text not null check (direction in ('inbound', 'outbound')),
  author text not null check (author in ('contact', 'member', 'automation', 'unknown')),
  kind text not null check (length(kind) between 1 and 40),
  text text check (length(text) <= 20000),
  sent_at timestamptz not null,
  received_at timestamptz not null default now(),
  unique (account_id, provider_message_id),
  foreign key (conversation_id, workspace_id) references public.conversations (id, workspace_id)
    on delete cascade
);
comment on table public.messages is
  'One message, once, whichever way and however often it arrived. Ordered by sent_at, the '
  'provider''s time, then by provider_message_id. kind `text` has text; `unknown` is a placeholder '
  'whose raw event is kept.';
comment on column public.messages.author is
  'Who wrote it. `unknown` for an echo that no send of ours explains: the Instagram app or '
  'another program.';

create index messages_by_time_idx
on public.messages (conversation_id, sent_at desc, provider_message_id desc);

create table public.conversation_reads (
  conversation_id uuid not null,
  user_id uuid not null references auth.users (id) on delete cascade,
  workspace_id uuid not null,
  read_count bigint not null check (read_count >= 0),
  updated_at timestamptz not null default now(),
  primary key (conversation_id, user_id),
  foreign key (conversation_id, workspace_id) references public.conversations (id, workspace_id)
    on delete cascade
);
comment on table public.conversation_reads is
  'How many of a conversation''s inbound messages a member has read.';

create index conversation_reads_user_id_idx on public.conversation_reads (user_id);

alter table public.contacts enable row level security;
alter table public.conversations enable row level security;
alter table public.messages enable row level security;
alter table public.conversation_reads enable row level security;
grant select on public.contacts, public.conversations, public.messages, public.conversation_reads
to authenticated, service_role;

create policy "members see their workspaces' contacts" on public.contacts
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));

create policy "members see their workspaces' conversations" on public.conversations
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));

create policy "members see their workspaces' messages" on public.messages
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));

create policy "members see their own reads" on public.conversation_reads
for select to authenticated
using (
  user_id = (select auth.uid())
  and workspace_id in (select private.my_workspace_ids())
);

create view public.inbox_conversations with (security_invoker = true) as
select
  conversations.id,
  conversations.workspace_id,
  conversations.account_id,
  conversations.contact_id,
  conversations.version,
  conversations.inbound_count,
  coalesce(reads.read_count, 0) as read_count,
  greatest(conversations.inbound_count - coalesce(reads.read_count, 0), 0) as unread_count,
  conversations.last_message_at,
  conversations.last_message_text,
  conversations.last_message_kind,
  conversations.last_message_direction,
  conversations.last_inbound_at,
  contacts.provider_contact_id,
  contacts.username as contact_username,
  contacts.name as contact_name
from public.conversations
join public.contacts on contacts.id = conversations.contact_id
left join public.conversation_reads as reads
  on reads.conversation_id = conversations.id
  and reads.user_id = (select auth.uid());
comment on view public.inbox_conversations is
  'Rows of the conversation list as the signed-in member sees them, unread count included.';
grant select on public.inbox_conversations to authenticated;

create function private.mark_conversation_read(p_conversation_id uuid, p_read_count bigint)
returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.conversations;
  v_user_id uuid := (select auth.uid());
  v_read_count bigint;
begin
  select * into v_conversation
  from public.conversations
  where id = p_conversation_id
    and workspace_id in (select private.my_workspace_ids());
  if not found then
    raise exception 'conversation_not_found: no conversation % for you', p_conversation_id
      using errcode = 'PT404', hint = 'Check the id and that you are a member of its workspace.';
  end if;

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
  returning read_count into v_read_count;

  if v_read_count is null then
    return (
      select read_count from public.conversation_reads
      where conversation_id = v_conversation.id and user_id = v_user_id
    );
  end if;
  perform private.broadcast(
    v_conversation.workspace_id,
    'conversation:update',
    jsonb_build_object(
      'reads',
      jsonb_build_array(
        jsonb_build_object(
          'conversation_id', v_conversation.id,
          'user_id', v_user_id,
          'read_count', v_read_count
        )
      )
    )
  );
  return v_read_count;
end;
$$;
comment on function private.mark_conversation_read(uuid, bigint) is
  'Called through public.mark_conversation_read. Checks membership; moves the member''s read '
  'position forward, never back; tells the member''s other screens. Returns the position.';
revoke execute on function private.mark_conversation_read(uuid, bigint) from public;
grant execute on function private.mark_conversation_read(uuid, bigint) to authenticated;

create function public.mark_conversation_read(p_conversation_id uuid, p_read_count bigint)
returns bigint
language sql set search_path = '' as $$
  select private.mark_conversation_read(p_conversation_id, p_read_count);
$$;
comment on function public.mark_conversation_read(uuid, bigint) is
  'Called by members'' screens with the inbound_count that they showed, so that a message which '
  'arrives meanwhile stays unread. Returns the new read_count. Error conversation_not_found '
  '(HTTP 404) for an id that is unknown or of another workspace.';
revoke execute on function public.mark_conversation_read(uuid, bigint) from public, anon;
grant execute on function public.mark_conversation_read(uuid, bigint) to authenticated;
