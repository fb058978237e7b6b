-- Healing: webhooks miss messages, so conversations are read from the API now and then. The same
-- reading imports what was said before an account was connected.

select pgmq.create('conversation_sync');
select pgmq.create('conversation_sync_dead');

alter table pgmq.q_conversation_sync enable row level security;
alter table pgmq.a_conversation_sync enable row level security;
alter table pgmq.q_conversation_sync_dead enable row level security;
alter table pgmq.a_conversation_sync_dead enable row level security;

create table private.conversation_syncs (
  account_id uuid primary key references public.accounts (id) on delete cascade,
  floor_seconds integer not null default 300 check (floor_seconds >= 5),
  ceiling_seconds integer not null default 3600,
  interval_seconds integer not null default 300,
  due_at timestamptz not null default now(),
  -- The job that reads what is recent, while there is one: it is never queued twice.
  job_id bigint,
  last_complete_at timestamptz,
  resume_cursor text check (length(resume_cursor) <= 2000),
  resume_started_at timestamptz,
  list_cursor text check (length(list_cursor) <= 2000),
  pages_left smallint not null default 0 check (pages_left >= 0),
  leased_job_id bigint,
  leased_until timestamptz,
  limited_until timestamptz,
  last_failure text check (length(last_failure) <= 500),
  constraint conversation_syncs_interval_within_bounds
    check (floor_seconds <= interval_seconds and interval_seconds <= ceiling_seconds)
);
comment on table private.conversation_syncs is
  'When an account''s conversations are read next, and how far earlier readings came.';
comment on column private.conversation_syncs.last_complete_at is
  'When the last reading began that saw every conversation active since the one before.';
comment on column private.conversation_syncs.resume_cursor is
  'Where a reading of the recent conversations stopped that had used up its calls; it began at '
  'resume_started_at.';
comment on column private.conversation_syncs.list_cursor is
  'How far into the list of conversations the import has come; pages_left: what it may read still.';
comment on column private.conversation_syncs.leased_job_id is
  'The one job of the account that may call the API, until leased_until.';
comment on column private.conversation_syncs.limited_until is
  'Until when the API for conversations refuses this account; other calls may go on.';

create index conversation_syncs_due_idx on private.conversation_syncs (due_at)
where job_id is null;

create table private.message_fetches (
  account_id uuid not null references public.accounts (id) on delete cascade,
  provider_message_id text collate "C" not null,
  state text not null default 'queued' check (state in ('queued', 'gone', 'failed')),
  cause text check (length(cause) <= 500),
  requested_at timestamptz not null default now(),
  primary key (account_id, provider_message_id)
);
comment on table private.message_fetches is
  'Messages that an event named without their content, while they wait to be read, and those that '
  'can''t be: gone, which the API says of deleted ones and of all but a thread''s newest 20.';

create index message_fetches_requested_at_idx on private.message_fetches (requested_at);

create table public.account_history (
  account_id uuid primary key,
  workspace_id uuid not null,
  state text not null default 'waiting'
    check (state in ('waiting', 'requested', 'partial', 'complete', 'failed')),
  reason text check (length(reason) <= 500),
  conversations_read integer not null default 0,
  messages_imported integer not null default 0,
  updated_at timestamptz not null default now(),
  foreign key (account_id, workspace_id) references public.accounts (id, workspace_id)
    on delete cascade
);
comment on table public.account_history is
  'How much of an account''s list of conversations was imported. partial: more can be asked for '
  '(public.request_older_conversations); requested: being read.';

create index account_history_workspace_id_idx on public.account_history (workspace_id);

create table public.conversation_history (
  conversation_id uuid primary key,
  workspace_id uuid not null,
  state text not null check (state in ('requested', 'complete', 'limited', 'failed')),
  reason text check (length(reason) <= 500),
  updated_at timestamptz not null default now(),
  foreign key (conversation_id, workspace_id) references public.conversations (id, workspace_id)
    on delete cascade
);
comment on table public.conversation_history is
  'Whether a conversation is here from its start (complete), or Instagram shows no more than what '
  'is here (limited: only the 20 newest could be read). No row: nobody has asked yet.';

create index conversation_history_workspace_id_idx on public.conversation_history (workspace_id);

create table public.sync_days (
  account_id uuid not null,
  day date not null,
  workspace_id uuid not null,
  runs integer not null default 0,
  calls integer not null default 0,
  failures integer not null default 0,
  messages_seen integer not null default 0,
  messages_healed integer not null default 0,
  reactions_healed integer not null default 0,
  messages_imported integer not null default 0,
  messages_fetched integer not null default 0,
  conversations_truncated integer not null default 0,
  primary key (account_id, day),
  foreign key (account_id, workspace_id) references public.accounts (id, workspace_id)
    on delete cascade
);
comment on table public.sync_days is
  'What reading an account''s conversations cost and found, by day (UTC).';
comment on column public.sync_days.messages_healed is
  'Messages that webhooks missed and a reading brought.';
comment on column public.sync_days.messages_fetched is
  'Messages that a webhook named without their content.';
comment on column public.sync_days.conversations_truncated is
  'Conversations that missed more than the 20 messages that can be read: the gap stays.';

create index sync_days_workspace_id_idx on public.sync_days (workspace_id, day);

alter table private.conversation_syncs enable row level security;
alter table private.message_fetches enable row level security;
alter table public.account_history enable row level security;
alter table public.conversation_history enable row level security;
alter table public.sync_days enable row level security;
grant select on public.account_history, public.conversation_history, public.sync_days
to authenticated, service_role;

create policy "members see how much of their accounts' history is here" on public.account_history
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));

create policy "members see how much of their conversations is here" on public.conversation_history
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));

create policy "members see what was healed in their workspaces" on public.sync_days
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));

-- Tokens that fail, whichever worker finds out.

create function private.mark_token_failed(
  p_token_id uuid,
  p_class text,
  p_cause text,
  p_retry_after_seconds integer
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_account public.accounts;
begin
  if p_class = 'throttled' then
    update private.tokens
    set limited_until = now() + make_interval(secs => p_retry_after_seconds)
    where id = p_token_id;
    return 'rests';
  end if;

  update private.tokens set status = 'revoked' where id = p_token_id;
  update public.accounts as accounts
  set status = 'needs_reconnect', status_reason = left(p_cause, 500)
  where accounts.id = (select account_id from private.tokens where id = p_token_id)
    and accounts.status = 'connected'
    and not exists (
      select from private.tokens
      where tokens.account_id = accounts.id and tokens.status = 'valid'
    )
  returning accounts.* into v_account;
  if v_account.id is null then
    return 'next_token';
  end if;
  perform private.broadcast_account(v_account);
  return 'needs_reconnect';
end;
$$;
comment on function private.mark_token_failed(uuid, text, text, integer) is
  'Called by the functions that end failed jobs. Class throttled: the token rests; authorization: '
  'it is revoked and, when it was the account''s last, the account asks for a reconnect. Returns '
  'rests, next_token or needs_reconnect.';
revoke execute on function private.mark_token_failed(uuid, text, text, integer) from public;

create or replace function private.fail_poll(
  p_poll_id uuid,
  p_job_id bigint,
  p_read_count integer,
  p_token_id uuid,
  p_class text,
  p_cause text,
  p_retry_after_seconds integer
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_account public.accounts;
  v_outcome text;
begin
  if p_class in ('throttled', 'transient', 'poison') then
    if p_class = 'throttled' then
      perform private.mark_token_failed(p_token_id, p_class, p_cause, p_retry_after_seconds);
    end if;
    v_outcome := private.retry_job(
      'metric_poll', p_job_id, p_read_count, p_class, p_cause, p_retry_after_seconds
    );
    if v_outcome = 'dead' then
      update private.polls
      set job_id = null, due_at = now() + make_interval(secs => ceiling_seconds)
      where id = p_poll_id;
    end if;
    return v_outcome;
  end if;

  -- authorization and permanent: asking again can't help until a person does something.
  perform private.end_job('metric_poll', p_job_id, p_read_count);
  update private.polls
  set job_id = null, due_at = now() + make_interval(secs => ceiling_seconds)
  where id = p_poll_id;
  if p_class = 'authorization' then
    return private.mark_token_failed(p_token_id, p_class, p_cause, p_retry_after_seconds);
  end if;
  update public.accounts
  set status_reason = left(p_cause, 500)
  where id = (select account_id from private.polls where id = p_poll_id)
    -- An account that is to be reconnected keeps its own, more telling reason.
    and status = 'connected'
    and status_reason is distinct from left(p_cause, 500)
  returning * into v_account;
  perform private.broadcast_account(v_account);
  return 'recorded';
end;
$$;

-- What is queued, and when.

create function private.messaging_token(p_account_id uuid) returns setof private.tokens
language sql stable security definer set search_path = '' as $$
  select tokens.*
  from private.tokens
  where tokens.account_id = p_account_id
    and tokens.status = 'valid'
    and tokens.scopes && array[
      'instagram_business_manage_messages',
      'instagram_manage_messages'
    ]
    and (tokens.expires_at is null or tokens.expires_at > now())
  order by tokens.limited_until nulls first, tokens.last_used_at nulls first
  limit 1;
$$;
comment on function private.messaging_token(uuid) is
  'Called by the functions of this file. Returns the account''s token that may read messages and '
  'is free soonest, which may still be resting; no row when it has none.';
revoke execute on function private.messaging_token(uuid) from public;

create function private.can_read_messages(p_account public.accounts) returns boolean
language sql stable security definer set search_path = '' as $$
  select p_account.status = 'connected'
    and p_account.provider = 'instagram'
    and exists (select from private.messaging_token(p_account.id));
$$;
comment on function private.can_read_messages(public.accounts) is
  'Called by the functions of this file. Returns whether the account''s conversations can be read '
  'from the API.';
revoke execute on function private.can_read_messages(public.accounts) from public;

create function private.enqueue_message_fetch(p_account_id uuid, p_mids text[]) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_enqueued integer;
begin
  with queued as (
    insert into private.message_fetches (account_id, provider_message_id)
    select p_account_id, mid
    from unnest(p_mids) as mid
    where not exists (
      select from public.messages
      where messages.account_id = p_account_id
        and messages.provider_message_id = mid
        and messages.kind not in ('unknown', 'unsupported')
    )
    group by mid
    order by mid
    on conflict (account_id, provider_message_id) do nothing
    returning provider_message_id
  )
  select count(*) into v_enqueued
  from queued
  cross join lateral pgmq.send(
    queue_name => 'conversation_sync',
    msg => jsonb_build_object(
      'kind', 'message',
      'account_id', p_account_id,
      'mid', queued.provider_message_id
    ),
    -- The message itself often follows within a second, and then nothing needs to be read.
    delay => 2
  );
  return v_enqueued;
end;
$$;
comment on function private.enqueue_message_fetch(uuid, text[]) is
  'Called by what applies webhook events that name messages without their content. Enqueues one '
  'job for each message that is not here, not queued, and was not found gone before. Returns how '
  'many.';
revoke execute on function private.enqueue_message_fetch(uuid, text[]) from public;

create function private.enqueue_import(p_account_id uuid, p_pages smallint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update private.conversation_syncs
  set pages_left = p_pages
  where account_id = p_account_id;
  update public.account_history
  set state = 'requested', reason = null, updated_at = now()
  where account_id = p_account_id;
  perform pgmq.send(
    queue_name => 'conversation_sync',
    msg => jsonb_build_object('kind', 'import', 'account_id', p_account_id)
  );
end;
$$;
comment on function private.enqueue_import(uuid, smallint) is
  'Called when an account is new, and when a member asks for older conversations. Enqueues the job '
  'that reads so many pages of the list, on from where it came to.';
revoke execute on function private.enqueue_import(uuid, smallint) from public;

create function private.enqueue_due_conversation_syncs(p_limit integer default 500)
returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_account_id uuid;
  v_enqueued integer := 0;
begin
  insert into private.conversation_syncs (account_id)
  select accounts.id
  from public.accounts
  where not exists (
      select from private.conversation_syncs where account_id = accounts.id
    )
    and private.can_read_messages(accounts)
  order by accounts.id
  on conflict (account_id) do nothing;
  insert into public.account_history (account_id, workspace_id)
  select accounts.id, accounts.workspace_id
  from private.conversation_syncs
  join public.accounts on accounts.id = conversation_syncs.account_id
  where not exists (select from public.account_history where account_id = accounts.id)
  order by accounts.id
  on conflict (account_id) do nothing;

  for v_account_id in
    select history.account_id
    from public.account_history as history
    join public.accounts on accounts.id = history.account_id
    where (
        history.state = 'waiting'
        or (history.state = 'failed' and history.updated_at < now() - interval '6 hours')
      )
      and private.can_read_messages(accounts)
    order by accounts.priority, history.updated_at
    limit p_limit
    for update of history skip locked
  loop
    perform private.enqueue_import(v_account_id, 3::smallint);
    v_enqueued := v_enqueued + 1;
  end loop;

  for v_account_id in
    select syncs.account_id
    from private.conversation_syncs as syncs
    join public.accounts on accounts.id = syncs.account_id
    where syncs.job_id is null
      and syncs.due_at <= now()
      and private.can_read_messages(accounts)
    order by accounts.priority, syncs.due_at
    limit p_limit
    for update of syncs skip locked
  loop
    update private.conversation_syncs
    set job_id = (
      select pgmq.send(
        queue_name => 'conversation_sync',
        msg => jsonb_build_object('kind', 'recent', 'account_id', v_account_id)
      )
    )
    where account_id = v_account_id;
    v_enqueued := v_enqueued + 1;
  end loop;
  return v_enqueued;
end;
$$;
comment on function private.enqueue_due_conversation_syncs(integer) is
  'Called by cron. Enqueues a reading of each connected account whose time has come, and the '
  'import of each that is new. Returns how many jobs that made.';
revoke execute on function private.enqueue_due_conversation_syncs(integer) from public;

create function private.request_older_conversations(p_account_id uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_account public.accounts;
  v_history public.account_history;
begin
  select * into v_account
  from public.accounts
  where id = p_account_id and workspace_id in (select private.my_workspace_ids());
  if not found then
    raise exception 'account_not_found: no account % for you', p_account_id
      using errcode = 'PT404', hint = 'Check the id and that you are a member of its workspace.';
  end if;

  select * into v_history
  from public.account_history
  where account_id = p_account_id
  for update;
  if v_history.state in ('requested', 'complete') then
    return v_history.state;
  end if;
  if not private.can_read_messages(v_account) then
    return 'failed';
  end if;
  -- No row, or waiting: the schedule is about to read the first pages.
  if v_history.state is null or v_history.state = 'waiting' then
    return 'requested';
  end if;
  if v_history.state = 'failed' then
    if v_history.updated_at > now() - interval '1 hour' then
      return 'failed';
    end if;
    -- The cursor itself may be what failed.
    update private.conversation_syncs set list_cursor = null where account_id = p_account_id;
  end if;
  perform private.enqueue_import(p_account_id, 1::smallint);
  return 'requested';
end;
$$;
comment on function private.request_older_conversations(uuid) is
  'Called through public.request_older_conversations. Checks membership and enqueues the next page '
  'of the list unless it is on its way or there is none.';
revoke execute on function private.request_older_conversations(uuid) from public;
grant execute on function private.request_older_conversations(uuid) to authenticated;

create function public.request_older_conversations(p_account_id uuid) returns text
language sql set search_path = '' as $$
  select private.request_older_conversations(p_account_id);
$$;
comment on function public.request_older_conversations(uuid) is
  'Called by members'' screens at the end of an account''s list of conversations. Returns '
  'requested (account:update tells when public.account_history has changed), complete or failed. '
  'Error account_not_found (HTTP 404) for an id that is unknown or of another workspace.';
revoke execute on function public.request_older_conversations(uuid) from public, anon;
grant execute on function public.request_older_conversations(uuid) to authenticated;

create function private.request_older_messages(p_conversation_id uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.conversations := private.my_conversation(p_conversation_id);
  v_account public.accounts;
  v_state text;
  v_is_new boolean;
begin
  select * into v_account from public.accounts where id = v_conversation.account_id;

  select state into v_state
  from public.conversation_history
  where conversation_id = p_conversation_id
    and (state <> 'failed' or updated_at > now() - interval '1 hour');
  if v_state is not null then
    return v_state;
  end if;
  if not private.can_read_messages(v_account) then
    return 'failed';
  end if;

  insert into public.conversation_history as history (conversation_id, workspace_id, state)
  values (v_conversation.id, v_conversation.workspace_id, 'requested')
  on conflict (conversation_id) do update
    set state = 'requested', reason = null, updated_at = now()
    where history.state = 'failed'
  returning true into v_is_new;
  if v_is_new then
    perform pgmq.send(
      queue_name => 'conversation_sync',
      msg => jsonb_build_object(
        'kind', 'older',
        'account_id', v_conversation.account_id,
        'conversation_id', v_conversation.id
      )
    );
  end if;
  return (select state from public.conversation_history where conversation_id = p_conversation_id);
end;
$$;
comment on function private.request_older_messages(uuid) is
  'Called through public.request_older_messages. Checks membership and enqueues one reading of the '
  'conversation, ever, but for one that failed an hour ago or more.';
revoke execute on function private.request_older_messages(uuid) from public;
grant execute on function private.request_older_messages(uuid) to authenticated;

create function public.request_older_messages(p_conversation_id uuid) returns text
language sql set search_path = '' as $$
  select private.request_older_messages(p_conversation_id);
$$;
comment on function public.request_older_messages(uuid) is
  'Called by members'' screens at the start of what is here of a conversation. Returns complete, '
  'limited (Instagram shows no more), requested (conversation:update tells the state that follows) '
  'or failed. Error conversation_not_found (HTTP 404) for an id that is unknown or of another '
  'workspace.';
revoke execute on function public.request_older_messages(uuid) from public, anon;
grant execute on function public.request_older_messages(uuid) to authenticated;

-- What a worker does with a job: start it, apply what it read, end it or say why it failed.

create function private.broadcast_histories(p_conversation_ids uuid[]) returns void
language sql security definer set search_path = '' as $$
  select private.broadcast(
    workspace_id,
    'conversation:update',
    jsonb_build_object(
      'histories',
      jsonb_agg(jsonb_build_object('conversation_id', conversation_id, 'state', state))
    )
  )
  from public.conversation_history
  where conversation_id = any (p_conversation_ids)
  group by workspace_id;
$$;
comment on function private.broadcast_histories(uuid[]) is
  'Called when the state of conversations'' histories has changed. Tells each workspace.';
revoke execute on function private.broadcast_histories(uuid[]) from public;

create function private.settle_conversation_job(p_job_id bigint, p_job jsonb, p_cause text)
returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_account_id uuid := (p_job ->> 'account_id')::uuid;
  v_account public.accounts;
  v_conversation_ids uuid[];
begin
  update private.conversation_syncs
  set last_failure = left(p_cause, 500),
    job_id = case when job_id = p_job_id then null else job_id end,
    -- The cursor itself may be what failed.
    resume_cursor = case when job_id = p_job_id then null else resume_cursor end,
    resume_started_at = case when job_id = p_job_id then null else resume_started_at end,
    due_at = case
      when job_id = p_job_id then now() + make_interval(secs => ceiling_seconds)
      else due_at
    end
  where account_id = v_account_id;

  if p_job ->> 'kind' = 'import' then
    update public.account_history
    set state = 'failed', reason = left(p_cause, 500), updated_at = now()
    where account_id = v_account_id and state = 'requested';
    select * into v_account from public.accounts where id = v_account_id;
    perform private.broadcast_account(v_account);
  elsif p_job ->> 'kind' = 'older' then
    with failed as (
      update public.conversation_history
      set state = 'failed', reason = left(p_cause, 500), updated_at = now()
      where conversation_id = (p_job ->> 'conversation_id')::uuid and state = 'requested'
      returning conversation_id
    )
    select array_agg(conversation_id) into v_conversation_ids from failed;
    perform private.broadcast_histories(v_conversation_ids);
  elsif p_job ->> 'kind' = 'message' then
    update private.message_fetches
    set state = 'failed', cause = left(p_cause, 500)
    where account_id = v_account_id and provider_message_id = p_job ->> 'mid';
  end if;

  insert into public.sync_days as days (account_id, day, workspace_id, failures)
  select id, (now() at time zone 'UTC')::date, workspace_id, 1
  from public.accounts
  where id = v_account_id
  on conflict (account_id, day) do update set failures = days.failures + 1;
end;
$$;
comment on function private.settle_conversation_job(bigint, jsonb, text) is
  'Called when a job is given up. Records the cause on what the job was for, so that nothing waits '
  'for it.';
revoke execute on function private.settle_conversation_job(bigint, jsonb, text) from public;

create function private.release_conversation_lease(p_job_id bigint, p_account_id uuid)
returns void
language sql security definer set search_path = '' as $$
  update private.conversation_syncs
  set leased_job_id = null, leased_until = null
  where account_id = p_account_id and leased_job_id = p_job_id;
$$;
comment on function private.release_conversation_lease(bigint, uuid) is
  'Called when a job ends or is put back. Lets another job of the account begin.';
revoke execute on function private.release_conversation_lease(bigint, uuid) from public;

create function private.is_conversation_job_done(p_job_id bigint, p_job jsonb) returns boolean
language sql stable security definer set search_path = '' as $$
  select case p_job ->> 'kind'
    when 'recent' then not exists (
      select from private.conversation_syncs
      where account_id = (p_job ->> 'account_id')::uuid and job_id = p_job_id
    )
    when 'import' then not exists (
      select from public.account_history
      where account_id = (p_job ->> 'account_id')::uuid and state = 'requested'
    )
    when 'older' then not exists (
      select from public.conversation_history
      where conversation_id = (p_job ->> 'conversation_id')::uuid and state = 'requested'
    )
    else exists (
      select from public.messages
      where account_id = (p_job ->> 'account_id')::uuid
        and provider_message_id = p_job ->> 'mid'
        and kind not in ('unknown', 'unsupported')
    )
  end;
$$;
comment on function private.is_conversation_job_done(bigint, jsonb) is
  'Called by private.start_conversation_job. Returns whether what the job was for has come another '
  'way: a webhook after all, another reading.';
revoke execute on function private.is_conversation_job_done(bigint, jsonb) from public;

create function private.start_conversation_job(
  p_job_id bigint,
  p_read_count integer,
  p_job jsonb,
  p_lease_seconds integer
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_account public.accounts;
  v_sync private.conversation_syncs;
  v_token private.tokens;
  v_wait_seconds integer;
  v_cause text;
begin
  select * into v_account
  from public.accounts
  where id = (p_job ->> 'account_id')::uuid and status = 'connected';
  select * into v_token from private.messaging_token(v_account.id);
  if v_token.id is null then
    perform private.end_job('conversation_sync', p_job_id, p_read_count);
    perform private.settle_conversation_job(
      p_job_id,
      p_job,
      case
        when v_account.id is null then 'the account is not connected'
        else 'the account has no token that may read messages'
      end
    );
    return jsonb_build_object('outcome', 'gone');
  end if;
  if private.is_conversation_job_done(p_job_id, p_job) then
    perform private.end_job('conversation_sync', p_job_id, p_read_count);
    delete from private.message_fetches
    where account_id = v_account.id
      and provider_message_id = p_job ->> 'mid'
      and state = 'queued';
    return jsonb_build_object('outcome', 'done_before');
  end if;

  insert into private.conversation_syncs (account_id) values (v_account.id)
  on conflict (account_id) do nothing;
  select * into v_sync
  from private.conversation_syncs
  where account_id = v_account.id
  for update;
  if v_sync.leased_job_id <> p_job_id and v_sync.leased_until > now() then
    v_wait_seconds := 3;
    v_cause := 'another job of the account is at work';
  elsif v_sync.limited_until > now() then
    v_wait_seconds := ceil(extract(epoch from v_sync.limited_until - now()));
    v_cause := 'the account''s limit for conversations is reached';
  elsif v_token.limited_until > now() then
    v_wait_seconds := ceil(extract(epoch from v_token.limited_until - now()));
    v_cause := 'the account''s token rests';
  end if;
  if v_wait_seconds is not null then
    perform private.retry_job(
      'conversation_sync', p_job_id, p_read_count, 'throttled', v_cause, v_wait_seconds
    );
    return jsonb_build_object('outcome', 'waits', 'cause', v_cause);
  end if;

  update private.conversation_syncs
  set leased_job_id = p_job_id, leased_until = now() + make_interval(secs => p_lease_seconds)
  where account_id = v_account.id;
  return jsonb_build_object(
    'outcome', 'ready',
    'account_id', v_account.id,
    'login', v_account.login,
    'provider_account_id', v_account.provider_account_id,
    'app_scoped_id', v_account.app_scoped_id,
    'page_id', v_account.page_id,
    'token_id', v_token.id,
    'sealed_token', v_token.sealed,
    -- Clocks differ, and the newest messages of a reading are left to the next one.
    'since', coalesce(v_sync.last_complete_at, v_account.created_at) - interval '10 minutes',
    'resume_cursor', v_sync.resume_cursor,
    'list_cursor', v_sync.list_cursor,
    'pages_left', v_sync.pages_left,
    'contact', (
      select contacts.provider_contact_id
      from public.conversations
      join public.contacts on contacts.id = conversations.contact_id
      where conversations.id = (p_job ->> 'conversation_id')::uuid
    )
  );
end;
$$;
comment on function private.start_conversation_job(bigint, integer, jsonb, integer) is
  'Called by the function conversation-sync with a job it has taken. Leases the account, so that '
  'no two jobs of it run at once. Returns {outcome}: ready, with the account, a sealed token and '
  'how far earlier readings came; waits: the job was put back; gone or done_before: it was ended.';
revoke execute on function private.start_conversation_job(bigint, integer, jsonb, integer)
from public;

create function private.missing_effects(
  p_account public.accounts,
  p_threads jsonb,
  p_until timestamptz
) returns table (
  thread bigint,
  effect_position integer,
  account_id uuid,
  type text,
  mid text,
  at timestamptz,
  is_absent boolean,
  effect jsonb
)
language sql stable security definer set search_path = '' as $$
  with read_effects as (
    select
      threads.place as thread,
      (row_number() over (order by threads.place, effects.place) - 1)::integer as position,
      effects.value as effect,
      effects.value ->> 'type' as type,
      effects.value ->> 'mid' as mid,
      (effects.value ->> 'at')::timestamptz as at
    from jsonb_array_elements(p_threads) with ordinality as threads (value, place)
    cross join lateral jsonb_array_elements(threads.value -> 'effects')
      with ordinality as effects (value, place)
  )
  select
    read_effects.thread,
    read_effects.position,
    accounts.id,
    read_effects.type,
    read_effects.mid,
    read_effects.at,
    messages.id is null,
    -- A reading doesn't tell whether another app owns the thread: what is known of that holds.
    read_effects.effect || jsonb_build_object(
      'standby',
      coalesce(conversations.standby_at > conversations.messaging_at, false)
        or (conversations.standby_at is not null and conversations.messaging_at is null)
    )
  from read_effects
  -- What is applied reaches every workspace that has connected the account, so it counts in each.
  join public.accounts
    on accounts.provider = p_account.provider
    and accounts.provider_account_id = p_account.provider_account_id
    and accounts.status <> 'disconnected'
  left join public.contacts
    on contacts.account_id = accounts.id
    and contacts.provider_contact_id = read_effects.effect ->> 'contact'
  left join public.conversations
    on conversations.account_id = contacts.account_id
    and conversations.contact_id = contacts.id
  left join public.messages
    on messages.account_id = accounts.id
    and messages.provider_message_id = read_effects.mid
  left join public.reactions
    on reactions.conversation_id = messages.conversation_id
    and reactions.provider_message_id = read_effects.mid
    and reactions.actor = read_effects.effect ->> 'actor'
  where read_effects.at <= p_until
    and case read_effects.type
      when 'message' then messages.id is null
        or (
          array_position(array['unknown', 'unsupported'], messages.kind)
            < coalesce(
              array_position(array['unknown', 'unsupported'], read_effects.effect ->> 'kind'),
              3
            )
          and messages.unsent_at is null
        )
      -- The API gives no time, so whatever is known of a reaction is newer.
      else reactions.reacted_at is null and messages.unsent_at is null
    end;
$$;
comment on function private.missing_effects(public.accounts, jsonb, timestamptz) is
  'Called by private.apply_read_threads. Returns what a reading has that the database lacks, for '
  'each workspace of the account: absent messages, content for placeholders, absent reactions.';
revoke execute on function private.missing_effects(public.accounts, jsonb, timestamptz)
from public;

create function private.apply_missing_effects(p_account public.accounts, p_missing jsonb)
returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_missed jsonb;
  v_history jsonb;
  v_failed integer;
begin
  select
    coalesce(jsonb_agg(event order by position) filter (where not is_history), '[]'),
    coalesce(jsonb_agg(event order by position) filter (where is_history), '[]')
  into v_missed, v_history
  from (
    select distinct on (missing.effect_position)
      missing.effect_position as position,
      missing.at < p_account.created_at as is_history,
      jsonb_build_object(
        'delivery', 0,
        'position', missing.effect_position,
        'provider', p_account.provider,
        'provider_account_id', p_account.provider_account_id,
        'kind', missing.type,
        'effect', missing.effect
      ) as event
    from jsonb_to_recordset(p_missing)
      as missing (effect_position integer, type text, at timestamptz, effect jsonb)
    order by missing.effect_position
  ) as events;

  -- Each of the two calls locks its conversations in their order; both need one order.
  perform 1
  from public.conversations
  join public.contacts on contacts.id = conversations.contact_id
  join public.accounts on accounts.id = conversations.account_id
  where accounts.provider = p_account.provider
    and accounts.provider_account_id = p_account.provider_account_id
    and contacts.account_id = accounts.id
    and contacts.provider_contact_id in (
      select missing.effect ->> 'contact'
      from jsonb_to_recordset(p_missing) as missing (effect jsonb)
    )
  order by conversations.id
  for no key update of conversations;

  select count(*) filter (where applied.outcome = 'failed') into v_failed
  from (
    select outcome from private.apply_events(v_missed, 'sync')
    where v_missed <> '[]'
    union all
    select outcome from private.apply_events(v_history, 'import')
    where v_history <> '[]'
  ) as applied;
  return v_failed;
end;
$$;
comment on function private.apply_missing_effects(public.accounts, jsonb) is
  'Called by private.apply_read_threads with the rows of private.missing_effects. Applies what is '
  'from before the account was connected as history, and the rest as healed. Returns how many '
  'could not be stored.';
revoke execute on function private.apply_missing_effects(public.accounts, jsonb) from public;

create function private.note_histories(p_account public.accounts, p_threads jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation_ids uuid[];
begin
  with noted as (
    insert into public.conversation_history as history (conversation_id, workspace_id, state)
    select
      conversations.id,
      conversations.workspace_id,
      case when bool_or((thread ->> 'more')::boolean) then 'limited' else 'complete' end
    from jsonb_array_elements(p_threads) as thread
    join public.accounts
      on accounts.provider = p_account.provider
      and accounts.provider_account_id = p_account.provider_account_id
      and accounts.status <> 'disconnected'
    join public.contacts
      on contacts.account_id = accounts.id
      and contacts.provider_contact_id = thread ->> 'contact'
    join public.conversations on conversations.contact_id = contacts.id
    group by conversations.id
    order by conversations.id
    on conflict (conversation_id) do update
      set state = excluded.state, reason = null, updated_at = now()
      where history.state in ('requested', 'failed')
    returning history.conversation_id
  )
  select array_agg(conversation_id) into v_conversation_ids from noted;
  perform private.broadcast_histories(v_conversation_ids);
end;
$$;
comment on function private.note_histories(public.accounts, jsonb) is
  'Called by private.apply_read_threads. Remembers of each conversation read whether all of it was '
  'shown, so that nobody has to ask again.';
revoke execute on function private.note_histories(public.accounts, jsonb) from public;

create function private.sync_gains(
  p_account public.accounts,
  p_threads jsonb,
  p_missing jsonb,
  p_since timestamptz
) returns table (
  account_id uuid,
  healed bigint,
  reactions bigint,
  imported bigint,
  truncated bigint
)
language sql stable security definer set search_path = '' as $$
  with missing as (
    select *
    from jsonb_to_recordset(p_missing) as effects (
      thread bigint,
      account_id uuid,
      type text,
      mid text,
      at timestamptz,
      is_absent boolean,
      effect jsonb
    )
  ),
  -- Even the oldest message that could be read was missing: nobody knows what lies before it.
  truncated as (
    select missing.account_id, count(*) as conversations
    from (
      select distinct on (threads.place)
        threads.place as thread,
        effect ->> 'mid' as mid
      from jsonb_array_elements(p_threads) with ordinality as threads (value, place)
      cross join lateral jsonb_array_elements(threads.value -> 'effects') as effect
      where (threads.value ->> 'more')::boolean and effect ->> 'type' = 'message'
      order by threads.place, (effect ->> 'at')::timestamptz
    ) as oldest
    join missing using (thread, mid)
    where missing.type = 'message'
      and missing.is_absent
      and missing.at >= greatest(p_since, p_account.created_at)
    group by missing.account_id
  )
  select
    missing.account_id,
    count(*) filter (
      where missing.type = 'message' and missing.is_absent and messages.source = 'sync'
    ),
    count(*) filter (
      where missing.type = 'reaction'
        and reactions.emoji is not null
        and missing.at >= p_account.created_at
    ),
    count(*) filter (
      where missing.type = 'message' and missing.is_absent and messages.source = 'import'
    ),
    coalesce(max(truncated.conversations), 0)
  from missing
  join public.messages
    on messages.account_id = missing.account_id
    and messages.provider_message_id = missing.mid
  left join public.reactions
    on reactions.conversation_id = messages.conversation_id
    and reactions.provider_message_id = missing.mid
    and reactions.actor = missing.effect ->> 'actor'
  left join truncated on truncated.account_id = missing.account_id
  group by missing.account_id;
$$;
comment on function private.sync_gains(public.accounts, jsonb, jsonb, timestamptz) is
  'Called by private.apply_read_threads after what was missing has been applied. Returns what each '
  'workspace''s account has gained, and how many conversations missed more than could be read.';
revoke execute on function private.sync_gains(public.accounts, jsonb, jsonb, timestamptz)
from public;

create function private.apply_read_threads(
  p_account_id uuid,
  p_threads jsonb,
  p_observed_at timestamptz,
  p_grace_seconds integer,
  p_since timestamptz,
  p_calls integer
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_account public.accounts;
  v_missing jsonb;
  v_failed integer;
  v_seen integer;
  v_row record;
  v_counts jsonb;
begin
  select * into v_account from public.accounts where id = p_account_id;
  -- The webhook of what has just been written may still be under way.
  select coalesce(jsonb_agg(missing), '[]') into v_missing
  from private.missing_effects(
    v_account, p_threads, p_observed_at - make_interval(secs => p_grace_seconds)
  ) as missing;
  v_failed := private.apply_missing_effects(v_account, v_missing);
  perform private.note_histories(v_account, p_threads);
  select count(*) into v_seen
  from jsonb_array_elements(p_threads) as thread
  cross join lateral jsonb_array_elements(thread -> 'effects') as effect
  where effect ->> 'type' = 'message';

  for v_row in
    select
      accounts.id,
      accounts.workspace_id,
      accounts.id = p_account_id as is_own,
      coalesce(gains.healed, 0) as healed,
      coalesce(gains.reactions, 0) as reactions,
      coalesce(gains.imported, 0) as imported,
      coalesce(gains.truncated, 0) as truncated
    from public.accounts
    left join private.sync_gains(v_account, p_threads, v_missing, p_since) as gains
      on gains.account_id = accounts.id
    where accounts.id = p_account_id or gains.account_id is not null
    order by accounts.id
  loop
    insert into public.sync_days as days (
      account_id,
      day,
      workspace_id,
      runs,
      calls,
      failures,
      messages_seen,
      messages_healed,
      reactions_healed,
      messages_imported,
      conversations_truncated
    )
    values (
      v_row.id,
      (p_observed_at at time zone 'UTC')::date,
      v_row.workspace_id,
      case when v_row.is_own then 1 else 0 end,
      case when v_row.is_own then p_calls else 0 end,
      case when v_row.is_own then v_failed else 0 end,
      case when v_row.is_own then v_seen else 0 end,
      v_row.healed,
      v_row.reactions,
      v_row.imported,
      v_row.truncated
    )
    on conflict (account_id, day) do update
      set runs = days.runs + excluded.runs,
        calls = days.calls + excluded.calls,
        failures = days.failures + excluded.failures,
        messages_seen = days.messages_seen + excluded.messages_seen,
        messages_healed = days.messages_healed + excluded.messages_healed,
        reactions_healed = days.reactions_healed + excluded.reactions_healed,
        messages_imported = days.messages_imported + excluded.messages_imported,
        conversations_truncated = days.conversations_truncated + excluded.conversations_truncated;
    if v_row.is_own then
      v_counts := jsonb_build_object(
        'healed', v_row.healed,
        'reactions', v_row.reactions,
        'imported', v_row.imported,
        'truncated', v_row.truncated,
        'failed', v_failed
      );
    end if;
  end loop;
  return v_counts;
end;
$$;
comment on function private.apply_read_threads(
  uuid, jsonb, timestamptz, integer, timestamptz, integer
) is
  'Called by the functions that end or go on with a reading. p_threads: array of {contact, more, '
  'effects}, newest first, more telling that the thread goes on before them. Applies what is '
  'missing and older than the grace, and counts it in public.sync_days. Returns {healed, '
  'reactions, imported, truncated, failed} of the account itself.';
revoke execute on function private.apply_read_threads(
  uuid, jsonb, timestamptz, integer, timestamptz, integer
) from public;

create function private.end_recent_sync(
  p_job_id bigint,
  p_read_count integer,
  p_account_id uuid,
  p_token_id uuid,
  p_reading jsonb,
  p_since timestamptz,
  p_grace_seconds integer
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_sync private.conversation_syncs;
  v_counts jsonb;
  v_is_complete boolean := p_reading ->> 'cursor' is null;
  v_found boolean;
  v_is_silent boolean;
begin
  perform private.end_job('conversation_sync', p_job_id, p_read_count);
  select * into v_sync
  from private.conversation_syncs
  where account_id = p_account_id
  for update;
  if v_sync.account_id is null then
    return jsonb_build_object('outcome', 'gone');
  end if;

  v_counts := private.apply_read_threads(
    p_account_id,
    p_reading -> 'threads',
    (p_reading ->> 'observed_at')::timestamptz,
    p_grace_seconds,
    p_since,
    (p_reading ->> 'calls')::integer
  );
  v_found := (v_counts ->> 'healed')::integer
    + (v_counts ->> 'reactions')::integer
    + (v_counts ->> 'truncated')::integer > 0;
  select coalesce(last_webhook_at < now() - interval '6 hours', true) into v_is_silent
  from public.accounts
  where id = p_account_id;

  -- Often while webhooks miss something, seldom while they don't; silence may be either.
  update private.conversation_syncs as syncs
  set job_id = null,
    leased_job_id = null,
    leased_until = null,
    last_failure = null,
    resume_cursor = p_reading ->> 'cursor',
    resume_started_at = case
      when not v_is_complete
        then coalesce(syncs.resume_started_at, (p_reading ->> 'observed_at')::timestamptz)
    end,
    last_complete_at = case
      when v_is_complete
        then coalesce(syncs.resume_started_at, (p_reading ->> 'observed_at')::timestamptz)
      else syncs.last_complete_at
    end,
    interval_seconds = next.interval_seconds,
    due_at = case
      when v_is_complete then now() + make_interval(secs => next.interval_seconds)
      else now()
    end
  from (
    select case
      when v_found then v_sync.floor_seconds
      when v_is_silent then least(
        v_sync.interval_seconds * 2,
        greatest(v_sync.floor_seconds, v_sync.ceiling_seconds / 4)
      )
      else least(v_sync.interval_seconds * 2, v_sync.ceiling_seconds)
    end as interval_seconds
  ) as next
  where syncs.account_id = p_account_id;
  update private.tokens
  set last_used_at = (p_reading ->> 'observed_at')::timestamptz
  where id = p_token_id;
  return jsonb_build_object('outcome', case when v_is_complete then 'complete' else 'partial' end)
    || v_counts;
end;
$$;
comment on function private.end_recent_sync(
  bigint, integer, uuid, uuid, jsonb, timestamptz, integer
) is
  'Called by the function conversation-sync with what it read of an account''s recent '
  'conversations. p_reading: {observed_at, calls, threads, cursor}, cursor null when everything '
  'since p_since was seen. Applies and counts it, sets when the account is due next, ends the job. '
  'Returns {outcome, healed, ...}; raises job_lease_lost, which undoes everything.';
revoke execute on function private.end_recent_sync(
  bigint, integer, uuid, uuid, jsonb, timestamptz, integer
) from public;

create function private.apply_import_page(
  p_job_id bigint,
  p_read_count integer,
  p_account_id uuid,
  p_token_id uuid,
  p_reading jsonb,
  p_since timestamptz,
  p_grace_seconds integer
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_account public.accounts;
  v_pages_left integer;
  v_counts jsonb;
  v_state text;
begin
  -- The fence of private.end_job, for a job that goes on.
  perform 1
  from pgmq.q_conversation_sync
  where msg_id = p_job_id and read_ct = p_read_count
  for update;
  if not found then
    raise exception 'job_lease_lost: job % of queue conversation_sync was read again or ended by '
      'another worker', p_job_id
      using errcode = 'PT409', hint = 'Drop the result; the other worker has the job.';
  end if;

  update private.conversation_syncs
  set list_cursor = p_reading ->> 'cursor',
    pages_left = greatest(pages_left - 1, 0),
    last_failure = null
  where account_id = p_account_id
  returning pages_left into v_pages_left;
  v_counts := private.apply_read_threads(
    p_account_id,
    p_reading -> 'threads',
    (p_reading ->> 'observed_at')::timestamptz,
    p_grace_seconds,
    p_since,
    (p_reading ->> 'calls')::integer
  );
  v_state := case
    when p_reading ->> 'cursor' is null then 'complete'
    when v_pages_left = 0 then 'partial'
    else 'requested'
  end;
  update public.account_history
  set state = v_state,
    conversations_read = conversations_read + jsonb_array_length(p_reading -> 'threads'),
    messages_imported = messages_imported + (v_counts ->> 'imported')::integer,
    updated_at = now()
  where account_id = p_account_id;
  update private.tokens
  set last_used_at = (p_reading ->> 'observed_at')::timestamptz
  where id = p_token_id;

  if v_state <> 'requested' then
    perform private.end_job('conversation_sync', p_job_id, p_read_count);
    perform private.release_conversation_lease(p_job_id, p_account_id);
    select * into v_account from public.accounts where id = p_account_id;
    perform private.broadcast_account(v_account);
  end if;
  return jsonb_build_object('outcome', v_state) || v_counts;
end;
$$;
comment on function private.apply_import_page(
  bigint, integer, uuid, uuid, jsonb, timestamptz, integer
) is
  'Called by the function conversation-sync with a page of an account''s list of conversations. '
  'p_reading: as for private.end_recent_sync, cursor null after the last page. Applies it and '
  'remembers the cursor; ends the job after the last page that it may read. Returns {outcome} '
  '(requested: read the next page; partial; complete) and counts; raises job_lease_lost.';
revoke execute on function private.apply_import_page(
  bigint, integer, uuid, uuid, jsonb, timestamptz, integer
) from public;

create function private.end_older_messages(
  p_job_id bigint,
  p_read_count integer,
  p_account_id uuid,
  p_token_id uuid,
  p_conversation_id uuid,
  p_reading jsonb,
  p_since timestamptz,
  p_grace_seconds integer
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_counts jsonb;
begin
  perform private.end_job('conversation_sync', p_job_id, p_read_count);
  perform private.release_conversation_lease(p_job_id, p_account_id);
  v_counts := private.apply_read_threads(
    p_account_id,
    p_reading -> 'threads',
    (p_reading ->> 'observed_at')::timestamptz,
    p_grace_seconds,
    p_since,
    (p_reading ->> 'calls')::integer
  );
  -- A conversation that the API doesn't show has no more to give.
  update public.conversation_history
  set state = 'limited', reason = 'the API does not show the conversation', updated_at = now()
  where conversation_id = p_conversation_id and state = 'requested';
  if found then
    perform private.broadcast_histories(array[p_conversation_id]);
  end if;
  update private.tokens
  set last_used_at = (p_reading ->> 'observed_at')::timestamptz
  where id = p_token_id;
  return v_counts || jsonb_build_object(
    'outcome', (
      select state from public.conversation_history where conversation_id = p_conversation_id
    )
  );
end;
$$;
comment on function private.end_older_messages(
  bigint, integer, uuid, uuid, uuid, jsonb, timestamptz, integer
) is
  'Called by the function conversation-sync with what the API shows of one conversation. '
  'p_reading: as for private.end_recent_sync, threads empty when it shows nothing. Applies it, '
  'records how much of the conversation is here, ends the job. Returns {outcome} (complete or '
  'limited) and counts; raises job_lease_lost.';
revoke execute on function private.end_older_messages(
  bigint, integer, uuid, uuid, uuid, jsonb, timestamptz, integer
) from public;

create function private.end_message_fetch(
  p_job_id bigint,
  p_read_count integer,
  p_account_id uuid,
  p_token_id uuid,
  p_mid text,
  p_effects jsonb,
  p_gone text default null
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_account public.accounts;
  v_errors text;
begin
  perform private.end_job('conversation_sync', p_job_id, p_read_count);
  perform private.release_conversation_lease(p_job_id, p_account_id);
  select * into v_account from public.accounts where id = p_account_id;
  if p_gone is null then
    select min(applied.error) filter (where applied.outcome = 'failed') into v_errors
    from private.apply_events(
      (
        select jsonb_agg(
          jsonb_build_object(
            'delivery', 0,
            'position', place - 1,
            'provider', v_account.provider,
            'provider_account_id', v_account.provider_account_id,
            'kind', effect ->> 'type',
            'effect', effect
          )
        )
        from jsonb_array_elements(p_effects) with ordinality as effects (effect, place)
      ),
      'webhook'
    ) as applied;
  end if;

  if coalesce(p_gone, v_errors) is null then
    delete from private.message_fetches
    where account_id = p_account_id and provider_message_id = p_mid;
  else
    update private.message_fetches
    set state = case when p_gone is null then 'failed' else 'gone' end,
      cause = left(coalesce(p_gone, v_errors), 500)
    where account_id = p_account_id and provider_message_id = p_mid;
  end if;
  insert into public.sync_days as days (account_id, day, workspace_id, calls, messages_fetched)
  select
    v_account.id,
    (now() at time zone 'UTC')::date,
    v_account.workspace_id,
    1,
    case when coalesce(p_gone, v_errors) is null then 1 else 0 end
  where v_account.id is not null
  on conflict (account_id, day) do update
    set calls = days.calls + excluded.calls,
      messages_fetched = days.messages_fetched + excluded.messages_fetched;
  update private.tokens set last_used_at = now() where id = p_token_id;
  return case
    when p_gone is not null then 'gone'
    when v_errors is not null then 'failed'
    else 'fetched'
  end;
end;
$$;
comment on function private.end_message_fetch(
  bigint, integer, uuid, uuid, text, jsonb, text
) is
  'Called by the function conversation-sync with a message that a webhook had named: its effects, '
  'or p_gone, why it can''t be read. Applies it as that webhook would have, ends the job. Returns '
  'fetched, gone or failed; raises job_lease_lost.';
revoke execute on function private.end_message_fetch(
  bigint, integer, uuid, uuid, text, jsonb, text
) from public;

create function private.fail_conversation_job(
  p_job_id bigint,
  p_read_count integer,
  p_job jsonb,
  p_token_id uuid,
  p_class text,
  p_cause text,
  p_retry_after_seconds integer
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_account_id uuid := (p_job ->> 'account_id')::uuid;
  v_outcome text;
begin
  if p_class in ('throttled', 'transient', 'poison') then
    v_outcome := private.retry_job(
      'conversation_sync', p_job_id, p_read_count, p_class, p_cause, p_retry_after_seconds
    );
    if v_outcome = 'lease_lost' then
      return v_outcome;
    end if;
    if p_class = 'throttled' and p_token_id is not null then
      perform private.mark_token_failed(p_token_id, p_class, p_cause, p_retry_after_seconds);
    elsif p_class = 'throttled' then
      update private.conversation_syncs
      set limited_until = now() + make_interval(secs => p_retry_after_seconds)
      where account_id = v_account_id;
    end if;
  elsif p_class = 'authorization' then
    v_outcome := private.mark_token_failed(p_token_id, p_class, p_cause, p_retry_after_seconds);
    if v_outcome = 'next_token' then
      -- Another token is tried at once; that is no attempt of this job's.
      perform private.retry_job(
        'conversation_sync', p_job_id, p_read_count, 'throttled', p_cause, 0
      );
    else
      perform private.end_job('conversation_sync', p_job_id, p_read_count);
    end if;
  else
    perform private.end_job('conversation_sync', p_job_id, p_read_count);
    v_outcome := 'recorded';
  end if;

  perform private.release_conversation_lease(p_job_id, v_account_id);
  if v_outcome in ('dead', 'needs_reconnect', 'recorded') then
    perform private.settle_conversation_job(p_job_id, p_job, p_cause);
  end if;
  return v_outcome;
end;
$$;
comment on function private.fail_conversation_job(
  bigint, integer, jsonb, uuid, text, text, integer
) is
  'Called by the function conversation-sync when a job failed. By class: throttled rests the token '
  'or, without p_token_id, the account''s conversations; transient and poison go the way of '
  'private.retry_job; authorization marks the token; permanent is recorded. Returns retry, dead, '
  'lease_lost, next_token, needs_reconnect or recorded; may raise job_lease_lost.';
revoke execute on function private.fail_conversation_job(
  bigint, integer, jsonb, uuid, text, text, integer
) from public;

select cron.schedule(
  'enqueue-conversation-syncs',
  '30 seconds',
  'select private.enqueue_due_conversation_syncs()'
);

select cron.schedule(
  'nudge-conversation-sync',
  '5 seconds',
  $$select private.nudge_worker('conversation_sync', 'conversation-sync')$$
);

select cron.schedule(
  'prune-message-fetches',
  '29 4 * * *',
  $$delete from private.message_fetches where requested_at < now() - interval '30 days'$$
);
