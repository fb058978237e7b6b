-- Owners and rights of what the Storage service made, and the triggers that keep SQL from deleting
-- what has a file. Facts: supabase/storage, migrations/tenant 0046, 0049 and 0055.

alter table storage.buckets owner to supabase_storage_admin;
alter table storage.objects owner to supabase_storage_admin;

grant usage on schema storage to postgres with grant option;
grant usage on schema storage to supabase_storage_admin, anon, authenticated, service_role;
grant all on storage.buckets, storage.objects to postgres with grant option;
grant all on storage.buckets, storage.objects to anon, authenticated, service_role;

create function storage.protect_delete() returns trigger
language plpgsql as $$
begin
  if coalesce(current_setting('storage.allow_delete_query', true), 'false') <> 'true' then
    raise exception
      'Direct deletion from storage tables is not allowed. Use the Storage API instead.'
      using
        errcode = '42501',
        hint = 'This prevents accidental data loss from orphaned objects.',
        detail = 'This is a safety feature to prevent accidental deletion of storage data.';
  end if;
  return null;
end;
$$;

create trigger protect_buckets_delete before delete on storage.buckets
for each statement execute function storage.protect_delete();

create trigger protect_objects_delete before delete on storage.objects
for each statement execute function storage.protect_delete();
