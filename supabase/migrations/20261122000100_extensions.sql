-- The extensions that the system stands on, and the schema that the Data API never exposes.

create extension if not exists pgmq;
create extension if not exists pg_cron;
create extension if not exists pg_net with schema extensions;

-- `private` holds what clients may not see and the functions that workers and policies call.
create schema private;
comment on schema private is
  'Tokens, raw deliveries, schedules, and what workers and policies call. Not exposed.';

-- A policy runs as the caller, who must be able to reach the helpers it calls.
grant usage on schema private to authenticated;
