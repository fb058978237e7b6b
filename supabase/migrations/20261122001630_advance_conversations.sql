-- A conversation follows from what is in it: moved on once a call, by the provider's times.

create function private.advance_conversations(p_message_ids uuid[], p_new_ids uuid[])
returns uuid[]
language plpgsql security definer set search_path = '' as $$
declare
  v_advanced_ids uuid[];
  v_reopened_ids uuid[];
begin
  with told as (
    select
      messages.conversation_id as id,
      -- History from before the account was connected is not news.
      count(*) filter (
        where messages.direction = 'inbound'
          and messages.source <> 'import'
          and messages.id in (select unnest(p_new_ids))
      ) as inbound,
      max(messages.sent_at) filter (where messages.direction = 'inbound') as last_inbound_at,
      max(messages.sent_at) filter (where messages.window_cause is not null) as window_opened_at,
      -- Of two acts at one time the one whose name comes first.
      (
        array_agg(messages.window_cause order by messages.sent_at desc, messages.window_cause)
          filter (where messages.window_cause is not null)
      )[1] as window_cause,
      max(messages.sent_at) filter (where not messages.standby) as messaging_at,
      max(messages.sent_at) filter (where messages.standby) as standby_at
    from public.messages
    where messages.id = any (p_message_ids)
    group by messages.conversation_id
  ),
  next as (
    select
      told.*,
      latest.*,
      told.inbound > 0 and not conversations.blocked and conversations.status <> 'open' as reopens
    from told
    join public.conversations on conversations.id = told.id
    cross join lateral (
      select
        messages.sent_at,
        messages.provider_message_id,
        left(messages.text, 300) as text,
        case when messages.unsent_at is null then messages.kind else 'unsent' end as kind,
        messages.direction
      from public.messages
      where messages.conversation_id = told.id
      order by messages.sent_at desc, messages.provider_message_id desc
      limit 1
    ) as latest
  ),
  advanced as (
    update public.conversations as conversations
    set version = conversations.version + 1,
      inbound_count = conversations.inbound_count + next.inbound,
      last_message_at = next.sent_at,
      last_message_provider_id = next.provider_message_id,
      last_message_text = next.text,
      last_message_kind = next.kind,
      last_message_direction = next.direction,
      last_inbound_at = greatest(conversations.last_inbound_at, next.last_inbound_at),
      window_cause = case
        when next.window_opened_at is null
          or conversations.window_opened_at > next.window_opened_at
          then conversations.window_cause
        when conversations.window_opened_at = next.window_opened_at
          then least(conversations.window_cause, next.window_cause)
        else next.window_cause
      end,
      window_opened_at = greatest(conversations.window_opened_at, next.window_opened_at),
      messaging_at = greatest(conversations.messaging_at, next.messaging_at),
      standby_at = greatest(conversations.standby_at, next.standby_at),
      status = case when next.reopens then 'open' else conversations.status end,
      snoozed_until = case when next.reopens then null else conversations.snoozed_until end,
      updated_at = now()
    from next
    where conversations.id = next.id
    returning conversations.id, next.reopens
  )
  select
    array_agg(advanced.id),
    array_agg(advanced.id) filter (where advanced.reopens)
  into v_advanced_ids, v_reopened_ids
  from advanced;

  if v_reopened_ids is not null then
    perform private.record_conversation_events(v_reopened_ids, 'reopened', null);
  end if;
  return v_advanced_ids;
end;
$$;
comment on function private.advance_conversations(uuid[], uuid[]) is
  'Called by private.apply_effects, with the conversations locked and the messages that are new or '
  'that changed. Moves each conversation on: its last message, unread count, window; a new inbound '
  'message reopens it, unless the contact is blocked. Returns the conversations.';
revoke execute on function private.advance_conversations(uuid[], uuid[]) from public;

create function private.note_seen(p_conversation_ids uuid[], p_seen_until timestamptz[])
returns uuid[]
language plpgsql security definer set search_path = '' as $$
declare
  v_changed_ids uuid[];
begin
  with seen as (
    select told.id, max(told.seen_until) as seen_until
    from unnest(p_conversation_ids, p_seen_until) as told (id, seen_until)
    group by told.id
  ),
  changed as (
    update public.conversations as conversations
    set version = conversations.version + 1,
      contact_read_at = seen.seen_until,
      updated_at = now()
    from seen
    where conversations.id = seen.id
      and seen.seen_until > coalesce(conversations.contact_read_at, '-infinity')
    returning conversations.id
  )
  select array_agg(changed.id) into v_changed_ids from changed;
  return v_changed_ids;
end;
$$;
comment on function private.note_seen(uuid[], timestamptz[]) is
  'Called by private.apply_effects, with the conversations locked. Notes up to when contacts have '
  'seen what was sent; never moves back. Returns the conversations that changed.';
revoke execute on function private.note_seen(uuid[], timestamptz[]) from public;

create function private.note_handovers(p_placed private.placed_event[]) returns uuid[]
language plpgsql security definer set search_path = '' as $$
declare
  v_changed_ids uuid[];
begin
  with latest as (
    -- Of two at one time the same one wins in every order.
    select distinct on (placed.conversation_id)
      placed.conversation_id as id,
      placed.happened_at,
      placed.effect ->> 'owner_app_id' as app_id
    from unnest(p_placed) as placed
    where placed.type = 'handover'
    order by
      placed.conversation_id,
      placed.happened_at desc,
      coalesce(placed.effect ->> 'owner_app_id', '') collate "C" desc
  ),
  changed as (
    update public.conversations as conversations
    set version = conversations.version + 1,
      thread_owner_app_id = latest.app_id,
      thread_owner_at = latest.happened_at,
      updated_at = now()
    from latest
    where conversations.id = latest.id
      and (latest.happened_at, coalesce(latest.app_id, '') collate "C") > (
        coalesce(conversations.thread_owner_at, '-infinity'),
        coalesce(conversations.thread_owner_app_id, '') collate "C"
      )
    returning conversations.id
  )
  select array_agg(changed.id) into v_changed_ids from changed;
  return v_changed_ids;
end;
$$;
comment on function private.note_handovers(private.placed_event[]) is
  'Called by private.apply_effects, with the conversations locked. Notes which app a thread was '
  'given to last. Returns the conversations that changed.';
revoke execute on function private.note_handovers(private.placed_event[]) from public;

create or replace function private.broadcast(p_workspace_id uuid, p_event text, p_payload jsonb)
returns void
-- plpgsql, as it keeps its plan.
language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.send(p_payload, p_event, 'workspace:' || p_workspace_id, true);
end;
$$;

create view private.conversation_rows with (security_invoker = true) as
select
  conversations.*,
  contacts.provider_contact_id,
  contacts.username as contact_username,
  contacts.name as contact_name
from public.conversations
join public.contacts on contacts.id = conversations.contact_id;
comment on view private.conversation_rows is 'Conversations as the channel tells them.';

create function private.broadcast_conversations(p_ids uuid[]) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_event record;
  v_sent integer := 0;
begin
  for v_event in
    with items as (
      select * from private.conversation_rows where id = any (p_ids)
    ),
    numbered as (
      select
        items.workspace_id,
        (row_number() over (partition by items.workspace_id order by items.id) - 1) / 50 as batch,
        -- Text until the event is whole: as jsonb each step would copy all of it.
        row_to_json(items) as item
      from items
    )
    select
      numbered.workspace_id,
      json_build_object('conversations', json_agg(numbered.item))::jsonb as payload
    from numbered
    group by numbered.workspace_id, numbered.batch
  loop
    perform private.broadcast(v_event.workspace_id, 'conversation:update', v_event.payload);
    v_sent := v_sent + 1;
  end loop;
  return v_sent;
end;
$$;
comment on function private.broadcast_conversations(uuid[]) is
  'Called by what changes conversations. Sends each workspace `conversation:update` with the rows '
  'as they are now, 50 to an event. Returns the number of '
  'events.';
revoke execute on function private.broadcast_conversations(uuid[]) from public;

drop function private.apply_messages_apart(private.incoming_message[]) cascade;
drop function private.apply_messages(private.incoming_message[]) cascade;
drop function private.broadcast_messages(uuid[]);

create function private.broadcast_messages(
  p_event text,
  p_message_ids uuid[],
  p_conversation_ids uuid[] default null,
  out sent integer,
  out told_conversations integer
)
language plpgsql security definer set search_path = '' as $$
declare
  v_event record;
begin
  sent := 0;
  told_conversations := 0;
  if coalesce(cardinality(p_message_ids), 0) = 0 then
    return;
  end if;
  for v_event in
    with messages as (
      select
        messages.*,
        case
          -- Most messages have none, and then a look is spared.
          when messages.kind in ('text', 'quick_reply', 'postback', 'referral') then '[]'::json
          else (
            select coalesce(json_agg(attachments order by attachments.position), '[]')
            from public.attachments
            where attachments.message_id = messages.id
          )
        end as attachments,
        (
          select coalesce(json_agg(reactions order by reactions.actor), '[]')
          from public.reactions
          where reactions.conversation_id = messages.conversation_id
            and reactions.provider_message_id = messages.provider_message_id
        ) as reactions
      from public.messages
      where messages.id = any (p_message_ids)
    ),
    numbered as (
      select
        messages.workspace_id,
        (
          row_number() over (
            partition by messages.workspace_id
            order by messages.sent_at, messages.provider_message_id
          ) - 1
        ) / 50 as batch,
        -- Text until the event is whole: as jsonb each step would copy all of it.
        row_to_json(messages) as item
      from messages
    ),
    batches as (
      select numbered.workspace_id, numbered.batch, json_agg(numbered.item) as items
      from numbered
      group by numbered.workspace_id, numbered.batch
    ),
    conversations as (
      select items.workspace_id, count(*)::integer as tally, json_agg(items) as items
      from private.conversation_rows as items
      where items.id = any (p_conversation_ids)
      group by items.workspace_id
    )
    select
      batches.workspace_id,
      conversations.tally,
      json_build_object(
        'messages', batches.items,
        'conversations', coalesce(conversations.items, '[]')
      )::jsonb as payload
    from batches
    left join conversations
      on conversations.workspace_id = batches.workspace_id
      and batches.batch = 0
  loop
    perform private.broadcast(v_event.workspace_id, p_event, v_event.payload);
    sent := sent + 1;
    told_conversations := told_conversations + coalesce(v_event.tally, 0);
  end loop;
end;
$$;
comment on function private.broadcast_messages(text, uuid[], uuid[]) is
  'Called by private.broadcast_inbox. Tells each workspace about its messages, with attachments '
  'and reactions, 50 to an event, and of those conversations that are in the same workspace. '
  'p_event: message:insert or message:update. Returns the number of events and of conversations '
  'told.';
revoke execute on function private.broadcast_messages(text, uuid[], uuid[]) from public;

create function private.broadcast_inbox(
  p_new_ids uuid[],
  p_changed_ids uuid[],
  p_conversation_ids uuid[],
  p_most_messages integer default 10
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_workspace_id uuid;
  v_crowded_ids uuid[];
  v_new_ids uuid[] := p_new_ids;
  v_conversation_ids uuid[] := p_conversation_ids;
  v_inserts record;
  v_updates record;
  v_sent integer := 0;
begin
  if cardinality(p_new_ids) > p_most_messages then
    select array_agg(crowd.workspace_id)
    into v_crowded_ids
    from (
      select messages.workspace_id
      from public.messages
      where messages.id = any (p_new_ids)
      group by messages.workspace_id
      having count(*) > p_most_messages
    ) as crowd;
  end if;
  if v_crowded_ids is not null then
    foreach v_workspace_id in array v_crowded_ids loop
      perform private.broadcast(v_workspace_id, 'inbox:refresh', '{}');
      v_sent := v_sent + 1;
    end loop;
    v_new_ids := array(
      select messages.id
      from public.messages
      where messages.id = any (p_new_ids) and messages.workspace_id <> all (v_crowded_ids)
    );
    v_conversation_ids := array(
      select conversations.id
      from public.conversations
      where conversations.id = any (p_conversation_ids)
        and conversations.workspace_id <> all (v_crowded_ids)
    );
  end if;

  select * into v_inserts
  from private.broadcast_messages('message:insert', v_new_ids, v_conversation_ids);
  if v_inserts.told_conversations < cardinality(v_conversation_ids) then
    v_conversation_ids := array(
      select conversations.id
      from public.conversations
      where conversations.id = any (v_conversation_ids)
        and conversations.workspace_id not in (
          select messages.workspace_id from public.messages where messages.id = any (v_new_ids)
        )
    );
    v_sent := v_sent + private.broadcast_conversations(v_conversation_ids);
  end if;
  if p_changed_ids is not null then
    select * into v_updates
    from private.broadcast_messages(
      'message:update',
      array(select unnest(p_changed_ids) except select unnest(p_new_ids))
    );
    v_sent := v_sent + v_updates.sent;
  end if;
  return v_sent + v_inserts.sent;
end;
$$;
comment on function private.broadcast_inbox(uuid[], uuid[], uuid[], integer) is
  'Called by private.apply_effects with the messages that are new or changed and the conversations '
  'that moved on. Tells each workspace; one that gets more than p_most_messages new ones at once '
  '(a backlog after an outage) is told inbox:refresh instead, to read what it shows anew: cheaper '
  'for everyone than a stream of rows that hardly anybody looks at. Returns the number of events.';
revoke execute on function private.broadcast_inbox(uuid[], uuid[], uuid[], integer) from public;
