-- Way A, the record: each webhook call as it came, and the events that were found in it.

create table private.webhook_deliveries (
  id bigint generated always as identity primary key,
  body_hash bytea not null unique,
  -- The signed bytes themselves: what a parser of today can't read, one of tomorrow may.
  body bytea not null,
  signed_with text not null check (signed_with in ('instagram', 'meta')),
  state text not null check (state in ('parsed', 'unreadable')),
  error text check (length(error) <= 500),
  times_received integer not null default 1,
  received_at timestamptz not null default now(),
  last_received_at timestamptz not null default now()
);
comment on table private.webhook_deliveries is
  'One webhook HTTP call, raw. A repeated one counts up times_received and does nothing else.';

create index webhook_deliveries_received_at_idx on private.webhook_deliveries (received_at);

create table private.webhook_events (
  id bigint generated always as identity primary key,
  delivery_id bigint not null references private.webhook_deliveries (id) on delete cascade,
  position integer not null,
  provider text not null,
  provider_account_id text,
  kind text not null check (length(kind) between 1 and 80),
  state text not null check (state in ('applied', 'known', 'kept', 'unaddressed', 'failed')),
  error text check (length(error) <= 500),
  parser_version smallint not null,
  payload jsonb not null,
  received_at timestamptz not null default now(),
  unique (delivery_id, position)
);
comment on table private.webhook_events is
  'One event of a delivery and what became of it: applied; known (its effect was there already); '
  'kept (no parser yet); unaddressed (no such account here); failed (see error).';

create index webhook_events_open_idx on private.webhook_events (state, kind, id)
where state in ('kept', 'unaddressed', 'failed');

alter table private.webhook_deliveries enable row level security;
alter table private.webhook_events enable row level security;
