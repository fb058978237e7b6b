-- The raw record: how long it is kept, and how words that were taken back leave it.

create function private.redact_json(p_value jsonb, p_mids text[]) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  if jsonb_typeof(p_value) = 'object' then
    if p_value ->> 'mid' = any (p_mids) then
      return jsonb_build_object('mid', p_value ->> 'mid', 'is_deleted', true);
    end if;
    return (
      select coalesce(jsonb_object_agg(key, private.redact_json(value, p_mids)), '{}')
      from jsonb_each(p_value)
    );
  end if;
  if jsonb_typeof(p_value) = 'array' then
    return (
      select coalesce(jsonb_agg(private.redact_json(value, p_mids) order by ordinality), '[]')
      from jsonb_array_elements(p_value) with ordinality
    );
  end if;
  return p_value;
end;
$$;
comment on function private.redact_json(jsonb, text[]) is
  'Called by private.redact_deliveries. Returns the value with every message of the list (an '
  'object with such a mid) emptied, as an unsend of it would read.';
revoke execute on function private.redact_json(jsonb, text[]) from public;

create function private.redact_body(p_body bytea, p_mids text[]) returns bytea
language plpgsql immutable set search_path = '' as $$
begin
  return convert_to(
    private.redact_json(convert_from(p_body, 'UTF8')::jsonb, p_mids)::text, 'UTF8'
  );
exception
  -- A NUL or a lone surrogate, which jsonb refuses: better nothing than the words.
  when data_exception then
    return ''::bytea;
end;
$$;
comment on function private.redact_body(bytea, text[]) is
  'Called by private.redact_deliveries. Returns a delivery''s body without the words of the '
  'messages; an empty one when it can''t be read here.';
revoke execute on function private.redact_body(bytea, text[]) from public;

create function private.redact_deliveries(p_limit integer default 100) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_mids text[];
begin
  with taken as (
    delete from private.redactions
    where mid in (
      select mid from private.redactions order by asked_at limit p_limit for update skip locked
    )
    returning mid
  )
  select array_agg(mid) into v_mids from taken;
  if v_mids is null then
    return 0;
  end if;

  update private.webhook_deliveries as deliveries
  set body = private.redact_body(deliveries.body, v_mids)
  where deliveries.id in (
    select events.delivery_id
    from private.webhook_events as events
    where events.message_key in (select hashtextextended(mid, 0) from unnest(v_mids) as mid)
  );
  update private.webhook_events as events
  set payload = private.redact_json(events.payload, v_mids)
  where events.payload is not null
    and events.message_key in (select hashtextextended(mid, 0) from unnest(v_mids) as mid);
  return cardinality(v_mids);
end;
$$;
comment on function private.redact_deliveries(integer) is
  'Called by cron. Removes the words of messages that were taken back from the raw '
  'deliveries. A transaction of its own, as it locks deliveries, which a receiving one locks '
  'first. Returns the number of messages.';
revoke execute on function private.redact_deliveries(integer) from public;

create function private.prune_webhooks(
  p_done_for interval default '30 days',
  p_open_for interval default '90 days',
  p_limit integer default 5000
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_pruned integer;
begin
  with chosen as (
    select deliveries.id
    from private.webhook_deliveries as deliveries
    where deliveries.received_at < now() - p_done_for
      and (
        deliveries.received_at < now() - p_open_for
        or (
          deliveries.state = 'parsed'
          and not exists (
            select
            from private.webhook_events as events
            where events.delivery_id = deliveries.id
              and events.state in ('placeholder', 'kept', 'unaddressed', 'failed')
          )
        )
      )
    order by deliveries.received_at
    limit p_limit
    for update skip locked
  ),
  events as (
    delete from private.webhook_events where delivery_id in (select chosen.id from chosen)
  )
  delete from private.webhook_deliveries where id in (select chosen.id from chosen);
  get diagnostics v_pruned = row_count;

  -- What waited this long for its message waits in vain.
  delete from private.message_marks where noted_at < now() - p_open_for;
  return v_pruned;
end;
$$;
comment on function private.prune_webhooks(interval, interval, integer) is
  'Called by cron. Deletes raw deliveries with their events, at most p_limit a call: those that '
  'are wholly applied after p_done_for, the others after p_open_for. Returns how many.';
revoke execute on function private.prune_webhooks(interval, interval, integer) from public;

select cron.schedule(
  'redact-deliveries', '10 seconds', 'select private.redact_deliveries()'
);
select cron.schedule('prune-webhooks', '*/5 * * * *', 'select private.prune_webhooks()');
