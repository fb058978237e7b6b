-- A conversation follows from what is in it: moved on once a call, by the provider's times.

create function private.advance_conversations(
  p_placed private.placed_event[],
  p_new_ids uuid[],
  p_changed_ids uuid[],
  p_seen_conversation_ids uuid[],
  p_seen_until timestamptz[]
) returns uuid[]
language plpgsql security definer set search_path = '' as $$
declare
  v_advanced_ids uuid[];
begin
  with facts (
    id,
    has_messages,
    is_inbound,
    sent_at,
    counts,
    window_cause,
    messaging_at,
    standby_at,
    thread_owner_at,
    thread_owner_app_id,
    seen_until
  ) as (
    select
      messages.conversation_id,
      true,
      messages.direction = 'inbound',
      messages.sent_at,
      -- History from before the account was connected is not news.
      messages.direction = 'inbound' and messages.source <> 'import',
      messages.window_cause,
      null::timestamptz,
      null::timestamptz,
      null::timestamptz,
      null::text,
      null::timestamptz
    from public.messages
    where messages.id = any (p_new_ids)
    union all
    select
      messages.conversation_id,
      true,
      false,
      messages.sent_at,
      false,
      messages.window_cause,
      null,
      null,
      null,
      null,
      null
    from public.messages
    where messages.id = any (p_changed_ids)
    union all
    select
      placed.conversation_id,
      false,
      false,
      null,
      false,
      null,
      case when placed.type = 'message' and not placed.standby then placed.happened_at end,
      case when placed.type = 'message' and placed.standby then placed.happened_at end,
      case when placed.type = 'handover' then placed.happened_at end,
      case when placed.type = 'handover' then placed.effect ->> 'owner_app_id' end,
      null
    from unnest(p_placed) as placed
    where placed.type in ('message', 'handover')
    union all
    select seen.id, false, false, null, false, null, null, null, null, null, seen.until
    from unnest(p_seen_conversation_ids, p_seen_until) as seen (id, until)
  ),
  told as (
    select
      facts.id,
      bool_or(facts.has_messages) as has_messages,
      count(*) filter (where facts.counts) as inbound,
      max(facts.sent_at) filter (where facts.is_inbound) as last_inbound_at,
      max(facts.sent_at) filter (where facts.window_cause is not null) as window_opened_at,
      (
        array_agg(facts.window_cause order by facts.sent_at desc, facts.window_cause)
          filter (where facts.window_cause is not null)
      )[1] as window_cause,
      max(facts.messaging_at) as messaging_at,
      max(facts.standby_at) as standby_at,
      max(facts.thread_owner_at) as thread_owner_at,
      (
        array_agg(
          facts.thread_owner_app_id
          order by
            facts.thread_owner_at desc,
            coalesce(facts.thread_owner_app_id, '') collate "C" desc
        ) filter (where facts.thread_owner_at is not null)
      )[1] as thread_owner_app_id,
      max(facts.seen_until) as seen_until
    from facts
    group by facts.id
  ),
  next as (
    select
      conversations.id,
      told.inbound,
      told.inbound > 0 and not conversations.blocked and conversations.status <> 'open' as reopens,
      greatest(conversations.last_inbound_at, told.last_inbound_at) as last_inbound_at,
      greatest(conversations.messaging_at, told.messaging_at) as messaging_at,
      greatest(conversations.standby_at, told.standby_at) as standby_at,
      greatest(conversations.contact_read_at, told.seen_until) as contact_read_at,
      -- The later act decides, of two at one time the one whose name comes first.
      greatest(conversations.window_opened_at, told.window_opened_at) as window_opened_at,
      case
        when conversations.window_opened_at > told.window_opened_at
          or told.window_opened_at is null
          then conversations.window_cause
        when conversations.window_opened_at = told.window_opened_at
          then least(conversations.window_cause, told.window_cause)
        else told.window_cause
      end as window_cause,
      greatest(conversations.thread_owner_at, told.thread_owner_at) as thread_owner_at,
      case
        when conversations.thread_owner_at > told.thread_owner_at
          or told.thread_owner_at is null
          then conversations.thread_owner_app_id
        when conversations.thread_owner_at = told.thread_owner_at
          then greatest(
            conversations.thread_owner_app_id collate "C",
            told.thread_owner_app_id collate "C"
          )
        else told.thread_owner_app_id
      end as thread_owner_app_id,
      case when told.has_messages then latest.sent_at else conversations.last_message_at end
        as last_message_at,
      case
        when told.has_messages then latest.provider_message_id
        else conversations.last_message_provider_id
      end as last_message_provider_id,
      case
        when told.has_messages then left(latest.text, 300)
        else conversations.last_message_text
      end as last_message_text,
      case
        when not told.has_messages then conversations.last_message_kind
        when latest.unsent_at is not null then 'unsent'
        else latest.kind
      end as last_message_kind,
      case
        when told.has_messages then latest.direction
        else conversations.last_message_direction
      end as last_message_direction
    from told
    join public.conversations on conversations.id = told.id
    left join lateral (
      select
        messages.sent_at,
        messages.provider_message_id,
        messages.text,
        messages.kind,
        messages.direction,
        messages.unsent_at
      from public.messages
      where told.has_messages and messages.conversation_id = told.id
      order by messages.sent_at desc, messages.provider_message_id desc
      limit 1
    ) as latest on true
  ),
  advanced as (
    update public.conversations as conversations
    set version = conversations.version + 1,
      inbound_count = conversations.inbound_count + next.inbound,
      last_message_at = next.last_message_at,
      last_message_provider_id = next.last_message_provider_id,
      last_message_text = next.last_message_text,
      last_message_kind = next.last_message_kind,
      last_message_direction = next.last_message_direction,
      last_inbound_at = next.last_inbound_at,
      window_opened_at = next.window_opened_at,
      window_cause = next.window_cause,
      contact_read_at = next.contact_read_at,
      messaging_at = next.messaging_at,
      standby_at = next.standby_at,
      thread_owner_at = next.thread_owner_at,
      thread_owner_app_id = next.thread_owner_app_id,
      status = case when next.reopens then 'open' else conversations.status end,
      snoozed_until = case when next.reopens then null else conversations.snoozed_until end,
      updated_at = now()
    from next
    where conversations.id = next.id
      and (
        next.inbound > 0
        or (
          conversations.last_message_at,
          conversations.last_message_provider_id,
          conversations.last_message_text,
          conversations.last_message_kind,
          conversations.last_inbound_at,
          conversations.window_opened_at,
          conversations.window_cause,
          conversations.contact_read_at,
          conversations.messaging_at,
          conversations.standby_at,
          conversations.thread_owner_at,
          conversations.thread_owner_app_id
        ) is distinct from (
          next.last_message_at,
          next.last_message_provider_id,
          next.last_message_text,
          next.last_message_kind,
          next.last_inbound_at,
          next.window_opened_at,
          next.window_cause,
          next.contact_read_at,
          next.messaging_at,
          next.standby_at,
          next.thread_owner_at,
          next.thread_owner_app_id
        )
      )
    returning conversations.id
  )
  select array_agg(advanced.id) into v_advanced_ids from advanced;
  return v_advanced_ids;
end;
$$;
comment on function private.advance_conversations(
  private.placed_event[], uuid[], uuid[], uuid[], timestamptz[]
) is
  'Called by private.apply_effects, with the conversations locked. Moves each conversation on: its '
  'last message, unread count, window, owner, how far the contact has read; a new inbound message '
  'reopens it, unless the contact is blocked. p_changed_ids: messages that were edited, taken back '
  'or replaced; the last two arrays say together how far contacts have seen. Returns the '
  'conversations that changed.';
revoke execute on function private.advance_conversations(
  private.placed_event[], uuid[], uuid[], uuid[], timestamptz[]
) from public;

create function private.broadcast_conversations(p_conversation_ids uuid[]) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_sent integer;
begin
  if coalesce(cardinality(p_conversation_ids), 0) = 0 then
    return 0;
  end if;
  with numbered as (
    select
      conversations.workspace_id,
      to_jsonb(conversations) || jsonb_build_object(
        'provider_contact_id', contacts.provider_contact_id,
        'contact_username', contacts.username,
        'contact_name', contacts.name
      ) as item,
      (
        row_number() over (partition by conversations.workspace_id order by conversations.id) - 1
      ) / 50 as batch
    from public.conversations
    join public.contacts on contacts.id = conversations.contact_id
    where conversations.id = any (p_conversation_ids)
  ),
  events as (
    select numbered.workspace_id, jsonb_agg(numbered.item) as items
    from numbered
    group by numbered.workspace_id, numbered.batch
  ),
  sent as (
    select
      private.broadcast(
        events.workspace_id,
        'conversation:update',
        jsonb_build_object('conversations', events.items)
      )
    from events
  )
  select count(*) into v_sent from sent;
  return v_sent;
end;
$$;
comment on function private.broadcast_conversations(uuid[]) is
  'Called by the functions that change conversations. Tells each workspace about its own, 50 to an '
  'event. Returns the number of events.';
revoke execute on function private.broadcast_conversations(uuid[]) from public;

drop function private.apply_messages_apart(private.incoming_message[]) cascade;
drop function private.apply_messages(private.incoming_message[]) cascade;
drop function private.broadcast_messages(uuid[]);

create function private.broadcast_messages(p_event text, p_message_ids uuid[]) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_sent integer;
begin
  if coalesce(cardinality(p_message_ids), 0) = 0 then
    return 0;
  end if;
  with numbered as (
    select
      messages.workspace_id,
      to_jsonb(messages)
        || jsonb_build_object('attachments', files.items, 'reactions', marks.items) as item,
      (
        row_number() over (
          partition by messages.workspace_id
          order by messages.sent_at, messages.provider_message_id
        ) - 1
      ) / 50 as batch
    from public.messages
    cross join lateral (
      select coalesce(jsonb_agg(to_jsonb(attachments) order by attachments.position), '[]') as items
      from public.attachments
      where attachments.message_id = messages.id
    ) as files
    cross join lateral (
      select
        coalesce(jsonb_agg(to_jsonb(reactions) order by reactions.actor), '[]') as items
      from public.reactions
      where reactions.conversation_id = messages.conversation_id
        and reactions.provider_message_id = messages.provider_message_id
    ) as marks
    where messages.id = any (p_message_ids)
  ),
  events as (
    select numbered.workspace_id, jsonb_agg(numbered.item) as items
    from numbered
    group by numbered.workspace_id, numbered.batch
  ),
  sent as (
    select
      private.broadcast(
        events.workspace_id,
        p_event,
        jsonb_build_object('messages', events.items)
      )
    from events
  )
  select count(*) into v_sent from sent;
  return v_sent;
end;
$$;
comment on function private.broadcast_messages(text, uuid[]) is
  'Called by private.apply_effects. Tells each workspace about its messages, with attachments and '
  'reactions, 50 to an event. p_event: message:insert or message:update. Returns the number of '
  'events.';
revoke execute on function private.broadcast_messages(text, uuid[]) from public;
