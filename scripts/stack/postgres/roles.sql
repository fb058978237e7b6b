-- What a new Supabase database has before the first migration: roles, schemas, rights.
-- Run once by the superuser `supabase_admin`. Facts: supabase/postgres, tests/expected/roles.out.

create role anon nologin noinherit;
create role authenticated nologin noinherit;
create role service_role nologin noinherit bypassrls;
create role authenticator login noinherit password 'postgres';
create role supabase_auth_admin nologin noinherit createrole;
create role supabase_storage_admin nologin noinherit createrole;
create role supabase_realtime_admin nologin noinherit;
create role postgres login createrole createdb replication bypassrls password 'postgres';

grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role, authenticator to postgres with admin option;
grant pg_monitor, pg_read_all_data, pg_signal_backend to postgres with admin option;
grant pg_create_subscription to postgres;

alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';
alter role authenticator set lock_timeout = '8s';

create schema extensions authorization supabase_admin;
grant usage on schema extensions to postgres with grant option;
grant create on schema extensions to postgres;
grant usage on schema extensions to anon, authenticated, service_role;

alter role postgres set search_path = "$user", public, extensions;
alter role supabase_admin set search_path = "$user", public, extensions;
alter database postgres set timezone = 'UTC';
grant create, temporary on database postgres to postgres with grant option;

grant all on schema public to postgres with grant option;
grant usage on schema public to anon, authenticated, service_role;

create extension pgcrypto with schema extensions;
create extension "uuid-ossp" with schema extensions;
create schema vault;
create extension supabase_vault with schema vault;

create schema auth authorization supabase_admin;
create schema storage authorization supabase_admin;
