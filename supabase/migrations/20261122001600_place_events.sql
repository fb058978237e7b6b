-- Way A, the effect. One call for any number of events; any order, any repetition, the same rows.
-- This file finds out where events belong; the next ones apply them, a subject a file.

create type private.incoming_event as (
  delivery integer,
  event_position integer,
  provider text,
  provider_account_id text,
  kind text,
  effect jsonb,
  payload jsonb
);
comment on type private.incoming_event is
  'An event of a webhook delivery, or of a read that heals what webhooks missed, as the parser '
  'understood it: see the functions'' delivery-event.ts. delivery and event_position say which one '
  'it is among those of a call.';

create type private.placed_event as (
  ordinal integer,
  message_id uuid,
  workspace_id uuid,
  account_id uuid,
  conversation_id uuid,
  type text,
  contact text,
  mid text,
  happened_at timestamptz,
  standby boolean,
  effect jsonb
);
comment on type private.placed_event is
  'An incoming event in one of the workspaces that have connected its account. ordinal is its '
  'place, from 1, in the array of events. conversation_id is null for what is in no thread; '
  'message_id is the id that a message gets if it is new.';

-- Work that follows from what came in and needs the outside world; none of it is needed to receive.
select pgmq.create('profile_refresh');
select pgmq.create('profile_refresh_dead');
select pgmq.create('media_cache');
select pgmq.create('media_cache_dead');

alter table pgmq.q_profile_refresh enable row level security;
alter table pgmq.a_profile_refresh enable row level security;
alter table pgmq.q_profile_refresh_dead enable row level security;
alter table pgmq.a_profile_refresh_dead enable row level security;
alter table pgmq.q_media_cache enable row level security;
alter table pgmq.a_media_cache enable row level security;
alter table pgmq.q_media_cache_dead enable row level security;
alter table pgmq.a_media_cache_dead enable row level security;

create function private.send_jobs(p_queue text, p_jobs jsonb[]) returns integer
language plpgsql security definer set search_path = '' as $$
begin
  if coalesce(cardinality(p_jobs), 0) = 0 then
    return 0;
  end if;
  perform pgmq.send_batch(queue_name => p_queue, msgs => p_jobs);
  return cardinality(p_jobs);
end;
$$;
comment on function private.send_jobs(text, jsonb[]) is
  'Called by functions whose effect needs follow-up work. Enqueues the jobs, none for null. '
  'Returns how many.';
revoke execute on function private.send_jobs(text, jsonb[]) from public;

create function private.locate_events(
  p_events private.incoming_event[],
  out placed private.placed_event[],
  out lacks_conversation boolean
)
language plpgsql security definer set search_path = '' as $$
begin
  select
    array_agg(
      row(
        event.ordinal,
        case when event.effect ->> 'type' = 'message' then gen_random_uuid() end,
        accounts.workspace_id,
        accounts.id,
        conversations.id,
        event.effect ->> 'type',
        event.effect ->> 'contact',
        event.effect ->> 'mid',
        (event.effect ->> 'at')::timestamptz,
        coalesce((event.effect ->> 'standby')::boolean, false),
        event.effect
      )::private.placed_event
    ),
    bool_or(event.effect ->> 'contact' is not null and conversations.id is null)
  into placed, lacks_conversation
  from unnest(p_events) with ordinality as event (
    delivery,
    event_position,
    provider,
    provider_account_id,
    kind,
    effect,
    payload,
    ordinal
  )
  join public.accounts using (provider, provider_account_id)
  left join public.contacts
    on contacts.account_id = accounts.id
    and contacts.provider_contact_id = event.effect ->> 'contact'
  left join public.conversations
    on conversations.account_id = contacts.account_id
    and conversations.contact_id = contacts.id
  where accounts.status <> 'disconnected' and event.effect is not null;
end;
$$;
comment on function private.locate_events(private.incoming_event[]) is
  'Called by private.place_events. Returns each event once for each workspace that has connected '
  'its account, and whether one of them is of a conversation that is not there yet.';
revoke execute on function private.locate_events(private.incoming_event[]) from public;

create function private.add_conversations(p_placed private.placed_event[]) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_jobs jsonb[];
  v_added integer;
begin
  -- Each statement takes its rows in one order, so that calls side by side can't deadlock.
  with wanted as (
    select distinct placed.workspace_id, placed.account_id, placed.contact
    from unnest(p_placed) as placed
    where placed.contact is not null and placed.conversation_id is null
  ),
  added as (
    insert into public.contacts (workspace_id, account_id, provider_contact_id)
    select wanted.workspace_id, wanted.account_id, wanted.contact
    from wanted
    order by wanted.account_id, wanted.contact
    on conflict (account_id, provider_contact_id) do nothing
    returning id, account_id
  )
  select array_agg(
    jsonb_build_object('account_id', added.account_id, 'contact_id', added.id, 'reason', 'new')
  )
  into v_jobs
  from added;
  perform private.send_jobs('profile_refresh', v_jobs);

  insert into public.conversations (workspace_id, account_id, contact_id, blocked)
  select distinct
    contacts.workspace_id,
    contacts.account_id,
    contacts.id,
    contacts.blocked_at is not null
  from unnest(p_placed) as placed
  join public.contacts
    on contacts.account_id = placed.account_id
    and contacts.provider_contact_id = placed.contact
  where placed.conversation_id is null
  order by contacts.account_id, contacts.id
  on conflict (account_id, contact_id) do nothing;
  get diagnostics v_added = row_count;
  return v_added;
end;
$$;
comment on function private.add_conversations(private.placed_event[]) is
  'Called by private.place_events. Makes the contacts and conversations that events lack, and asks '
  'for the new contacts'' profiles. Returns the number of new conversations.';
revoke execute on function private.add_conversations(private.placed_event[]) from public;

create function private.lock_conversations(p_placed private.placed_event[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform
  from public.conversations
  where conversations.id in (
    select placed.conversation_id from unnest(p_placed) as placed
    union all
    select (
      select messages.conversation_id
      from public.messages
      where messages.account_id = placed.account_id
        and messages.provider_message_id = placed.mid
    )
    from unnest(p_placed) as placed
    where placed.type = 'edit' and placed.contact is null
  )
  order by conversations.id
  for no key update;
end;
$$;
comment on function private.lock_conversations(private.placed_event[]) is
  'Called before events are applied. Locks their conversations, in one order for all calls, so '
  'that nobody else changes them or what is in them.';
revoke execute on function private.lock_conversations(private.placed_event[]) from public;

create function private.lock_accounts(p_events private.incoming_event[], p_alone boolean)
returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform case
    when p_alone then pg_advisory_xact_lock(told.key)
    else pg_advisory_xact_lock_shared(told.key)
  end
  from (
    select distinct
      hashtextextended(concat('ingest/', event.provider, '/', event.provider_account_id), 0) as key
    from unnest(p_events) as event
    where event.effect is not null
    order by 1
  ) as told;
end;
$$;
comment on function private.lock_accounts(private.incoming_event[], boolean) is
  'Called before anything of an account is locked. Until the transaction ends, others may apply '
  'events of these accounts side by side with it or, when p_alone, may not.';
revoke execute on function private.lock_accounts(private.incoming_event[], boolean) from public;

create function private.place_events(p_events private.incoming_event[])
returns private.placed_event[]
language plpgsql security definer set search_path = '' as $$
declare
  v_located record;
begin
  -- An edit that does not say whose it is has no conversation to lock. Were its message to come at
  -- the same time, neither would see the other, and the edit would wait for good.
  perform private.lock_accounts(
    p_events,
    exists (
      select
      from unnest(p_events) as event
      where event.effect ->> 'type' = 'edit' and event.effect ->> 'contact' is null
    )
  );
  select * into v_located from private.locate_events(p_events);
  if v_located.lacks_conversation then
    perform private.add_conversations(v_located.placed);
    select * into v_located from private.locate_events(p_events);
  end if;
  perform private.lock_conversations(v_located.placed);
  return v_located.placed;
end;
$$;
comment on function private.place_events(private.incoming_event[]) is
  'Called by private.apply_effects. Finds where events belong, makes the contacts and '
  'conversations that are missing, and locks the conversations. Returns each event once for each '
  'workspace that has connected its account; null when there is none.';
revoke execute on function private.place_events(private.incoming_event[]) from public;
