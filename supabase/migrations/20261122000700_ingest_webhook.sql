-- Way A, the effect: one call, one transaction; any order, any repetition, the same rows.

create type private.incoming_message as (
  position integer,
  provider text,
  provider_account_id text,
  provider_contact_id text,
  provider_message_id text,
  direction text,
  author text,
  kind text,
  text text,
  sent_at timestamptz
);
comment on type private.incoming_message is
  'A message event of a webhook delivery, as the receiver normalised it. position is the event''s '
  'place in its delivery.';

create type private.placed_message as (
  position integer,
  workspace_id uuid,
  account_id uuid,
  conversation_id uuid
);
comment on type private.placed_message is
  'Where an incoming message belongs: one for each workspace that has connected its account.';

create function private.place_messages(p_messages private.incoming_message[])
returns setof private.placed_message
language plpgsql security definer set search_path = '' as $$
begin
  -- Each statement takes its rows in one order, so that deliveries side by side can't deadlock.
  insert into public.contacts (workspace_id, account_id, provider_contact_id)
  select distinct accounts.workspace_id, accounts.id, incoming.provider_contact_id
  from unnest(p_messages) as incoming
  join public.accounts using (provider, provider_account_id)
  where accounts.status <> 'disconnected'
  order by 2, 3
  on conflict (account_id, provider_contact_id) do nothing;

  insert into public.conversations (workspace_id, account_id, contact_id)
  select distinct contacts.workspace_id, contacts.account_id, contacts.id
  from unnest(p_messages) as incoming
  join public.accounts using (provider, provider_account_id)
  join public.contacts
    on contacts.account_id = accounts.id
    and contacts.provider_contact_id = incoming.provider_contact_id
  where accounts.status <> 'disconnected'
  order by 2, 3
  on conflict (account_id, contact_id) do nothing;

  return query
  select
    incoming.position,
    conversations.workspace_id,
    conversations.account_id,
    conversations.id
  from unnest(p_messages) as incoming
  join public.accounts using (provider, provider_account_id)
  join public.contacts
    on contacts.account_id = accounts.id
    and contacts.provider_contact_id = incoming.provider_contact_id
  join public.conversations on conversations.contact_id = contacts.id
  where accounts.status <> 'disconnected'
  order by conversations.id
  for update of conversations;
end;
$$;
comment on function private.place_messages(private.incoming_message[]) is
  'Called by private.apply_messages. Makes the contacts and conversations that are missing and '
  'locks the conversations. Returns each message''s place; none for an account nobody connected.';
revoke execute on function private.place_messages(private.incoming_message[]) from public;

create function private.broadcast_messages(p_message_ids uuid[]) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_event record;
  v_sent integer := 0;
begin
  for v_event in
    with numbered_messages as (
      select
        messages.workspace_id,
        to_jsonb(messages) as item,
        (
          row_number() over (
            partition by messages.workspace_id
            order by sent_at, provider_message_id
          ) - 1
        ) / 50 as batch
      from public.messages
      where messages.id = any (p_message_ids)
    ),
    numbered_conversations as (
      select
        conversations.workspace_id,
        to_jsonb(conversations) || jsonb_build_object(
          'provider_contact_id', contacts.provider_contact_id,
          'contact_username', contacts.username,
          'contact_name', contacts.name
        ) as item,
        (
          row_number() over (
            partition by conversations.workspace_id
            order by conversations.id
          ) - 1
        ) / 50 as batch
      from public.conversations
      join public.contacts on contacts.id = conversations.contact_id
      where conversations.id in (
        select messages.conversation_id from public.messages where messages.id = any (p_message_ids)
      )
    )
    select
      workspace_id,
      'message:insert' as name,
      jsonb_build_object('messages', jsonb_agg(item)) as payload
    from numbered_messages
    group by workspace_id, batch
    union all
    select
      workspace_id,
      'conversation:update',
      jsonb_build_object('conversations', jsonb_agg(item))
    from numbered_conversations
    group by workspace_id, batch
  loop
    perform private.broadcast(v_event.workspace_id, v_event.name, v_event.payload);
    v_sent := v_sent + 1;
  end loop;
  return v_sent;
end;
$$;
comment on function private.broadcast_messages(uuid[]) is
  'Called by private.apply_messages. Tells each workspace about its new messages and the '
  'conversations they changed, 50 to an event. Returns the number of events.';
revoke execute on function private.broadcast_messages(uuid[]) from public;

create function private.apply_messages(p_messages private.incoming_message[])
returns table (message_position integer, outcome text)
language plpgsql security definer set search_path = '' as $$
declare
  v_placed private.placed_message[];
  v_message_ids uuid[];
  v_new_positions integer[];
begin
  select array_agg(placed) into v_placed from private.place_messages(p_messages) as placed;

  with first_of_each as (
    select distinct on (placed.account_id, incoming.provider_message_id)
      placed.workspace_id,
      placed.account_id,
      placed.conversation_id,
      incoming.*
    from unnest(v_placed) as placed
    join unnest(p_messages) as incoming using (position)
    order by placed.account_id, incoming.provider_message_id, position
  ),
  inserted as (
    insert into public.messages as messages (
      workspace_id,
      account_id,
      conversation_id,
      provider_message_id,
      direction,
      author,
      kind,
      text,
      sent_at
    )
    select
      workspace_id,
      account_id,
      conversation_id,
      provider_message_id,
      direction,
      author,
      kind,
      text,
      sent_at
    from first_of_each
    on conflict (account_id, provider_message_id) do nothing
    returning messages.*
  ),
  gains as (
    select
      conversation_id,
      count(*) filter (where direction = 'inbound') as inbound,
      max(sent_at) filter (where direction = 'inbound') as last_inbound_at
    from inserted
    group by conversation_id
  ),
  newest as (
    select distinct on (conversation_id) inserted.*
    from inserted
    order by conversation_id, sent_at desc, provider_message_id desc
  ),
  counted as (
    update public.conversations as conversations
    set version = conversations.version + 1,
      inbound_count = conversations.inbound_count + gains.inbound,
      last_inbound_at = greatest(conversations.last_inbound_at, gains.last_inbound_at),
      (
        last_message_at,
        last_message_provider_id,
        last_message_text,
        last_message_kind,
        last_message_direction
      ) = (
        -- The later of what was last and what is new, by the provider's time; ties by id.
        select
          latest.sent_at,
          latest.provider_message_id,
          latest.text,
          latest.kind,
          latest.direction
        from (
          values
            (
              conversations.last_message_at,
              conversations.last_message_provider_id,
              conversations.last_message_text,
              conversations.last_message_kind,
              conversations.last_message_direction
            ),
            (
              newest.sent_at,
              newest.provider_message_id,
              left(newest.text, 300),
              newest.kind,
              newest.direction
            )
        ) as latest (sent_at, provider_message_id, text, kind, direction)
        order by latest.sent_at desc nulls last, latest.provider_message_id desc
        limit 1
      ),
      updated_at = now()
    from gains
    join newest using (conversation_id)
    where conversations.id = gains.conversation_id
  )
  select array_agg(inserted.id), array_agg(first_of_each.position)
  into v_message_ids, v_new_positions
  from inserted
  join first_of_each
    on first_of_each.account_id = inserted.account_id
    and first_of_each.provider_message_id = inserted.provider_message_id;

  -- Once a minute is fine enough to notice silence, and spares a hot row.
  update public.accounts
  set last_webhook_at = now()
  where id in (
    select accounts.id
    from public.accounts
    where accounts.id in (select account_id from unnest(v_placed))
      and coalesce(accounts.last_webhook_at < now() - interval '1 minute', true)
    for no key update skip locked
  );

  perform private.broadcast_messages(v_message_ids);

  return query
  select
    incoming.position,
    case
      when incoming.position = any (v_new_positions) then 'applied'
      when exists (
        select from unnest(v_placed) as placed where placed.position = incoming.position
      ) then 'known'
      else 'unaddressed'
    end
  from unnest(p_messages) as incoming;
end;
$$;
comment on function private.apply_messages(private.incoming_message[]) is
  'Called by private.ingest_webhook. Inserts the messages that are new, moves their conversations '
  'on, and broadcasts. Returns each message''s outcome: applied, known or unaddressed.';
revoke execute on function private.apply_messages(private.incoming_message[]) from public;

create function private.apply_messages_apart(p_messages private.incoming_message[])
returns table (message_position integer, outcome text, error text)
language plpgsql security definer set search_path = '' as $$
declare
  v_message private.incoming_message;
begin
  return query
  select applied.message_position, applied.outcome, null::text
  from private.apply_messages(p_messages) as applied;
exception
  -- Only what is wrong with the data itself: a lost connection or a deadlock must reach Meta as a
  -- failure, so that it sends the delivery again.
  when data_exception or integrity_constraint_violation then
    foreach v_message in array p_messages loop
      begin
        return query
        select applied.message_position, applied.outcome, null::text
        from private.apply_messages(array[v_message]) as applied;
      exception
        when data_exception or integrity_constraint_violation then
          return query select v_message.position, 'failed', left(sqlstate || ': ' || sqlerrm, 500);
      end;
    end loop;
end;
$$;
comment on function private.apply_messages_apart(private.incoming_message[]) is
  'Called by private.ingest_webhook. Applies all messages at once or, when one of them can''t be '
  'stored, each on its own, so that its neighbours are unaffected. Returns outcome and error.';
revoke execute on function private.apply_messages_apart(private.incoming_message[]) from public;

create function private.ingest_webhook(
  p_body bytea,
  p_signed_with text,
  p_parser_version smallint,
  p_events jsonb,
  p_error text default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_delivery_id bigint;
  v_times_received integer;
  v_messages private.incoming_message[];
  v_counts jsonb;
begin
  insert into private.webhook_deliveries as deliveries (body_hash, body, signed_with, state, error)
  values (
    sha256(p_body),
    p_body,
    p_signed_with,
    case when p_error is null then 'parsed' else 'unreadable' end,
    left(p_error, 500)
  )
  on conflict (body_hash) do update
    set times_received = deliveries.times_received + 1, last_received_at = now()
  returning id, times_received into v_delivery_id, v_times_received;

  -- The first time committed all effects together with the row, so there is nothing left to do.
  if v_times_received > 1 then
    return jsonb_build_object('delivery_id', v_delivery_id, 'repeated', true);
  end if;

  select array_agg(jsonb_populate_record(null::private.incoming_message, event -> 'message'))
  into v_messages
  from jsonb_array_elements(p_events) as event
  where event ? 'message';

  with outcomes as (
    select * from private.apply_messages_apart(v_messages) where v_messages is not null
  ),
  recorded as (
    insert into private.webhook_events (
      delivery_id,
      position,
      provider,
      provider_account_id,
      kind,
      state,
      error,
      parser_version,
      payload
    )
    select
      v_delivery_id,
      (event ->> 'position')::integer,
      event ->> 'provider',
      event ->> 'provider_account_id',
      left(event ->> 'kind', 80),
      coalesce(outcomes.outcome, 'kept'),
      outcomes.error,
      p_parser_version,
      event -> 'payload'
    from jsonb_array_elements(p_events) as event
    left join outcomes on outcomes.message_position = (event ->> 'position')::integer
    returning state
  ),
  counts as (
    select state, count(*) as events from recorded group by state
  )
  select coalesce(jsonb_object_agg(state, events), '{}') into v_counts from counts;

  return jsonb_build_object('delivery_id', v_delivery_id, 'repeated', false) || v_counts;
end;
$$;
comment on function private.ingest_webhook(bytea, text, smallint, jsonb, text) is
  'Called by the function meta-webhook, once for each delivery, after the signature was checked. '
  'Records the delivery and applies its events in one transaction. p_events: array of {position, '
  'provider, provider_account_id, kind, payload, message?}; p_error: why the body is unreadable. '
  'Returns {delivery_id, repeated} and the number of events by state.';
revoke execute on function private.ingest_webhook(bytea, text, smallint, jsonb, text) from public;
