-- What supautils does on Supabase: the role `postgres` may make policies on a few tables that it
-- does not own (and drop triggers there), and may not choose an extension's version.
-- Facts: supabase/postgres, conf.d/supautils.conf (policy_grants) and
-- postgresql_extension_custom_scripts/before-create.sql.
--
-- Only an owner may make policies, so here `postgres` inherits the owners' rights, and an event
-- trigger refuses everything else that an owner could do to these schemas.

grant supabase_auth_admin, supabase_realtime_admin, supabase_storage_admin to postgres
with inherit true, set false;

create function extensions.is_platform_schema(p_schema text) returns boolean
language sql immutable set search_path = '' as $$
  select p_schema in ('auth', 'storage', 'realtime', 'vault', 'cron', 'net');
$$;

create function extensions.is_superuser() returns boolean
language sql stable set search_path = '' as $$
  select rolsuper from pg_catalog.pg_roles where rolname = current_user;
$$;

create function extensions.guard_platform_objects() returns event_trigger
language plpgsql set search_path = '' as $$
declare
  v_object text;
begin
  if extensions.is_superuser() then
    return;
  end if;
  if tg_event = 'sql_drop' then
    select object_identity into v_object
    from pg_event_trigger_dropped_objects()
    where original
      and extensions.is_platform_schema(schema_name)
      and object_type not in ('policy', 'trigger')
    limit 1;
  else
    select object_identity into v_object
    from pg_event_trigger_ddl_commands()
    where not in_extension
      and extensions.is_platform_schema(schema_name)
      and object_type not in ('policy', 'trigger')
      and command_tag not in ('GRANT', 'REVOKE')
    limit 1;
  end if;
  if v_object is not null then
    raise exception 'must be owner of %', v_object using errcode = '42501';
  end if;
end;
$$;

create event trigger guard_platform_objects on ddl_command_end
execute function extensions.guard_platform_objects();

create event trigger guard_platform_drops on sql_drop
execute function extensions.guard_platform_objects();

create function extensions.guard_extension_versions() returns event_trigger
language plpgsql set search_path = '' as $$
begin
  if not extensions.is_superuser()
    and current_query() ~* 'create\s+extension[^;]*\sversion\s' then
    raise exception 'only superusers can specify the version of an extension'
      using errcode = '42501';
  end if;
end;
$$;

create event trigger guard_extension_versions on ddl_command_start
when tag in ('CREATE EXTENSION')
execute function extensions.guard_extension_versions();

-- The API learns of every change of the schema: supabase/postgres, `pgrst_ddl_watch`.
create function extensions.pgrst_ddl_watch() returns event_trigger
language plpgsql set search_path = '' as $$
begin
  notify pgrst, 'reload schema';
end;
$$;

create event trigger pgrst_ddl_watch on ddl_command_end
execute function extensions.pgrst_ddl_watch();
create event trigger pgrst_drop_watch on sql_drop
execute function extensions.pgrst_ddl_watch();
