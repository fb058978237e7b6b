-- Way B, the schedule: which account is read, how often, and when next.

create table private.polls (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references public.accounts (id) on delete cascade,
  kind text not null check (kind in ('overview')),
  floor_seconds integer not null default 60 check (floor_seconds >= 5),
  ceiling_seconds integer not null default 3600,
  interval_seconds integer not null default 60,
  due_at timestamptz not null default now(),
  -- The job that carries this poll, while one does: a poll is never queued twice.
  job_id bigint,
  last_polled_at timestamptz,
  last_changed_at timestamptz,
  unique (account_id, kind),
  constraint polls_interval_within_bounds
    check (floor_seconds <= interval_seconds and interval_seconds <= ceiling_seconds)
);
comment on table private.polls is
  'A scheduled read of an account. kind overview: its profile counts and its newest posts.';

create index polls_due_idx on private.polls (due_at) where job_id is null;
alter table private.polls enable row level security;

create function private.enqueue_due_polls(p_limit integer default 500) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_poll record;
  v_enqueued integer := 0;
begin
  for v_poll in
    select polls.id, polls.account_id, polls.kind
    from private.polls
    join public.accounts on accounts.id = polls.account_id
    where polls.job_id is null
      and polls.due_at <= now()
      and accounts.status = 'connected'
    order by accounts.priority, polls.due_at
    limit p_limit
    for update of polls skip locked
  loop
    update private.polls
    set job_id = (
      select pgmq.send(
        queue_name => 'metric_poll',
        msg => jsonb_build_object(
          'poll_id', v_poll.id,
          'account_id', v_poll.account_id,
          'kind', v_poll.kind
        )
      )
    )
    where id = v_poll.id;
    v_enqueued := v_enqueued + 1;
  end loop;
  return v_enqueued;
end;
$$;
comment on function private.enqueue_due_polls(integer) is
  'Called by cron. Sends one job for each poll that is due, most important accounts first. '
  'Returns how many.';
revoke execute on function private.enqueue_due_polls(integer) from public;

create function private.poll_subject(p_poll_id uuid)
returns table (
  account_id uuid,
  provider text,
  login text,
  provider_account_id text,
  token_id uuid,
  sealed_token text
)
language sql stable security definer set search_path = '' as $$
  select
    accounts.id,
    accounts.provider,
    accounts.login,
    accounts.provider_account_id,
    token.id,
    token.sealed
  from private.polls
  join public.accounts on accounts.id = polls.account_id
  left join lateral (
    select tokens.id, tokens.sealed
    from private.tokens
    where tokens.account_id = accounts.id
      and tokens.status = 'valid'
      and (tokens.expires_at is null or tokens.expires_at > now())
      and (tokens.limited_until is null or tokens.limited_until <= now())
    order by tokens.last_used_at nulls first
    limit 1
  ) as token on true
  where polls.id = p_poll_id and accounts.status = 'connected';
$$;
comment on function private.poll_subject(uuid) is
  'Called by the function metric-poll. Returns the account to read and a sealed token for it '
  '(nulls when none is usable); no row when the poll is gone or its account not connected.';
revoke execute on function private.poll_subject(uuid) from public;

create function private.end_poll(
  p_poll_id uuid,
  p_job_id bigint,
  p_read_count integer,
  p_polled_at timestamptz,
  p_changed boolean
) returns timestamptz
language plpgsql security definer set search_path = '' as $$
declare
  v_due_at timestamptz;
begin
  perform private.end_job('metric_poll', p_job_id, p_read_count);
  -- What moved is looked at twice as often, what stood still half as often, within its bounds.
  update private.polls as polls
  set job_id = null,
    last_polled_at = p_polled_at,
    last_changed_at = case when p_changed then p_polled_at else polls.last_changed_at end,
    interval_seconds = next.interval_seconds,
    due_at = now() + make_interval(secs => next.interval_seconds)
  from (
    select
      current_polls.id,
      case
        when p_changed
          then greatest(current_polls.interval_seconds / 2, current_polls.floor_seconds)
        else least(current_polls.interval_seconds * 2, current_polls.ceiling_seconds)
      end as interval_seconds
    from private.polls as current_polls
    where current_polls.id = p_poll_id
  ) as next
  where polls.id = next.id
  returning polls.due_at into v_due_at;
  return v_due_at;
end;
$$;
comment on function private.end_poll(uuid, bigint, integer, timestamptz, boolean) is
  'Called by the functions that apply a poll''s result, in the same transaction. Ends the job and '
  'sets when the poll is due next, which it returns (null when the poll was deleted meanwhile). '
  'Raises job_lease_lost.';
revoke execute on function private.end_poll(uuid, bigint, integer, timestamptz, boolean)
from public;

create function private.broadcast_account(p_account public.accounts) returns void
language sql security definer set search_path = '' as $$
  select private.broadcast(
    p_account.workspace_id,
    'account:update',
    jsonb_build_object(
      'account_id', p_account.id,
      'status', p_account.status,
      'status_reason', p_account.status_reason,
      'last_synced_at', p_account.last_synced_at
    )
  )
  where p_account.id is not null;
$$;
comment on function private.broadcast_account(public.accounts) is
  'Called by the functions that change an account''s health or freshness. Sends account:update to '
  'its workspace; nothing for a null row, which an update that changed nothing returns.';
revoke execute on function private.broadcast_account(public.accounts) from public;

create function private.fail_poll(
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
      update private.tokens
      set limited_until = now() + make_interval(secs => p_retry_after_seconds)
      where id = p_token_id;
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
  if p_class <> 'authorization' then
    update public.accounts
    set status_reason = left(p_cause, 500)
    where id = (select account_id from private.polls where id = p_poll_id)
      -- An account that is to be reconnected keeps its own, more telling reason.
      and status = 'connected'
      and status_reason is distinct from left(p_cause, 500)
    returning * into v_account;
    perform private.broadcast_account(v_account);
    return 'recorded';
  end if;

  update private.tokens set status = 'revoked' where id = p_token_id;
  update public.accounts as accounts
  set status = 'needs_reconnect', status_reason = left(p_cause, 500)
  from private.polls
  where polls.id = p_poll_id
    and accounts.id = polls.account_id
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
comment on function private.fail_poll(uuid, bigint, integer, uuid, text, text, integer) is
  'Called by the function metric-poll when a poll failed. By class: throttled, transient and '
  'poison go the way of private.retry_job; authorization marks the token and, when it was the '
  'last, asks for a reconnect; permanent is recorded on the account. Returns what it did.';
revoke execute on function private.fail_poll(uuid, bigint, integer, uuid, text, text, integer)
from public;
