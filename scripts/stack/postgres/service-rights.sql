-- Rights on what the Auth and Storage services made, as on a Supabase project.
-- Run by the superuser after those services have made their tables.

grant usage on schema auth to anon, authenticated, service_role, postgres;
grant select, insert, update, delete, references, trigger on all tables in schema auth to postgres;
grant execute on all functions in schema auth to anon, authenticated, service_role, postgres;

-- Tables belong to the service, which makes policies and triggers on them possible as on Supabase
-- (platform-limits.sql).
do $$
declare
  v_table regclass;
begin
  for v_table in
    select oid from pg_class where relnamespace = 'auth'::regnamespace and relkind = 'r'
  loop
    execute format('alter table %s owner to supabase_auth_admin', v_table);
  end loop;
end;
$$;
grant usage on schema auth to supabase_auth_admin;

-- The Data API's own bookkeeping of migrations is the Supabase CLI's, which works as `postgres`.
alter schema supabase_migrations owner to postgres;
alter table supabase_migrations.schema_migrations owner to postgres;
