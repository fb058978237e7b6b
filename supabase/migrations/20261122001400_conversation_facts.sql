-- What is known of a conversation beside its messages: the window, who holds the thread, what the
-- contact has read; and how the team works on it.

alter table public.contacts
  add column profile_at timestamptz,
  add column blocked_at timestamptz,
  add column blocked_by uuid references auth.users (id) on delete set null;

comment on column public.contacts.profile_at is
  'The provider''s time of the reading that username and name come from.';
comment on column public.contacts.blocked_at is
  'Since when the team wants to hear nothing of this contact. What they write is stored all the '
  'same, apart from the inbox.';

create index contacts_blocked_by_idx on public.contacts (blocked_by) where blocked_by is not null;

alter table public.conversations
  add column window_opened_at timestamptz,
  add column window_cause text check (
    window_cause in (
      'message', 'quick_reply', 'postback', 'story_reply', 'story_mention'
    )
  ),
  add column contact_read_at timestamptz,
  add column messaging_at timestamptz,
  add column standby_at timestamptz,
  add column thread_owner_app_id text check (length(thread_owner_app_id) <= 64),
  add column thread_owner_at timestamptz,
  add column status text not null default 'open'
    check (status in ('open', 'snoozed', 'closed')),
  add column snoozed_until timestamptz,
  add column assignee_id uuid references auth.users (id) on delete set null,
  add column priority smallint not null default 0 check (priority between 0 and 4),
  add column label_ids uuid[] not null default '{}' check (cardinality(label_ids) <= 50),
  add column blocked boolean not null default false,
  add constraint conversations_window_has_cause
    check ((window_opened_at is null) = (window_cause is null)),
  add constraint conversations_snoozed_until
    check ((status = 'snoozed') = (snoozed_until is not null));

comment on column public.conversations.window_opened_at is
  'The provider''s time of the contact''s last act that opens the messaging window: 24 hours for '
  'any reply, 7 days for a person''s. window_cause says which act that was.';
comment on column public.conversations.contact_read_at is
  'The contact has seen everything sent up to this time: the sent_at of the newest message seen.';
comment on column public.conversations.messaging_at is
  'The latest event that came to us as the thread''s owner. standby_at: the latest that came while '
  'another app owned it; when that is later, another app answers now.';
comment on column public.conversations.thread_owner_app_id is
  'The app that a handover at thread_owner_at gave the thread to.';
comment on column public.conversations.priority is '0 none, 1 low, 2 medium, 3 high, 4 urgent.';
comment on column public.conversations.blocked is
  'Whether the contact is blocked: a copy of contacts.blocked_at, for the lists.';

create index conversations_assignee_id_idx
on public.conversations (assignee_id) where assignee_id is not null;
create index conversations_label_ids_idx on public.conversations using gin (label_ids);
