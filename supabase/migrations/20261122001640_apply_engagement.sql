-- Comments, mentions, and the numbers that a story's end brings.

-- What is replayed may be months old, so history has room for a year back.
create or replace function private.ensure_snapshot_partitions(p_months_ahead integer default 3)
returns setof text
language plpgsql security definer set search_path = '' as $$
declare
  v_parent text;
  v_month date;
  v_partition text;
begin
  foreach v_parent in array array['account_metric_snapshots', 'media_metric_snapshots'] loop
    for v_month in
      select generate_series(
        date_trunc('month', now() - interval '12 months'),
        date_trunc('month', now()) + make_interval(months => p_months_ahead),
        interval '1 month'
      )::date
    loop
      v_partition := v_parent || to_char(v_month, '_YYYY_MM');
      if to_regclass(format('private.%I', v_partition)) is null then
        -- In `private`: the parent's policies and grants are the only way in.
        execute format(
          'create table private.%I partition of public.%I for values from (%L) to (%L)',
          v_partition,
          v_parent,
          v_month::timestamp at time zone 'UTC',
          (v_month + interval '1 month')::timestamp at time zone 'UTC'
        );
        execute format('alter table private.%I enable row level security', v_partition);
        return next v_partition;
      end if;
    end loop;
  end loop;
end;
$$;
comment on function private.ensure_snapshot_partitions(integer) is
  'Called by cron every day. Makes the month partitions of the snapshot tables from a year back to '
  'p_months_ahead from now. Returns the names of those it made.';

select private.ensure_snapshot_partitions();

create function private.apply_comments(p_placed private.placed_event[])
returns table (comment_id uuid, account_id uuid, provider_comment_id text, is_new boolean)
language sql security definer
-- Its joins are of what the events say alone, and may be many with many.
set search_path = ''
set enable_hashjoin = 'on'
as $$
  with told as (
    select
      placed.account_id,
      placed.workspace_id,
      placed.happened_at,
      placed.ordinal,
      comment.*,
      case comment.verb
        when 'hidden' then 'hidden'
        when 'removed' then 'removed'
        else 'visible'
      end as state,
      comment.verb in ('add', 'edited') as tells_text
    from unnest(p_placed) as placed
    cross join lateral jsonb_to_record(placed.effect) as comment (
      comment_id text,
      verb text,
      text text,
      media_id text,
      parent_id text,
      author_id text,
      author_username text,
      author_name text,
      own boolean,
      live boolean,
      media_product_type text,
      ad_id text,
      ad_title text,
      original_media_id text
    )
    where placed.type = 'comment'
  ),
  states as (
    select distinct on (told.account_id, told.comment_id)
      told.account_id,
      told.comment_id,
      told.state,
      told.happened_at as state_at
    from told
    -- An edit says nothing of whether the comment is hidden.
    where told.verb <> 'edited'
    order by
      told.account_id,
      told.comment_id,
      told.state = 'removed' desc,
      told.happened_at desc,
      array_position(array['visible', 'hidden', 'removed'], told.state) desc
  ),
  texts as (
    select distinct on (told.account_id, told.comment_id)
      told.account_id,
      told.comment_id,
      told.text,
      told.happened_at as text_at
    from told
    where told.tells_text
    order by
      told.account_id,
      told.comment_id,
      told.happened_at desc,
      coalesce(told.text, '') collate "C" desc
  ),
  merged as (
    select
      told.account_id,
      told.comment_id,
      min(told.workspace_id::text)::uuid as workspace_id,
      min(told.media_id) as media_id,
      min(told.parent_id) as parent_id,
      min(told.author_id) as author_id,
      min(told.author_username) as author_username,
      min(told.author_name) as author_name,
      bool_or(told.own) as own,
      bool_or(told.live) as live,
      min(told.media_product_type) as media_product_type,
      min(told.ad_id) as ad_id,
      min(told.ad_title) as ad_title,
      min(told.original_media_id) as original_media_id,
      min(told.happened_at) as commented_at,
      max(told.happened_at) filter (where told.verb = 'edited') as edited_at
    from told
    group by told.account_id, told.comment_id
  ),
  stored as (
    insert into public.comments as comments (
      workspace_id,
      account_id,
      provider_comment_id,
      provider_media_id,
      parent_provider_comment_id,
      provider_author_id,
      author_username,
      author_name,
      is_own,
      is_live,
      text,
      text_at,
      edited_at,
      state,
      state_at,
      media_product_type,
      ad_id,
      ad_title,
      original_provider_media_id,
      commented_at
    )
    select
      merged.workspace_id,
      merged.account_id,
      merged.comment_id,
      merged.media_id,
      merged.parent_id,
      merged.author_id,
      merged.author_username,
      merged.author_name,
      merged.own,
      merged.live,
      case when states.state is distinct from 'removed' then texts.text end,
      case when states.state is distinct from 'removed' then texts.text_at end,
      merged.edited_at,
      coalesce(states.state, 'visible'),
      states.state_at,
      merged.media_product_type,
      merged.ad_id,
      merged.ad_title,
      merged.original_media_id,
      merged.commented_at
    from merged
    left join states using (account_id, comment_id)
    left join texts using (account_id, comment_id)
    order by merged.account_id, merged.comment_id
    on conflict (account_id, provider_comment_id) do update
      set (
        provider_media_id,
        parent_provider_comment_id,
        provider_author_id,
        author_username,
        author_name,
        is_own,
        is_live,
        text,
        text_at,
        edited_at,
        state,
        state_at,
        media_product_type,
        ad_id,
        ad_title,
        original_provider_media_id,
        commented_at,
        version,
        updated_at
      ) = (
        select
          least(comments.provider_media_id, excluded.provider_media_id),
          least(comments.parent_provider_comment_id, excluded.parent_provider_comment_id),
          least(comments.provider_author_id, excluded.provider_author_id),
          least(comments.author_username, excluded.author_username),
          least(comments.author_name, excluded.author_name),
          comments.is_own or excluded.is_own,
          comments.is_live or excluded.is_live,
          case when now_is.state <> 'removed' then said.text end,
          case when now_is.state <> 'removed' then said.text_at end,
          greatest(comments.edited_at, excluded.edited_at),
          now_is.state,
          now_is.state_at,
          least(comments.media_product_type, excluded.media_product_type),
          least(comments.ad_id, excluded.ad_id),
          least(comments.ad_title, excluded.ad_title),
          least(comments.original_provider_media_id, excluded.original_provider_media_id),
          least(comments.commented_at, excluded.commented_at),
          comments.version + 1,
          now()
        from (
          select state.name as state, state.at as state_at
          from (
            values (comments.state, comments.state_at), (excluded.state, excluded.state_at)
          ) as state (name, at)
          order by
            state.name = 'removed' desc,
            state.at desc nulls last,
            array_position(array['visible', 'hidden', 'removed'], state.name) desc
          limit 1
        ) as now_is
        cross join (
          select word.text, word.at as text_at
          from (
            values (comments.text, comments.text_at), (excluded.text, excluded.text_at)
          ) as word (text, at)
          order by word.at desc nulls last, coalesce(word.text, '') collate "C" desc
          limit 1
        ) as said
      )
      where (
          excluded.state = 'removed',
          coalesce(excluded.state_at, '-infinity'),
          array_position(array['visible', 'hidden', 'removed'], excluded.state)
        ) > (
          comments.state = 'removed',
          coalesce(comments.state_at, '-infinity'),
          array_position(array['visible', 'hidden', 'removed'], comments.state)
        )
        or (
          comments.state <> 'removed'
          and (coalesce(excluded.text_at, '-infinity'), coalesce(excluded.text, '') collate "C")
            > (coalesce(comments.text_at, '-infinity'), coalesce(comments.text, '') collate "C")
        )
        or excluded.edited_at > coalesce(comments.edited_at, '-infinity')
        or excluded.commented_at < comments.commented_at
        or (excluded.is_own, excluded.is_live) > (comments.is_own, comments.is_live)
        or (
          least(comments.provider_media_id, excluded.provider_media_id),
          least(comments.parent_provider_comment_id, excluded.parent_provider_comment_id),
          least(comments.provider_author_id, excluded.provider_author_id),
          least(comments.author_username, excluded.author_username),
          least(comments.author_name, excluded.author_name),
          least(comments.ad_id, excluded.ad_id)
        ) is distinct from (
          comments.provider_media_id,
          comments.parent_provider_comment_id,
          comments.provider_author_id,
          comments.author_username,
          comments.author_name,
          comments.ad_id
        )
    returning
      comments.id,
      comments.account_id,
      comments.provider_comment_id,
      comments.version = 1 as is_new
  )
  select stored.id, stored.account_id, stored.provider_comment_id, stored.is_new from stored;
$$;
comment on function private.apply_comments(private.placed_event[]) is
  'Called by private.apply_effects. Merges what the events say of each comment: the latest text, '
  'the latest state (removed is for ever), the earliest time. Returns the comments that changed.';
revoke execute on function private.apply_comments(private.placed_event[]) from public;

create function private.broadcast_comments(p_event text, p_comment_ids uuid[]) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_sent integer;
begin
  if coalesce(cardinality(p_comment_ids), 0) = 0 then
    return 0;
  end if;
  with numbered as (
    select
      comments.workspace_id,
      to_jsonb(comments) as item,
      (row_number() over (partition by comments.workspace_id order by comments.id) - 1) / 50
        as batch
    from public.comments
    where comments.id = any (p_comment_ids)
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
        jsonb_build_object('comments', events.items)
      )
    from events
  )
  select count(*) into v_sent from sent;
  return v_sent;
end;
$$;
comment on function private.broadcast_comments(text, uuid[]) is
  'Called by private.apply_effects. Tells each workspace about its comments, 50 to an event. '
  'p_event: comment:insert or comment:update. Returns the number of events.';
revoke execute on function private.broadcast_comments(text, uuid[]) from public;

create function private.apply_mentions(p_placed private.placed_event[])
returns table (account_id uuid, provider_media_id text, provider_comment_id text)
language sql security definer set search_path = '' as $$
  insert into public.mentions as mentions (
    workspace_id,
    account_id,
    provider_media_id,
    provider_comment_id,
    mentioned_at
  )
  select
    placed.workspace_id,
    placed.account_id,
    placed.effect ->> 'media_id',
    placed.effect ->> 'comment_id',
    min(placed.happened_at)
  from unnest(p_placed) as placed
  where placed.type = 'mention'
  group by 1, 2, 3, 4
  order by 2, 3, 4
  on conflict (account_id, provider_media_id, provider_comment_id) do update
    set mentioned_at = excluded.mentioned_at
    where excluded.mentioned_at < mentions.mentioned_at
  returning mentions.account_id, mentions.provider_media_id, mentions.provider_comment_id;
$$;
comment on function private.apply_mentions(private.placed_event[]) is
  'Called by private.apply_effects. Stores each mention once. Returns those that are new, or older '
  'than was known.';
revoke execute on function private.apply_mentions(private.placed_event[]) from public;

create function private.apply_story_insights(p_placed private.placed_event[])
returns table (account_id uuid, provider_media_id text)
language plpgsql security definer set search_path = '' as $$
begin
  -- A story that no poll has seen: it ends, and Meta sends this, a day after it was posted.
  insert into public.media as media (
    workspace_id,
    account_id,
    provider_media_id,
    media_type,
    product_type,
    posted_at
  )
  select
    placed.workspace_id,
    placed.account_id,
    placed.effect ->> 'media_id',
    'UNKNOWN',
    'STORY',
    min(placed.happened_at) - interval '1 day'
  from unnest(p_placed) as placed
  where placed.type = 'story_insights'
  group by 1, 2, 3
  order by 2, 3
  on conflict on constraint media_account_id_provider_media_id_key do update
    set posted_at = excluded.posted_at
    where media.media_type = 'UNKNOWN' and excluded.posted_at < media.posted_at;

  return query
  with readings as (
    -- All that was told, as history; the table of current numbers takes the latest.
    select distinct on (media.id, reading.metric, placed.happened_at)
      media.id as media_id,
      media.account_id,
      media.provider_media_id,
      media.workspace_id,
      placed.happened_at,
      reading.metric,
      reading.value,
      reading.absence
    from unnest(p_placed) as placed
    join public.media
      on media.account_id = placed.account_id
      and media.provider_media_id = placed.effect ->> 'media_id'
    cross join lateral jsonb_to_recordset(placed.effect -> 'readings')
      as reading (metric text, value bigint, absence text)
    where placed.type = 'story_insights'
    order by
      media.id,
      reading.metric,
      placed.happened_at,
      reading.value desc nulls last,
      reading.absence
  ),
  latest as (
    select distinct on (readings.media_id, readings.metric) readings.*
    from readings
    order by readings.media_id, readings.metric, readings.happened_at desc
  ),
  changes as (
    insert into public.media_metrics as metrics (
      media_id,
      metric,
      workspace_id,
      value,
      absence,
      observed_at
    )
    select
      latest.media_id,
      latest.metric,
      latest.workspace_id,
      latest.value,
      latest.absence,
      latest.happened_at
    from latest
    order by latest.media_id, latest.metric
    on conflict (media_id, metric) do update
      set value = excluded.value, absence = excluded.absence, observed_at = excluded.observed_at
      where (metrics.observed_at, coalesce(metrics.value, -1))
        < (excluded.observed_at, coalesce(excluded.value, -1))
    returning metrics.*
  ),
  snapshots as (
    insert into public.media_metric_snapshots as snapshots (
      media_id,
      metric,
      observed_at,
      workspace_id,
      value,
      absence
    )
    select
      readings.media_id,
      readings.metric,
      readings.happened_at,
      readings.workspace_id,
      readings.value,
      readings.absence
    from readings
    -- History has partitions for these months alone.
    where readings.happened_at >= date_trunc('month', now()) - interval '12 months'
      and readings.happened_at < date_trunc('month', now()) + interval '3 months'
    on conflict (media_id, metric, observed_at) do update
      set value = excluded.value, absence = excluded.absence
      where coalesce(snapshots.value, -1) < coalesce(excluded.value, -1)
  )
  select distinct readings.account_id, readings.provider_media_id
  from changes
  join readings on readings.media_id = changes.media_id and readings.metric = changes.metric;
end;
$$;
comment on function private.apply_story_insights(private.placed_event[]) is
  'Called by private.apply_effects. Stores a story''s last numbers, a metric that Meta withholds '
  'as absent with its reason. Returns the media whose numbers changed.';
revoke execute on function private.apply_story_insights(private.placed_event[]) from public;

create function private.apply_engagement(p_placed private.placed_event[], p_types text[])
returns private.changed_subject[]
language plpgsql security definer set search_path = '' as $$
declare
  v_changed private.changed_subject[] := '{}';
  v_found private.changed_subject[];
  v_new_ids uuid[];
  v_updated_ids uuid[];
begin
  if 'comment' = any (p_types) then
    select
      array_agg(comment.comment_id) filter (where comment.is_new),
      array_agg(comment.comment_id) filter (where not comment.is_new),
      array_agg(
        row(comment.account_id, 'comment', comment.provider_comment_id)::private.changed_subject
      )
    into v_new_ids, v_updated_ids, v_found
    from private.apply_comments(p_placed) as comment;
    perform private.broadcast_comments('comment:insert', v_new_ids);
    perform private.broadcast_comments('comment:update', v_updated_ids);
    v_changed := v_changed || v_found;
  end if;

  if 'mention' = any (p_types) then
    select array_agg(
      row(
        mention.account_id,
        'mention',
        concat_ws('/', mention.provider_media_id, mention.provider_comment_id)
      )::private.changed_subject
    )
    into v_found
    from private.apply_mentions(p_placed) as mention;
    v_changed := v_changed || v_found;
  end if;

  if 'story_insights' = any (p_types) then
    select array_agg(
      row(story.account_id, 'story_insights', story.provider_media_id)::private.changed_subject
    )
    into v_found
    from private.apply_story_insights(p_placed) as story;
    v_changed := v_changed || v_found;
  end if;
  return v_changed;
end;
$$;
comment on function private.apply_engagement(private.placed_event[], text[]) is
  'Called by private.apply_effects. Applies comments, mentions and story insights, where p_types '
  'says that there are any. Returns what changed.';
revoke execute on function private.apply_engagement(private.placed_event[], text[]) from public;
