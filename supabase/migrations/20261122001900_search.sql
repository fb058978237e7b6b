-- Search over contacts and messages. Messages are indexed a moment after they came, by a job: an
-- index on messages itself would double what receiving them costs.

create extension if not exists pg_trgm with schema extensions;
create extension if not exists btree_gin with schema extensions;
create extension if not exists unaccent with schema extensions;

-- Only for marking what was found: words as they are written, accents aside.
create text search configuration private.unaccented (copy = simple);
alter text search configuration private.unaccented
  alter mapping for asciiword, word, numword, asciihword, hword, numhword, hword_asciipart,
    hword_part, hword_numpart
  with extensions.unaccent, simple;

create function private.fold(p_text text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select replace(replace(replace(
    extensions.unaccent('extensions.unaccent'::regdictionary, lower(p_text)),
    'ae', 'a'
  ), 'oe', 'o'), 'ue', 'u');
$$;
comment on function private.fold(text) is
  'Called by whatever indexes and searches. Returns the text so that "Löw", "Loew" and "low" are '
  'the same: in lower case, without accents, ae, oe and ue as a, o and u.';
revoke execute on function private.fold(text) from public;

create function private.contact_document(p_name text, p_username text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select ' ' || private.fold(coalesce(p_name, '') || ' ' || coalesce(p_username, ''));
$$;
comment on function private.contact_document(text, text) is
  'Called by contacts.search_document. Returns what of a contact is searched; each word has a '
  'space before it.';
revoke execute on function private.contact_document(text, text) from public;

alter table public.contacts
  add column search_document text generated always as (
    case
      when name is not null or username is not null then private.contact_document(name, username)
    end
  ) stored;
comment on column public.contacts.search_document is
  'What searches look at: name and username, folded. Null until the profile was read.';

create index contacts_search_document_idx
on public.contacts using gin (workspace_id, search_document extensions.gin_trgm_ops)
where search_document is not null;

create table private.message_documents (
  message_id uuid primary key references public.messages (id) on delete cascade,
  workspace_id uuid not null,
  conversation_id uuid not null,
  sent_at timestamptz not null,
  document tsvector not null
);
comment on table private.message_documents is
  'The words of each message that has text, some seconds after it came.';

-- The pending list is emptied at the end of each run of the job, so searches never walk it.
create index message_documents_document_idx
on private.message_documents using gin (workspace_id, document);
create index message_documents_by_time_idx
on private.message_documents (workspace_id, sent_at desc, message_id desc);
create index message_documents_by_conversation_idx
on private.message_documents (conversation_id, sent_at desc);

create table private.message_changes (
  id bigint generated always as identity primary key,
  message_ids uuid[] not null
);
comment on table private.message_changes is
  'Messages whose words are still to be indexed: a row for each statement that wrote some.';

alter table private.message_documents enable row level security;
alter table private.message_changes enable row level security;

create function private.note_message_changes() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    insert into private.message_changes (message_ids)
    select array_agg(id) from inserted where text is not null
    having count(*) > 0;
  else
    insert into private.message_changes (message_ids)
    select array_agg(updated.id)
    from updated
    join replaced using (id)
    where updated.text is distinct from replaced.text or updated.sent_at <> replaced.sent_at
    having count(*) > 0;
  end if;
  return null;
end;
$$;
comment on function private.note_message_changes() is
  'Trigger: notes the messages that a statement wrote, in one row, for private.index_messages. '
  'Returns null, as it runs after the statement.';
revoke execute on function private.note_message_changes() from public;

create trigger messages_note_inserts
after insert on public.messages
referencing new table as inserted
for each statement execute function private.note_message_changes();

create trigger messages_note_updates
after update on public.messages
referencing old table as replaced new table as updated
for each statement execute function private.note_message_changes();

create function private.index_messages(p_limit integer default 10000) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_message_ids uuid[];
begin
  -- One at a time: two that index the same message could end with its older text.
  if not pg_try_advisory_xact_lock(hashtext('private.index_messages')) then
    return 0;
  end if;
  with measured as (
    select id, sum(cardinality(message_ids)) over (order by id) as so_far
    from (select * from private.message_changes order by id limit p_limit) as oldest
  ),
  taken as (
    delete from private.message_changes as changes
    using measured
    where changes.id = measured.id
      and (measured.so_far <= p_limit or measured.id = (select min(id) from measured))
    returning changes.message_ids
  )
  select array_agg(distinct message_id) into v_message_ids
  from taken, unnest(taken.message_ids) as message_id;
  if v_message_ids is null then
    return 0;
  end if;

  delete from private.message_documents as documents
  using public.messages
  where messages.id = any (v_message_ids)
    and messages.text is null
    and documents.message_id = messages.id;
  insert into private.message_documents as documents
    (message_id, workspace_id, conversation_id, sent_at, document)
  select
    id,
    workspace_id,
    conversation_id,
    sent_at,
    to_tsvector('pg_catalog.simple', private.fold(text))
  from public.messages
  where id = any (v_message_ids) and text is not null
  on conflict (message_id) do update
    set sent_at = excluded.sent_at, document = excluded.document
    where (documents.sent_at, documents.document) <> (excluded.sent_at, excluded.document);
  perform gin_clean_pending_list('private.message_documents_document_idx'::regclass);
  return cardinality(v_message_ids);
end;
$$;
comment on function private.index_messages(integer) is
  'Called by cron. Indexes the words of messages that are new, edited or unsent, about p_limit of '
  'them. Returns how many; 0 also while another call is at it.';
revoke execute on function private.index_messages(integer) from public;

insert into private.message_changes (message_ids)
select array_agg(id)
from (
  select id, row_number() over () / 1000 as batch from public.messages where text is not null
) as existing
group by batch;

select cron.schedule('index-messages', '5 seconds', 'select private.index_messages()');

create function private.search_query(p_query text) returns tsquery
language plpgsql immutable set search_path = '' set client_min_messages = warning as $$
declare
  v_folded text := private.fold(left(btrim(p_query), 200));
  v_query tsquery := websearch_to_tsquery('pg_catalog.simple', v_folded);
begin
  -- What is being typed: a word at the end, neither in quotes nor ruled out.
  if v_folded ~ '(^|\s)[^\s"-][^\s"]*$' then
    v_query := regexp_replace(v_query::text, '''$', ''':*')::tsquery;
  end if;
  -- Nothing but what is ruled out would find almost everything.
  return case when querytree(v_query) not in ('', 'T') then v_query end;
end;
$$;
comment on function private.search_query(text) is
  'Called by searches. Returns the query for documents of folded words, written as for a web '
  'search ("a phrase", or, -without), the last word as a prefix; null when there is no word to '
  'find. Never raises.';
revoke execute on function private.search_query(text) from public;

create function private.contact_condition(p_query text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_folded text := btrim(regexp_replace(private.fold(left(p_query, 200)), '[@"\s]+', ' ', 'g'));
begin
  if v_folded = '' then
    return 'false';
  end if;
  return (
    select format(
      'contacts.search_document is not null and %s',
      string_agg(
        format(
          'contacts.search_document like %L',
          -- Two letters begin a word; more may stand within one.
          case when length(word) < 3 then '% ' else '%' end
            || regexp_replace(word, '([\\%_])', '\\\1', 'g') || '%'
        ),
        ' and '
      )
    )
    from unnest(string_to_array(v_folded, ' ')) as word
  );
end;
$$;
comment on function private.contact_condition(text) is
  'Called by searches. Returns SQL that is true for contacts whose name or username has all words '
  'of the query. What came in is quoted.';
revoke execute on function private.contact_condition(text) from public;

create function private.is_common(p_workspace_id uuid, p_query tsquery) returns boolean
language sql stable security definer set search_path = '' as $$
  select count(*) = 5
  from (
    select
    from (
      select document
      from private.message_documents
      where workspace_id = p_workspace_id
      order by sent_at desc, message_id desc
      limit 1000
    ) as newest
    where newest.document @@ p_query
    limit 5
  ) as found;
$$;
comment on function private.is_common(uuid, tsquery) is
  'Called by searches. Returns whether at least 5 of the newest 1,000 messages match: then going '
  'back in time finds enough at once, where the index would name a great part of all messages.';
revoke execute on function private.is_common(uuid, tsquery) from public;

create function private.search_inbox(
  p_workspace_id uuid,
  p_query text,
  p_limit integer
) returns table (
  kind text,
  id uuid,
  conversation_id uuid,
  contact_id uuid,
  contact_name text,
  contact_username text,
  snippet text,
  found_at timestamptz,
  score real
)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_limit integer := least(greatest(coalesce(p_limit, 20), 1), 100);
  v_query tsquery;
  v_marks tsquery;
  v_source text;
  v_condition text;
  v_found integer;
begin
  if private.my_role(p_workspace_id) is null then
    raise exception 'workspace_not_found: no workspace % for you', p_workspace_id
      using errcode = 'PT404', hint = 'Check the id and that you are a member.';
  end if;
  if coalesce(btrim(p_query), '') = '' then
    return;
  end if;

  -- What is spelt so; when nobody is, what is spelt nearly so.
  foreach v_condition in array array[
    private.contact_condition(p_query),
    'contacts.search_document is not null and $2 operator(extensions.<%) contacts.search_document'
  ] loop
    return query execute format(
      $sql$
        with found as materialized (
          select
            contacts.*,
            extensions.word_similarity($2, contacts.search_document) as closeness
          from public.contacts
          where contacts.workspace_id = $1 and %s
          order by closeness desc, contacts.id
          limit $3
        )
        select
          'contact',
          found.id,
          conversations.id,
          found.id,
          found.name,
          found.username,
          null::text,
          conversations.last_message_at,
          (1 + found.closeness)::real
        from found
        left join public.conversations on conversations.contact_id = found.id
        order by found.closeness desc, conversations.last_message_at desc nulls last, found.id
      $sql$,
      v_condition
    )
    using p_workspace_id, private.fold(left(btrim(p_query, ' @"'), 200)), v_limit;
    get diagnostics v_found = row_count;
    exit when v_found > 0;
  end loop;

  v_query := private.search_query(p_query);
  if v_query is null then
    return;
  end if;
  -- Words as they were typed, too: folding takes more off than the headline's configuration does.
  v_marks := v_query || websearch_to_tsquery('private.unaccented', left(p_query, 200));
  -- The rarely said through the index, the often said by going back in time. A limit without an
  -- order keeps what the index finds to an amount that can be read quickly.
  v_source := case
    when private.is_common(p_workspace_id, v_query) then $sql$
      select documents.*
      from private.message_documents as documents
      where documents.workspace_id = $1 and documents.document @@ $2
      order by documents.sent_at desc, documents.message_id desc
      limit 4 * $4
    $sql$
    else $sql$
      select matching.*
      from (
        select documents.*
        from private.message_documents as documents
        where documents.workspace_id = $1 and documents.document @@ $2
        limit 5000
      ) as matching
      order by matching.sent_at desc, matching.message_id desc
      limit 4 * $4
    $sql$
  end;
  return query execute format(
    $sql$
      with candidates as materialized (%s),
      best as materialized (
        select
          messages.*,
          -- A month counts as much as a rank half as high.
          (
            ts_rank(candidates.document, $2)
            / (1 + greatest(extract(epoch from now() - messages.sent_at), 0) / 2592000)
          )::real as score
        from candidates
        -- What was unsent or edited since it was indexed is not found by its former words.
        join public.messages on messages.id = candidates.message_id
        where messages.workspace_id = $1
          and to_tsvector('pg_catalog.simple', private.fold(messages.text)) @@ $2
        order by score desc, messages.sent_at desc, messages.id
        limit $4
      )
      select
        'message',
        best.id,
        best.conversation_id,
        contacts.id,
        contacts.name,
        contacts.username,
        ts_headline('private.unaccented', best.text, $3, $5),
        best.sent_at,
        best.score
      from best
      join public.conversations on conversations.id = best.conversation_id
      join public.contacts on contacts.id = conversations.contact_id
      order by best.score desc, best.sent_at desc, best.id
    $sql$,
    v_source
  )
  using
    p_workspace_id,
    v_query,
    v_marks,
    v_limit,
    format('StartSel="%s", StopSel="%s", MaxWords=24, MinWords=8', E'\u0002', E'\u0003');
end;
$$;
comment on function private.search_inbox(uuid, text, integer) is
  'Called through public.search_inbox. Checks membership, then reads this workspace''s contacts '
  'and messages only. Returns what was found, best first.';
revoke execute on function private.search_inbox(uuid, text, integer) from public;
grant execute on function private.search_inbox(uuid, text, integer) to authenticated;

create function public.search_inbox(
  p_workspace_id uuid,
  p_query text,
  p_limit integer default 20
) returns table (
  kind text,
  id uuid,
  conversation_id uuid,
  contact_id uuid,
  contact_name text,
  contact_username text,
  snippet text,
  found_at timestamptz,
  score real
)
language sql stable set search_path = '' as $$
  select * from private.search_inbox(p_workspace_id, p_query, p_limit);
$$;
comment on function public.search_inbox(uuid, text, integer) is
  'Called by members. Finds contacts by name and username, also misspelt, and messages by their '
  'words: as in a web search, the last word as a prefix, accents aside. At most p_limit (100) of '
  'each, contacts first, best first. In snippet, what was found stands between U+0002 and U+0003. '
  'Messages are found some seconds after they came, unsent ones never. Error workspace_not_found '
  '(HTTP 404).';
revoke execute on function public.search_inbox(uuid, text, integer) from public, anon;
grant execute on function public.search_inbox(uuid, text, integer) to authenticated;
