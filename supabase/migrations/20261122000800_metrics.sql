-- Metrics: what an account and its media measure now, and how that came about.

create table public.media (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null,
  account_id uuid not null,
  provider_media_id text not null check (length(provider_media_id) between 1 and 64),
  media_type text not null check (length(media_type) <= 40),
  product_type text check (length(product_type) <= 40),
  caption text check (length(caption) <= 10000),
  permalink text check (length(permalink) <= 500),
  posted_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (account_id, provider_media_id),
  unique (id, workspace_id),
  foreign key (account_id, workspace_id) references public.accounts (id, workspace_id)
    on delete cascade
);
comment on table public.media is 'Posts, reels, stories and videos of a connected account.';

create index media_by_time_idx on public.media (account_id, posted_at desc);
create index media_workspace_id_idx on public.media (workspace_id);

create trigger media_touch_updated_at
before update on public.media
for each row execute function private.touch_updated_at();

create table public.account_metrics (
  account_id uuid not null,
  metric text not null check (metric ~ '^[a-z_]{1,60}$'),
  workspace_id uuid not null,
  value bigint,
  absence text check (length(absence) <= 60),
  observed_at timestamptz not null,
  primary key (account_id, metric),
  foreign key (account_id, workspace_id) references public.accounts (id, workspace_id)
    on delete cascade,
  constraint account_metrics_value_or_absence check ((value is null) <> (absence is null))
);
comment on table public.account_metrics is
  'The latest reading of each metric of an account: a value, or the reason for its absence. '
  'observed_at is when the current value was first seen.';

create table public.media_metrics (
  media_id uuid not null,
  metric text not null check (metric ~ '^[a-z_]{1,60}$'),
  workspace_id uuid not null,
  value bigint,
  absence text check (length(absence) <= 60),
  observed_at timestamptz not null,
  primary key (media_id, metric),
  foreign key (media_id, workspace_id) references public.media (id, workspace_id)
    on delete cascade,
  constraint media_metrics_value_or_absence check ((value is null) <> (absence is null))
);
comment on table public.media_metrics is
  'The latest reading of each metric of a media: a value, or the reason for its absence.';

create table public.account_metric_snapshots (
  account_id uuid not null,
  metric text not null,
  observed_at timestamptz not null,
  workspace_id uuid not null,
  value bigint,
  absence text,
  primary key (account_id, metric, observed_at),
  foreign key (account_id, workspace_id) references public.accounts (id, workspace_id)
    on delete cascade
) partition by range (observed_at);
comment on table public.account_metric_snapshots is
  'Each change of a metric of an account, by months. A value holds until the next snapshot.';

create table public.media_metric_snapshots (
  media_id uuid not null,
  metric text not null,
  observed_at timestamptz not null,
  workspace_id uuid not null,
  value bigint,
  absence text,
  primary key (media_id, metric, observed_at),
  foreign key (media_id, workspace_id) references public.media (id, workspace_id)
    on delete cascade
) partition by range (observed_at);
comment on table public.media_metric_snapshots is
  'Each change of a metric of a media, by months. A value holds until the next snapshot.';

create function private.ensure_snapshot_partitions(p_months_ahead integer default 3)
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
        date_trunc('month', now() - interval '1 month'),
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
  'Called by cron every day. Makes the month partitions of the snapshot tables from last month to '
  'p_months_ahead from now. Returns the names of those it made.';
revoke execute on function private.ensure_snapshot_partitions(integer) from public;

select private.ensure_snapshot_partitions();

alter table public.media enable row level security;
alter table public.account_metrics enable row level security;
alter table public.media_metrics enable row level security;
alter table public.account_metric_snapshots enable row level security;
alter table public.media_metric_snapshots enable row level security;

grant select on
  public.media,
  public.account_metrics,
  public.media_metrics,
  public.account_metric_snapshots,
  public.media_metric_snapshots
to authenticated, service_role;

create policy "members see their workspaces' media" on public.media
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));

create policy "members see their workspaces' account metrics" on public.account_metrics
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));

create policy "members see their workspaces' media metrics" on public.media_metrics
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));

create policy "members see their workspaces' account history" on public.account_metric_snapshots
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));

create policy "members see their workspaces' media history" on public.media_metric_snapshots
for select to authenticated
using (workspace_id in (select private.my_workspace_ids()));
