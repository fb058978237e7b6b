-- All effects of a call, in one transaction, and what became of each event.

create type private.event_outcome as (outcome text, error text);
comment on type private.event_outcome is
  'What became of an event: applied; known (its effect was there already); placeholder (shown as '
  'one, for want of understanding); kept (nothing is understood of it); unaddressed (no such '
  'account here); failed (see error).';

create function private.fetch_unknown_messages(p_placed private.placed_event[])
returns setof private.changed_subject
language plpgsql security definer set search_path = '' as $$
declare
  v_fetch record;
begin
  for v_fetch in
    select placed.account_id, array_agg(distinct placed.mid) as mids
    from unnest(p_placed) as placed
    where (placed.type = 'fetch' or (placed.type = 'edit' and placed.contact is null))
      and not exists (
        select
        from public.messages
        where messages.account_id = placed.account_id
          and messages.provider_message_id = placed.mid
      )
    group by placed.account_id
  loop
    perform private.enqueue_message_fetch(v_fetch.account_id, v_fetch.mids);
    return query
    select v_fetch.account_id, 'fetch', mid from unnest(v_fetch.mids) as mid;
  end loop;
end;
$$;
comment on function private.fetch_unknown_messages(private.placed_event[]) is
  'Called by private.apply_effects. Enqueues a read of each message that an event names without '
  'saying what is in it, unless it is here already. Returns those it asked for.';
revoke execute on function private.fetch_unknown_messages(private.placed_event[]) from public;

create function private.ordinals_of(
  p_placed private.placed_event[],
  p_changed private.changed_subject[]
) returns integer[]
language plpgsql security definer set search_path = '' as $$
begin
  return array(
    select placed.ordinal
    from unnest(p_placed) as placed
    -- Without `is true` this would be a join, and with hash joins off one of each with each.
    where ((
      placed.account_id,
      case when placed.type in ('edit', 'unsend', 'seen') then 'mark' else placed.type end,
      case placed.type
        when 'comment' then placed.effect ->> 'comment_id'
        when 'mention' then
          concat_ws('/', placed.effect ->> 'media_id', placed.effect ->> 'comment_id')
        when 'story_insights' then placed.effect ->> 'media_id'
        else placed.mid
      end
    ) in (
      select changed.account_id, changed.type, changed.id from unnest(p_changed) as changed
    )) is true
  );
end;
$$;
comment on function private.ordinals_of(private.placed_event[], private.changed_subject[]) is
  'Called by private.apply_effects. Returns the ordinals of the events that tell of something that '
  'changed.';
revoke execute on function private.ordinals_of(private.placed_event[], private.changed_subject[])
from public;

create function private.apply_effects(p_events private.incoming_event[], p_source text)
returns private.event_outcome[]
language plpgsql security definer set search_path = '' as $$
declare
  v_placed private.placed_event[] := private.place_events(p_events);
  v_types text[];
  v_located integer[];
  v_new_ids uuid[];
  v_replaced_ids uuid[];
  v_marked record;
  v_reacted record;
  v_changed_ids uuid[];
  v_reacted_ids uuid[];
  v_changed private.changed_subject[] := '{}';
  v_found private.changed_subject[];
  v_conversation_ids uuid[] := '{}';
  -- The events that brought something new, by their ordinals.
  v_applied integer[];
begin
  select array_agg(distinct placed.type), array_agg(placed.ordinal)
  into v_types, v_located
  from unnest(v_placed) as placed;

  if 'message' = any (v_types) then
    select new_ids, replaced_ids, applied
    into v_new_ids, v_replaced_ids, v_applied
    from private.store_messages(v_placed, p_source);
  end if;
  if v_types && array['message', 'edit', 'unsend', 'seen'] then
    select * into v_marked from private.apply_marks(v_placed);
    v_changed := v_changed || v_marked.changed;
    v_changed_ids := v_replaced_ids || v_marked.changed_ids;
    perform private.ask_redactions(v_placed, v_new_ids, v_marked.changed);
    if v_new_ids is not null or v_changed_ids is not null then
      v_conversation_ids := private.advance_conversations(v_new_ids || v_changed_ids, v_new_ids);
    end if;
    if v_marked.seen_conversation_ids is not null then
      v_conversation_ids := v_conversation_ids
        || private.note_seen(v_marked.seen_conversation_ids, v_marked.seen_until);
    end if;
  end if;
  if 'handover' = any (v_types) then
    v_conversation_ids := v_conversation_ids || private.note_handovers(v_placed);
  end if;
  if 'reaction' = any (v_types) then
    select * into v_reacted from private.apply_reactions(v_placed);
    v_reacted_ids := v_reacted.changed_ids;
    v_changed := v_changed || v_reacted.changed;
  end if;
  if v_types && array['edit', 'fetch'] then
    select array_agg(fetched) into v_found
    from private.fetch_unknown_messages(v_placed) as fetched;
    v_changed := v_changed || v_found;
  end if;
  if v_types && array['comment', 'mention', 'story_insights'] then
    v_changed := v_changed || private.apply_engagement(v_placed, v_types);
  end if;

  perform private.broadcast_inbox(v_new_ids, v_changed_ids || v_reacted_ids, v_conversation_ids);

  if cardinality(v_changed) > 0 then
    v_applied := v_applied || private.ordinals_of(v_placed, v_changed);
  end if;
  if v_types && array['seen', 'handover'] then
    v_applied := v_applied || array(
      select placed.ordinal
      from unnest(v_placed) as placed
      where placed.type in ('seen', 'handover')
        and placed.conversation_id in (select unnest(v_conversation_ids))
    );
  end if;
  return array(
    select
      row(
        case
          when event.effect is null then 'kept'
          -- A set looked up by hash; = any (...) would compare with each.
          when event.ordinal not in (select unnest(v_located)) then 'unaddressed'
          when event.ordinal not in (select unnest(v_applied)) then 'known'
          when event.effect ->> 'kind' = 'unknown' and event.effect ->> 'type' = 'message'
            then 'placeholder'
          else 'applied'
        end,
        null
      )::private.event_outcome
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
    order by event.ordinal
  );
end;
$$;
comment on function private.apply_effects(private.incoming_event[], text) is
  'Called by private.apply_apart. Applies the events'' effects, each subject in one statement a '
  'table, enqueues what follows from them, and broadcasts. p_source: see messages.source. Returns '
  'each event''s outcome, in order. Raises what the data is at fault for; nothing is applied then.';
revoke execute on function private.apply_effects(private.incoming_event[], text) from public;

create function private.apply_apart(p_events private.incoming_event[], p_source text)
returns private.event_outcome[]
language plpgsql security definer set search_path = '' as $$
declare
  v_half integer := cardinality(p_events) / 2;
begin
  return private.apply_effects(p_events, p_source);
exception
  -- Only what is wrong with the data itself: a lost connection or a deadlock must reach the
  -- caller, so that everything is tried again.
  when data_exception or integrity_constraint_violation or program_limit_exceeded
    or cardinality_violation then
    if cardinality(p_events) = 1 then
      return array[
        row('failed', left(sqlstate || ': ' || sqlerrm, 500))::private.event_outcome
      ];
    end if;
    -- The halves add contacts and lock conversations in an order of their own, other calls in
    -- another: so they wait.
    perform private.lock_accounts(p_events, true);
    return private.apply_apart(p_events[:v_half], p_source)
      || private.apply_apart(p_events[v_half + 1:], p_source);
end;
$$;
comment on function private.apply_apart(private.incoming_event[], text) is
  'Called by the functions below. Applies all events at once or, when one of them can''t be '
  'applied, by halves until it stands alone, so that its neighbours are unaffected. Returns each '
  'event''s outcome, in order.';
revoke execute on function private.apply_apart(private.incoming_event[], text) from public;

create function private.apply_events(p_events jsonb, p_source text default 'webhook')
returns table (delivery integer, event_position integer, outcome text, error text)
language plpgsql security definer
-- As private.ingest_webhooks has them.
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
set enable_seqscan = 'off'
set enable_hashjoin = 'off'
set enable_mergejoin = 'off'
as $$
declare
  v_events private.incoming_event[];
begin
  select array_agg(
    row(
      event.delivery,
      event.position,
      event.provider,
      event.provider_account_id,
      null,
      event.effect,
      null
    )::private.incoming_event
  )
  into v_events
  from jsonb_to_recordset(p_events) as event (
    delivery integer,
    position integer,
    provider text,
    provider_account_id text,
    effect jsonb
  );
  if v_events is null then
    return;
  end if;
  return query
  select told.delivery, told.event_position, told.outcome, told.error
  from unnest(v_events, private.apply_apart(v_events, p_source)) as told (
    delivery,
    event_position,
    provider,
    provider_account_id,
    kind,
    effect,
    payload,
    outcome,
    error
  );
end;
$$;
comment on function private.apply_events(jsonb, text) is
  'Called by workers whose reads heal or import what webhooks did not bring. p_events: array of '
  '{delivery, position, provider, provider_account_id, effect}, effects as in the functions'' '
  'delivery-event.ts; p_source: see messages.source. Returns each event''s outcome: applied, '
  'known, placeholder, kept, unaddressed or failed.';
revoke execute on function private.apply_events(jsonb, text) from public;
