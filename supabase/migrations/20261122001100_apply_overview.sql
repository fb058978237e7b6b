-- Way B, the effect: one poll's answer in one call. Only what differs is written.

create function private.apply_overview(
  p_poll_id uuid,
  p_job_id bigint,
  p_read_count integer,
  p_token_id uuid,
  p_observed_at timestamptz,
  p_profile jsonb,
  p_account_metrics jsonb,
  p_media jsonb
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_account public.accounts;
  v_refreshed public.accounts;
  v_account_changes jsonb;
  v_media_changes jsonb;
  v_new_media jsonb;
  v_changed boolean;
  v_due_at timestamptz;
begin
  select accounts.* into v_account
  from private.polls
  join public.accounts on accounts.id = polls.account_id
  where polls.id = p_poll_id
  -- Not "for update", which would hold up messages that refer to the account.
  for no key update of accounts;
  if not found then
    perform private.end_job('metric_poll', p_job_id, p_read_count);
    return jsonb_build_object('outcome', 'gone');
  end if;

  update public.accounts as accounts
  set username = coalesce(p_profile ->> 'username', accounts.username),
    name = coalesce(p_profile ->> 'name', accounts.name)
  where accounts.id = v_account.id
    and (
      accounts.username is distinct from coalesce(p_profile ->> 'username', accounts.username)
      or accounts.name is distinct from coalesce(p_profile ->> 'name', accounts.name)
    );

  with readings as (
    select metric, value, absence
    from jsonb_to_recordset(p_account_metrics) as reading (metric text, value bigint, absence text)
  ),
  -- A late answer never overwrites a newer one, and an equal one writes nothing.
  changes as (
    insert into public.account_metrics as metrics
      (account_id, metric, workspace_id, value, absence, observed_at)
    select v_account.id, metric, v_account.workspace_id, value, absence, p_observed_at
    from readings
    on conflict (account_id, metric) do update
      set value = excluded.value, absence = excluded.absence, observed_at = excluded.observed_at
      where metrics.observed_at < excluded.observed_at
        and (metrics.value, metrics.absence) is distinct from (excluded.value, excluded.absence)
    returning metrics.*
  ),
  snapshots as (
    insert into public.account_metric_snapshots
      (account_id, metric, observed_at, workspace_id, value, absence)
    select account_id, metric, observed_at, workspace_id, value, absence from changes
    on conflict (account_id, metric, observed_at) do nothing
  )
  select jsonb_object_agg(metric, jsonb_build_object('value', value, 'absence', absence))
  into v_account_changes
  from changes;

  with readings as (
    select *
    from jsonb_to_recordset(p_media) as reading (
      provider_media_id text,
      media_type text,
      product_type text,
      caption text,
      permalink text,
      posted_at timestamptz
    )
  ),
  upserted as (
    insert into public.media as media (
      workspace_id,
      account_id,
      provider_media_id,
      media_type,
      product_type,
      caption,
      permalink,
      posted_at
    )
    select
      v_account.workspace_id,
      v_account.id,
      provider_media_id,
      media_type,
      product_type,
      left(caption, 10000),
      permalink,
      posted_at
    from readings
    on conflict (account_id, provider_media_id) do update
      set caption = excluded.caption, permalink = excluded.permalink
      where (media.caption, media.permalink)
        is distinct from (excluded.caption, excluded.permalink)
    returning media.*
  )
  select jsonb_agg(to_jsonb(upserted)) into v_new_media from upserted;

  with readings as (
    select media.id as media_id, reading.metric, reading.value, reading.absence
    from jsonb_to_recordset(p_media) as item (provider_media_id text, metrics jsonb)
    join public.media
      on media.account_id = v_account.id
      and media.provider_media_id = item.provider_media_id
    cross join lateral jsonb_to_recordset(item.metrics)
      as reading (metric text, value bigint, absence text)
  ),
  changes as (
    insert into public.media_metrics as metrics
      (media_id, metric, workspace_id, value, absence, observed_at)
    select media_id, metric, v_account.workspace_id, value, absence, p_observed_at
    from readings
    on conflict (media_id, metric) do update
      set value = excluded.value, absence = excluded.absence, observed_at = excluded.observed_at
      where metrics.observed_at < excluded.observed_at
        and (metrics.value, metrics.absence) is distinct from (excluded.value, excluded.absence)
    returning metrics.*
  ),
  snapshots as (
    insert into public.media_metric_snapshots
      (media_id, metric, observed_at, workspace_id, value, absence)
    select media_id, metric, observed_at, workspace_id, value, absence from changes
    on conflict (media_id, metric, observed_at) do nothing
  ),
  by_media as (
    select
      media_id,
      jsonb_object_agg(metric, jsonb_build_object('value', value, 'absence', absence)) as metrics
    from changes
    group by media_id
  )
  select jsonb_agg(jsonb_build_object('media_id', media_id, 'metrics', metrics))
  into v_media_changes
  from by_media;

  v_changed := coalesce(v_account_changes, v_media_changes, v_new_media) is not null;
  update private.tokens set last_used_at = p_observed_at where id = p_token_id;
  v_due_at := private.end_poll(p_poll_id, p_job_id, p_read_count, p_observed_at, v_changed);

  -- How fresh the numbers are is news of its own; once a minute is enough while they stand still.
  update public.accounts as accounts
  set status_reason = null, last_synced_at = p_observed_at
  where accounts.id = v_account.id
    and (
      accounts.status_reason is not null
      or accounts.last_synced_at is null
      or accounts.last_synced_at < p_observed_at - interval '1 minute'
      or (v_changed and accounts.last_synced_at < p_observed_at)
    )
  returning accounts.* into v_refreshed;
  perform private.broadcast_account(v_refreshed);

  if v_changed then
    perform private.broadcast(
      v_account.workspace_id,
      'metrics:update',
      jsonb_build_object(
        'account_id', v_account.id,
        'observed_at', p_observed_at,
        'account_metrics', coalesce(v_account_changes, '{}'),
        'media', coalesce(v_new_media, '[]'),
        'media_metrics', coalesce(v_media_changes, '[]')
      )
    );
  end if;
  return jsonb_build_object(
    'outcome', case when v_changed then 'changed' else 'unchanged' end,
    'due_at', v_due_at
  );
end;
$$;
comment on function private.apply_overview(
  uuid, bigint, integer, uuid, timestamptz, jsonb, jsonb, jsonb
) is
  'Called by the function metric-poll with what one overview poll read at p_observed_at. '
  'p_profile: {username, name}; p_account_metrics: array of {metric, value | absence}; p_media: '
  'array of {provider_media_id, media_type, product_type, caption, permalink, posted_at, metrics}. '
  'Writes, snapshots and broadcasts what changed, ends the job. Returns {outcome, due_at}; raises '
  'job_lease_lost, which undoes everything.';
revoke execute on function private.apply_overview(
  uuid, bigint, integer, uuid, timestamptz, jsonb, jsonb, jsonb
) from public;
