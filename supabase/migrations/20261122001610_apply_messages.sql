-- Messages: inserted once by their provider's id, whichever way and however often they arrive.
-- A placeholder gives way to what says more: `unknown` to `unsupported`, that to real content. The
-- rank is spelled out where it is needed, since a function with a search path is not inlined and
-- would cost more than the rest.

create function private.store_messages(
  p_placed private.placed_event[],
  p_source text,
  out new_ids uuid[],
  out replaced_ids uuid[],
  out applied integer[]
)
language plpgsql security definer set search_path = '' as $$
begin
  with chosen as (
    -- Of several with one id the one that says most.
    select distinct on (placed.account_id, placed.mid)
      placed.*,
      message.*
    from unnest(p_placed) as placed
    cross join lateral jsonb_to_record(placed.effect) as message (
      direction text,
      author text,
      kind text,
      text text,
      reply_to text,
      context jsonb,
      window_cause text
    )
    where placed.type = 'message'
    order by
      placed.account_id,
      placed.mid,
      coalesce(array_position(array['unknown', 'unsupported'], message.kind), 3) desc,
      placed.ordinal
  ),
  stored as (
    insert into public.messages as messages (
      id,
      workspace_id,
      account_id,
      conversation_id,
      provider_message_id,
      direction,
      author,
      kind,
      text,
      reply_to_provider_message_id,
      context,
      window_cause,
      standby,
      sent_at,
      source
    )
    select
      chosen.message_id,
      chosen.workspace_id,
      chosen.account_id,
      chosen.conversation_id,
      chosen.mid,
      chosen.direction,
      chosen.author,
      chosen.kind,
      chosen.text,
      chosen.reply_to,
      coalesce(chosen.context, '{}'),
      chosen.window_cause,
      chosen.standby,
      chosen.happened_at,
      p_source
    from chosen
    on conflict (account_id, provider_message_id) do update
      set kind = excluded.kind,
        -- What came later than the content, but was told before it, still holds.
        text = case
          when messages.unsent_at is not null then null
          when messages.edit_count > 0 then messages.text
          else excluded.text
        end,
        context = case when messages.unsent_at is null then excluded.context else '{}' end,
        reply_to_provider_message_id = excluded.reply_to_provider_message_id,
        window_cause = excluded.window_cause,
        -- The API tells seconds, the webhook milliseconds.
        sent_at = case
          when p_source = 'webhook' then excluded.sent_at
          else messages.sent_at
        end
      where array_position(array['unknown', 'unsupported'], messages.kind)
        < coalesce(array_position(array['unknown', 'unsupported'], excluded.kind), 3)
    -- A row that was updated was locked before, and only such a row has an xmax.
    returning messages.id, xmax = 0 as is_new
  )
  select
    array_agg(stored.id) filter (where stored.is_new),
    array_agg(stored.id) filter (where not stored.is_new)
  into new_ids, replaced_ids
  from stored;

  select array_agg(placed.ordinal)
  into applied
  from unnest(p_placed) as placed
  -- Without `is true` this would be a join, and with hash joins off one of each with each.
  where (placed.message_id in (select unnest(new_ids))) is true;
  if replaced_ids is not null then
    applied := applied || array(
      select placed.ordinal
      from unnest(p_placed) as placed
      join public.messages
        on messages.account_id = placed.account_id
        and messages.provider_message_id = placed.mid
      where placed.type = 'message'
        and messages.id = any (replaced_ids)
        and messages.kind = placed.effect ->> 'kind'
    );
  end if;

  if exists (
    select
    from unnest(p_placed) as placed
    where placed.type = 'message' and jsonb_array_length(placed.effect -> 'attachments') > 0
  ) then
    perform private.store_attachments(p_placed, replaced_ids);
  end if;
end;
$$;
comment on function private.store_messages(private.placed_event[], text) is
  'Called by private.apply_effects. Inserts the messages that are new, with their attachments, and '
  'replaces placeholders by what says more. p_source: see messages.source. Returns both''s '
  'ids, and the events that brought them by their ordinals.';
revoke execute on function private.store_messages(private.placed_event[], text) from public;

create function private.store_attachments(
  p_placed private.placed_event[],
  p_replaced_ids uuid[]
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_jobs jsonb[];
begin
  delete from public.attachments where message_id = any (p_replaced_ids);

  with added as (
    insert into public.attachments as attachments (
      workspace_id,
      message_id,
      position,
      kind,
      source_url,
      title,
      provider_media_id,
      expires_at
    )
    select
      messages.workspace_id,
      messages.id,
      item.ordinality - 1,
      item.value ->> 'kind',
      item.value ->> 'url',
      item.value ->> 'title',
      item.value ->> 'media_id',
      (item.value ->> 'expires_at')::timestamptz
    from unnest(p_placed) as placed
    join public.messages
      on messages.account_id = placed.account_id
      and messages.provider_message_id = placed.mid
    cross join lateral jsonb_array_elements(placed.effect -> 'attachments')
      with ordinality as item
    where placed.type = 'message'
      and messages.kind = placed.effect ->> 'kind'
      and (messages.id = placed.message_id or messages.id = any (p_replaced_ids))
      and messages.unsent_at is null
    on conflict (message_id, position) do nothing
    returning attachments.id, attachments.kind, attachments.source_url
  )
  select array_agg(jsonb_build_object('attachment_id', added.id))
  into v_jobs
  from added
  -- Those are pages, not files.
  where added.source_url is not null and added.kind not in ('share', 'post', 'template');
  return private.send_jobs('media_cache', v_jobs);
end;
$$;
comment on function private.store_attachments(private.placed_event[], uuid[]) is
  'Called by private.store_messages. Stores the attachments of the messages that are new or whose '
  'placeholder was replaced. Returns how many files are to be cached.';
revoke execute on function private.store_attachments(private.placed_event[], uuid[]) from public;
