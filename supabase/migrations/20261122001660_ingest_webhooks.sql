-- Way A, the whole: deliveries that arrived together, recorded and applied in one call.

alter table private.webhook_events
  -- Checked for each event, it costs as much as storing it; private.prune_webhooks deletes both.
  drop constraint webhook_events_delivery_id_fkey,
  drop constraint webhook_events_pkey,
  drop constraint webhook_events_delivery_id_position_key,
  drop constraint webhook_events_state_check,
  drop column id,
  add primary key (delivery_id, position),
  alter column payload drop not null,
  add column message_key bigint,
  add column placeholder_id text,
  add constraint webhook_events_state_check check (
    state in ('applied', 'known', 'placeholder', 'kept', 'unaddressed', 'failed')
  );
comment on table private.webhook_events is
  'One event of a delivery and what became of it: applied; known (its effect was there already); '
  'placeholder (shown as one); kept (nothing is understood of it); unaddressed (no such account '
  'here); failed (see error). private.replay_webhooks has them parsed and applied again.';
comment on column private.webhook_events.payload is
  'The event as it came, where today''s parser makes little of it. All events stand in their '
  'delivery''s body.';
comment on column private.webhook_events.message_key is
  'hashtextextended(id, 0) of the message it tells of, to find an unsent message''s words: the '
  'ids are long. Two may share one.';
comment on column private.webhook_events.placeholder_id is
  'The provider_message_id that was made up for its placeholder, which a later parser may replace.';

-- Dropped with the column that it ended in.
drop index if exists private.webhook_events_open_idx;
create index webhook_events_open_idx on private.webhook_events (state, kind)
where state in ('placeholder', 'kept', 'unaddressed', 'failed');
create index webhook_events_message_key_idx on private.webhook_events (message_key)
where message_key is not null;

drop function private.ingest_webhook(bytea, text, smallint, jsonb, text);
drop function private.place_messages(private.incoming_message[]);
drop type private.placed_message;
drop type private.incoming_message;

create type private.recorded_delivery as (
  delivery integer,
  delivery_id bigint,
  is_new boolean
);
comment on type private.recorded_delivery is
  'A delivery of a call, by its place in it from 0, and the row that records it.';

create function private.record_deliveries(p_bodies bytea, p_deliveries jsonb)
returns private.recorded_delivery[]
language plpgsql security definer set search_path = '' as $$
declare
  v_hashes bytea[];
  v_new_ids bigint[];
begin
  select array_agg(decode(item.value ->> 'sha256', 'hex') order by item.ordinality)
  into v_hashes
  from jsonb_array_elements(p_deliveries) with ordinality as item;

  with told as (
    select
      v_hashes[item.ordinality] as body_hash,
      item.value,
      row_number() over (partition by v_hashes[item.ordinality] order by item.ordinality) as copy,
      count(*) over (partition by v_hashes[item.ordinality]) as copies
    from jsonb_array_elements(p_deliveries) with ordinality as item
  ),
  stored as (
    insert into private.webhook_deliveries as deliveries (
      body_hash,
      body,
      signed_with,
      state,
      error,
      times_received
    )
    select
      told.body_hash,
      substring(
        p_bodies,
        (told.value ->> 'offset')::integer + 1,
        (told.value ->> 'bytes')::integer
      ),
      told.value ->> 'signed_with',
      case when told.value ->> 'error' is null then 'parsed' else 'unreadable' end,
      left(told.value ->> 'error', 500),
      told.copies
    from told
    where told.copy = 1
    -- One order for all calls, so that those with the same deliveries can't deadlock.
    order by told.body_hash
    on conflict (body_hash) do update
      set times_received = deliveries.times_received + excluded.times_received,
        last_received_at = now()
    -- A row that was updated was locked before, and only such a row has an xmax.
    returning deliveries.id, xmax = 0 as is_new
  )
  select array_agg(stored.id) filter (where stored.is_new) into v_new_ids from stored;

  return array(
    select
      row(
        hashed.ordinality - 1,
        deliveries.id,
        coalesce(deliveries.id in (select unnest(v_new_ids)), false)
          and array_position(v_hashes, hashed.body_hash) = hashed.ordinality
      )::private.recorded_delivery
    from unnest(v_hashes) with ordinality as hashed (body_hash, ordinality)
    join private.webhook_deliveries as deliveries on deliveries.body_hash = hashed.body_hash
    order by hashed.ordinality
  );
end;
$$;
comment on function private.record_deliveries(bytea, jsonb) is
  'Called by private.ingest_webhooks. Records each delivery, and a repeated one as such. '
  'p_deliveries: array of {sha256, offset, bytes, signed_with, error?}, where the bodies stand one '
  'behind the other in p_bodies. Returns what became of each, in their order.';
revoke execute on function private.record_deliveries(bytea, jsonb) from public;

create function private.ingest_webhooks(
  p_bodies bytea,
  p_deliveries jsonb,
  p_parser_version smallint
) returns jsonb
language plpgsql security definer
-- Plans are kept and always take the indexes: one made while a table was small would otherwise read
-- all of it long after.
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
set enable_seqscan = 'off'
set enable_hashjoin = 'off'
set enable_mergejoin = 'off'
as $$
declare
  v_recorded private.recorded_delivery[];
  v_events private.incoming_event[];
  v_outcomes private.event_outcome[];
  v_tallies jsonb;
begin
  v_recorded := private.record_deliveries(p_bodies, p_deliveries);
  perform private.send_jobs(
    'webhook_replay',
    array(
      select jsonb_build_object('delivery_id', recorded.delivery_id)
      from unnest(v_recorded) as recorded
      where recorded.is_new and p_deliveries -> recorded.delivery ? 'deferred'
    )
  );

  -- The first time committed all effects together with the row: nothing is left to do for others.
  select array_agg(
    row(
      recorded.delivery,
      event.position,
      event.provider,
      event.provider_account_id,
      left(event.kind, 80),
      event.effect,
      event.payload
    )::private.incoming_event
  )
  into v_events
  from unnest(v_recorded) as recorded
  cross join lateral jsonb_to_recordset(p_deliveries -> recorded.delivery -> 'events') as event (
    position integer,
    provider text,
    provider_account_id text,
    kind text,
    effect jsonb,
    payload jsonb
  )
  where recorded.is_new;

  if v_events is not null then
    v_outcomes := private.apply_apart(v_events, 'webhook');

    with told as (
      insert into private.webhook_events (
        delivery_id,
        position,
        provider,
        provider_account_id,
        kind,
        state,
        error,
        parser_version,
        payload,
        message_key,
        placeholder_id
      )
      select
        v_recorded[event.delivery + 1].delivery_id,
        event.event_position,
        event.provider,
        event.provider_account_id,
        event.kind,
        event.outcome,
        event.error,
        p_parser_version,
        event.payload,
        hashtextextended(event.effect ->> 'mid', 0),
        case when event.outcome = 'placeholder' then event.effect ->> 'mid' end
      from unnest(v_events, v_outcomes) as event (
        delivery,
        event_position,
        provider,
        provider_account_id,
        kind,
        effect,
        payload,
        outcome,
        error
      )
      returning delivery_id, state
    ),
    tallies as (
      select told.delivery_id, told.state, count(*) as tally from told group by 1, 2
    ),
    by_delivery as (
      select tallies.delivery_id, jsonb_object_agg(tallies.state, tallies.tally) as counts
      from tallies
      group by tallies.delivery_id
    )
    select jsonb_object_agg(by_delivery.delivery_id, by_delivery.counts)
    into v_tallies
    from by_delivery;

    -- Once a minute is fine enough to notice silence, and spares a hot row.
    update public.accounts
    set last_webhook_at = now()
    where id in (
      select accounts.id
      from (
        select distinct event.provider, event.provider_account_id from unnest(v_events) as event
      ) as told
      join public.accounts using (provider, provider_account_id)
      where coalesce(accounts.last_webhook_at < now() - interval '1 minute', true)
        and accounts.status <> 'disconnected'
      for no key update of accounts skip locked
    );
  end if;

  return (
    select jsonb_agg(
      jsonb_build_object('delivery_id', recorded.delivery_id, 'repeated', not recorded.is_new)
        || coalesce(
          case when recorded.is_new then v_tallies -> recorded.delivery_id::text end,
          '{}'
        )
      order by recorded.delivery
    )
    from unnest(v_recorded) as recorded
  );
end;
$$;
comment on function private.ingest_webhooks(bytea, jsonb, smallint) is
  'Called by the function meta-webhook, with the deliveries that arrived together, after their '
  'signatures were checked. Records them and applies their events in one transaction. '
  'p_deliveries: array of {sha256, offset, bytes, signed_with, error?, deferred?, events}: the '
  'raw body''s hash in hex, where it is in p_bodies, why it is unreadable, whether its events are '
  'too many for now and left to webhook-replay, and an array of '
  '{position, provider, provider_account_id, kind, effect?, payload?}. Returns an array, in the '
  'same order, of {delivery_id, repeated} and the number of events by state.';
revoke execute on function private.ingest_webhooks(bytea, jsonb, smallint) from public;
