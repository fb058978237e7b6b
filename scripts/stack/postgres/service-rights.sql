-- Rights on what the Auth and Storage services made, as on a Supabase project.
-- Run by the superuser after those services have made their tables.

grant usage on schema auth to anon, authenticated, service_role, postgres;
grant select, insert, update, delete, references, trigger on all tables in schema auth to postgres;
grant execute on all functions in schema auth to anon, authenticated, service_role, postgres;

-- The Data API's own bookkeeping of migrations is the Supabase CLI's, which works as `postgres`.
alter schema supabase_migrations owner to postgres;
alter table supabase_migrations.schema_migrations owner to postgres;
