-- Edits, unsends and seens: what later events make of a message, also when they come before it.

create type private.message_mark as (
  account_id uuid,
  mid text,
  edit_count smallint,
  edited_at timestamptz,
  edited_text text,
  unsent_at timestamptz,
  seen boolean
);
comment on type private.message_mark is
  'What is known about one message beyond the message itself: its latest edit, the earliest time '
  'at which it was taken back, and whether the contact has seen it.';

create type private.changed_subject as (account_id uuid, type text, id text);
comment on type private.changed_subject is
  'Something that a call changed, by the provider''s id: for telling new from known.';

create table private.redactions (
  mid text collate "C" primary key,
  asked_at timestamptz not null default now()
);
comment on table private.redactions is
  'Messages that were taken back, whose words are still to be removed from the raw deliveries.';
alter table private.redactions enable row level security;

create function private.collect_marks(p_placed private.placed_event[])
returns setof private.message_mark
language plpgsql security definer set search_path = '' as $$
begin
  return query
  with told as (
    select
      placed.account_id,
      placed.mid,
      case when placed.type = 'edit' then (placed.effect ->> 'edit_count')::smallint else 0 end
        as edit_count,
      case when placed.type = 'edit' then placed.happened_at end as edited_at,
      case when placed.type = 'edit' then placed.effect ->> 'text' end as edited_text,
      case when placed.type = 'unsend' then placed.happened_at end as unsent_at,
      placed.type = 'seen' as seen
    from unnest(p_placed) as placed
    where placed.type in ('edit', 'unsend', 'seen')
    union all
    -- What waited for the messages that have come now.
    select
      marks.account_id,
      marks.provider_message_id,
      marks.edit_count,
      marks.edited_at,
      marks.edited_text,
      marks.unsent_at,
      marks.seen
    from unnest(p_placed) as placed
    join private.message_marks as marks
      on marks.account_id = placed.account_id
      and marks.provider_message_id = placed.mid
    where placed.type = 'message'
  ),
  latest_edits as (
    select distinct on (told.account_id, told.mid)
      told.account_id,
      told.mid,
      told.edit_count,
      told.edited_at,
      told.edited_text
    from told
    where told.edit_count > 0
    order by
      told.account_id,
      told.mid,
      told.edit_count desc,
      told.edited_at desc,
      told.edited_text collate "C" desc
  )
  select
    told.account_id,
    told.mid,
    coalesce(min(latest_edits.edit_count), 0)::smallint,
    min(latest_edits.edited_at),
    min(latest_edits.edited_text),
    min(told.unsent_at),
    bool_or(told.seen)
  from told
  left join latest_edits using (account_id, mid)
  group by told.account_id, told.mid;
end;
$$;
comment on function private.collect_marks(private.placed_event[]) is
  'Called by private.apply_marks. Returns one mark for each message that the events, or marks that '
  'waited for their messages, say something about.';
revoke execute on function private.collect_marks(private.placed_event[]) from public;

create function private.apply_marks(
  p_placed private.placed_event[],
  out changed_ids uuid[],
  out changed private.changed_subject[],
  out seen_conversation_ids uuid[],
  out seen_until timestamptz[]
)
language plpgsql security definer set search_path = '' as $$
declare
  v_marks private.message_mark[];
  v_waiting private.changed_subject[];
begin
  -- Nearly always there is nothing: events of messages alone, for which nothing waited.
  if not exists (
    select from unnest(p_placed) as placed where placed.type in ('edit', 'unsend', 'seen')
  ) and not exists (
    select
    from unnest(p_placed) as placed
    join private.message_marks as marks
      on marks.account_id = placed.account_id
      and marks.provider_message_id = placed.mid
  ) then
    return;
  end if;
  select array_agg(mark) into v_marks from private.collect_marks(p_placed) as mark;

  with updated as (
    update public.messages as messages
    set unsent_at = least(messages.unsent_at, mark.unsent_at),
      edit_count = greatest(messages.edit_count, mark.edit_count),
      edited_at = case
        when mark.edit_count > messages.edit_count then mark.edited_at
        else messages.edited_at
      end,
      text = case
        when coalesce(messages.unsent_at, mark.unsent_at) is not null then null
        when mark.edit_count > messages.edit_count then mark.edited_text
        else messages.text
      end,
      context = case
        when coalesce(messages.unsent_at, mark.unsent_at) is not null then '{}'
        else messages.context
      end
    from unnest(v_marks) as mark
    where messages.account_id = mark.account_id
      and messages.provider_message_id = mark.mid
      and (
        mark.unsent_at < coalesce(messages.unsent_at, 'infinity')
        or mark.edit_count > messages.edit_count
      )
    returning messages.id, messages.account_id, messages.provider_message_id, messages.unsent_at
  ),
  emptied as (
    delete from public.attachments
    where attachments.message_id in (
      select updated.id from updated where updated.unsent_at is not null
    )
  )
  select
    array_agg(updated.id),
    array_agg(
      row(updated.account_id, 'mark', updated.provider_message_id)::private.changed_subject
    )
  into changed_ids, changed
  from updated;

  -- Whether that moves the position on, the conversation decides.
  select array_agg(messages.conversation_id), array_agg(messages.sent_at)
  into seen_conversation_ids, seen_until
  from unnest(v_marks) as mark
  join public.messages
    on messages.account_id = mark.account_id
    and messages.provider_message_id = mark.mid
  where mark.seen;

  delete from private.message_marks as marks
  using unnest(p_placed) as placed
  where placed.type = 'message'
    and marks.account_id = placed.account_id
    and marks.provider_message_id = placed.mid;

  with kept as (
    insert into private.message_marks as marks (
      account_id,
      provider_message_id,
      edit_count,
      edited_at,
      edited_text,
      unsent_at,
      seen
    )
    select
      mark.account_id,
      mark.mid,
      mark.edit_count,
      mark.edited_at,
      mark.edited_text,
      mark.unsent_at,
      mark.seen
    from unnest(v_marks) as mark
    where not exists (
      select
      from public.messages
      where messages.account_id = mark.account_id and messages.provider_message_id = mark.mid
    )
    order by mark.account_id, mark.mid
    on conflict (account_id, provider_message_id) do update
      set edited_text = case
          when excluded.edit_count > marks.edit_count then excluded.edited_text
          else marks.edited_text
        end,
        edited_at = case
          when excluded.edit_count > marks.edit_count then excluded.edited_at
          else marks.edited_at
        end,
        edit_count = greatest(marks.edit_count, excluded.edit_count),
        unsent_at = least(marks.unsent_at, excluded.unsent_at),
        seen = marks.seen or excluded.seen
      where excluded.edit_count > marks.edit_count
        or excluded.unsent_at < coalesce(marks.unsent_at, 'infinity')
        or excluded.seen > marks.seen
    returning marks.account_id, marks.provider_message_id
  )
  select array_agg(
    row(kept.account_id, 'mark', kept.provider_message_id)::private.changed_subject
  )
  into v_waiting
  from kept;
  changed := changed || v_waiting;
end;
$$;
comment on function private.apply_marks(private.placed_event[]) is
  'Called by private.apply_effects after the messages were stored. Applies edits (the highest '
  'number wins), unsends (the content goes) and seens to the messages that are there, and keeps '
  'those whose message is not. Returns the messages it changed, also by the provider''s ids, '
  'together with those it keeps something for, and how far contacts have seen conversations.';
revoke execute on function private.apply_marks(private.placed_event[]) from public;

create function private.ask_redactions(
  p_placed private.placed_event[],
  p_new_ids uuid[],
  p_changed private.changed_subject[]
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_asked integer;
begin
  if p_changed is null and not exists (
    select
    from unnest(p_placed) as placed
    where placed.message_id is null
      or coalesce(placed.message_id not in (select unnest(p_new_ids)), true)
  ) then
    return 0;
  end if;

  -- A new message without marks can't have been taken back; any other may, also long ago.
  insert into private.redactions (mid)
  select distinct told.mid
  from (
    select placed.account_id, placed.mid
    from unnest(p_placed) as placed
    where placed.type in ('edit', 'unsend')
      or (
        placed.type = 'message'
        and coalesce(placed.message_id not in (select unnest(p_new_ids)), true)
      )
    union
    select changed.account_id, changed.id from unnest(p_changed) as changed
  ) as told
  join public.messages
    on messages.account_id = told.account_id
    and messages.provider_message_id = told.mid
  where messages.unsent_at is not null
  order by 1
  on conflict (mid) do nothing;
  get diagnostics v_asked = row_count;
  return v_asked;
end;
$$;
comment on function private.ask_redactions(
  private.placed_event[], uuid[], private.changed_subject[]
) is
  'Called by private.apply_effects. Notes the messages that were taken back and of whose words the '
  'raw deliveries tell, now or again; private.redact_deliveries removes them there. Returns how '
  'many are new in that list.';
revoke execute on function private.ask_redactions(
  private.placed_event[], uuid[], private.changed_subject[]
) from public;

create function private.apply_reactions(
  p_placed private.placed_event[],
  out changed_ids uuid[],
  out changed private.changed_subject[]
)
language plpgsql security definer set search_path = '' as $$
begin
  with latest as (
    select distinct on (placed.conversation_id, placed.mid, reaction.actor)
      placed.workspace_id,
      placed.conversation_id,
      placed.mid,
      placed.happened_at,
      reaction.*
    from unnest(p_placed) as placed
    cross join lateral jsonb_to_record(placed.effect)
      as reaction (actor text, emoji text, reaction text)
    where placed.type = 'reaction'
    order by
      placed.conversation_id,
      placed.mid,
      reaction.actor,
      placed.happened_at desc,
      coalesce(reaction.emoji, '') collate "C" desc,
      coalesce(reaction.reaction, '') collate "C" desc
  ),
  stored as (
    insert into public.reactions as reactions (
      conversation_id,
      provider_message_id,
      actor,
      workspace_id,
      emoji,
      reaction,
      reacted_at
    )
    select conversation_id, mid, actor, workspace_id, emoji, reaction, happened_at
    from latest
    on conflict (conversation_id, provider_message_id, actor) do update
      set emoji = excluded.emoji,
        reaction = excluded.reaction,
        reacted_at = excluded.reacted_at
      -- Of two at one time the same one wins in every order.
      where (
        excluded.reacted_at,
        coalesce(excluded.emoji, '') collate "C",
        coalesce(excluded.reaction, '') collate "C"
      ) > (
        reactions.reacted_at,
        coalesce(reactions.emoji, '') collate "C",
        coalesce(reactions.reaction, '') collate "C"
      )
    returning reactions.conversation_id, reactions.provider_message_id
  )
  select
    array_agg(messages.id) filter (where messages.id is not null),
    array_agg(
      row(conversations.account_id, 'reaction', stored.provider_message_id)
        ::private.changed_subject
    )
  into changed_ids, changed
  from stored
  join public.conversations on conversations.id = stored.conversation_id
  left join public.messages
    on messages.account_id = conversations.account_id
    and messages.provider_message_id = stored.provider_message_id;
end;
$$;
comment on function private.apply_reactions(private.placed_event[]) is
  'Called by private.apply_effects. Each side has one reaction on a message, the latest by the '
  'provider''s time. Returns the messages whose reactions changed, and the same by the provider''s '
  'ids, also where the message is not there yet.';
revoke execute on function private.apply_reactions(private.placed_event[]) from public;
