-- Replay: deliveries that are parsed and applied again, by a later parser or a mended database.

select pgmq.create('webhook_replay');
select pgmq.create('webhook_replay_dead');
alter table pgmq.q_webhook_replay enable row level security;
alter table pgmq.a_webhook_replay enable row level security;
alter table pgmq.q_webhook_replay_dead enable row level security;
alter table pgmq.a_webhook_replay_dead enable row level security;

create function private.replay_webhooks(
  p_kinds text[] default null,
  p_from timestamptz default '-infinity',
  p_to timestamptz default 'infinity',
  p_states text[] default array['placeholder', 'kept', 'unaddressed', 'failed'],
  p_provider_account_id text default null,
  p_dry_run boolean default true
) returns table (kind text, state text, parser_version smallint, events bigint, deliveries bigint)
language plpgsql security definer set search_path = '' as $$
declare
  v_ids bigint[];
begin
  select array_agg(distinct chosen.delivery_id)
  into v_ids
  from private.webhook_events as chosen
  join private.webhook_deliveries as delivery on delivery.id = chosen.delivery_id
  where chosen.state = any (p_states)
    and (p_kinds is null or chosen.kind = any (p_kinds))
    and (p_provider_account_id is null or chosen.provider_account_id = p_provider_account_id)
    and delivery.received_at >= p_from
    and delivery.received_at < p_to;

  if not p_dry_run then
    perform private.send_jobs(
      'webhook_replay',
      array(
        select jsonb_build_object('delivery_id', id) from unnest(v_ids) as id order by id
      )
    );
  end if;

  return query
  select
    event.kind,
    event.state,
    event.parser_version,
    count(*),
    count(distinct event.delivery_id)
  from private.webhook_events as event
  where event.delivery_id = any (v_ids)
    and event.state = any (p_states)
    and (p_kinds is null or event.kind = any (p_kinds))
    and (p_provider_account_id is null or event.provider_account_id = p_provider_account_id)
  group by 1, 2, 3
  order by 1, 2, 3;
end;
$$;
comment on function private.replay_webhooks(
  text[], timestamptz, timestamptz, text[], text, boolean
) is
  'Called by operators. Chooses events by kind, time of arrival [p_from, p_to), state and account, '
  'and unless p_dry_run has their deliveries parsed and applied again by the function '
  'webhook-replay. Whole deliveries: what is known stays as it is. Returns what it chose.';
revoke execute on function private.replay_webhooks(
  text[], timestamptz, timestamptz, text[], text, boolean
) from public;

create function private.adopt_placeholder(p_placeholder_id text, p_mid text) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_adopted integer;
begin
  -- Where the event is no message after all, or the message is there already.
  with superfluous as (
    delete from public.messages as placeholder
    where placeholder.provider_message_id = p_placeholder_id
      and placeholder.kind = 'unknown'
      and (
        p_mid is null
        or exists (
          select
          from public.messages as real_message
          where real_message.account_id = placeholder.account_id
            and real_message.provider_message_id = p_mid
        )
      )
    returning placeholder.id, placeholder.conversation_id
  )
  update public.conversations
  set version = conversations.version + 1,
    inbound_count = conversations.inbound_count - 1,
    last_message_at = latest.sent_at,
    last_message_provider_id = latest.provider_message_id,
    last_message_text = left(latest.text, 300),
    last_message_kind = case when latest.unsent_at is null then latest.kind else 'unsent' end,
    last_message_direction = latest.direction,
    updated_at = now()
  from superfluous
  left join lateral (
    select messages.*
    from public.messages
    where messages.conversation_id = superfluous.conversation_id
      and messages.id <> superfluous.id
    order by messages.sent_at desc, messages.provider_message_id desc
    limit 1
  ) as latest on true
  where conversations.id = superfluous.conversation_id;

  update public.messages
  set provider_message_id = p_mid
  where provider_message_id = p_placeholder_id and kind = 'unknown';
  get diagnostics v_adopted = row_count;
  return v_adopted;
end;
$$;
comment on function private.adopt_placeholder(text, text) is
  'Called by private.reapply_delivery when a later parser understands an event. p_mid: the real '
  'message''s id, which its placeholder takes, so that the content replaces it; null when it is no '
  'message, and then the placeholder goes. Returns how many took the id.';
revoke execute on function private.adopt_placeholder(text, text) from public;

create function private.reapply_delivery(
  p_delivery_id bigint,
  p_job_id bigint,
  p_read_count integer,
  p_events jsonb,
  p_parser_version smallint
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_counts jsonb;
begin
  perform private.end_job('webhook_replay', p_job_id, p_read_count);
  perform from private.webhook_deliveries where id = p_delivery_id for update;
  if not found then
    return jsonb_build_object('outcome', 'gone');
  end if;

  perform private.adopt_placeholder(
    known.placeholder_id,
    case when event.effect ->> 'type' = 'message' then event.effect ->> 'mid' end
  )
  from jsonb_to_recordset(p_events) as event (position integer, effect jsonb)
  join private.webhook_events as known
    on known.delivery_id = p_delivery_id
    and known.position = event.position
  where known.placeholder_id is not null
    and event.effect is not null
    and (event.effect ->> 'type', event.effect ->> 'mid')
      is distinct from ('message', known.placeholder_id);

  with outcomes as (
    select outcome.*
    from private.apply_events(
      (
        select jsonb_agg(event || '{"delivery": 0}'::jsonb)
        from jsonb_array_elements(p_events) as event
      )
    ) as outcome
  ),
  recorded as (
    insert into private.webhook_events as events (
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
      p_delivery_id,
      event.position,
      event.provider,
      event.provider_account_id,
      left(event.kind, 80),
      outcomes.outcome,
      outcomes.error,
      p_parser_version,
      event.payload,
      hashtextextended(event.effect ->> 'mid', 0),
      case when outcomes.outcome = 'placeholder' then event.effect ->> 'mid' end
    from jsonb_to_recordset(p_events) as event (
      position integer,
      provider text,
      provider_account_id text,
      kind text,
      effect jsonb,
      payload jsonb
    )
    join outcomes on outcomes.event_position = event.position
    on conflict (delivery_id, position) do update
      set kind = excluded.kind,
        -- What was applied before is known now, but it was this event that brought it.
        state = case
          when excluded.state = 'known' and events.state in ('applied', 'placeholder')
            then events.state
          else excluded.state
        end,
        error = excluded.error,
        parser_version = excluded.parser_version,
        payload = excluded.payload,
        message_key = excluded.message_key,
        placeholder_id = case
          when excluded.state = 'known' then events.placeholder_id
          else excluded.placeholder_id
        end
    returning state
  ),
  tallies as (
    select state, count(*) as tally from recorded group by state
  )
  select coalesce(jsonb_object_agg(state, tally), '{}') into v_counts from tallies;

  update private.webhook_deliveries
  set state = 'parsed', error = null
  where id = p_delivery_id and state = 'unreadable';
  return jsonb_build_object('outcome', 'replayed') || v_counts;
end;
$$;
comment on function private.reapply_delivery(bigint, bigint, integer, jsonb, smallint) is
  'Called by the function webhook-replay with the events that today''s parser finds in a delivery. '
  'Applies them, records what became of each, and ends the job. Any number of times gives the same '
  'rows. Returns {outcome: replayed | gone} and the number of events by state. Raises '
  'job_lease_lost.';
revoke execute on function private.reapply_delivery(bigint, bigint, integer, jsonb, smallint)
from public;

select cron.schedule(
  'nudge-webhook-replay',
  '5 seconds',
  $$select private.nudge_worker('webhook_replay', 'webhook-replay')$$
);
