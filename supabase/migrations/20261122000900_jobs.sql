-- Queues: at least once out, exactly once in effect. A worker reads, commits, works, and then ends
-- the job in the same transaction as its effect, fenced by the read count.

select pgmq.create('metric_poll');
select pgmq.create('metric_poll_dead');

alter table pgmq.q_metric_poll enable row level security;
alter table pgmq.a_metric_poll enable row level security;
alter table pgmq.q_metric_poll_dead enable row level security;
alter table pgmq.a_metric_poll_dead enable row level security;

create function private.read_jobs(p_queue text, p_visibility_seconds integer, p_quantity integer)
returns table (job_id bigint, read_count integer, payload jsonb)
language sql security definer set search_path = '' as $$
  select jobs.msg_id, jobs.read_ct, jobs.message
  from pgmq.read(
    queue_name => p_queue,
    vt => p_visibility_seconds,
    qty => p_quantity
  ) as jobs
  order by jobs.msg_id;
$$;
comment on function private.read_jobs(text, integer, integer) is
  'Called by workers. Takes up to p_quantity visible jobs, which then stay hidden for '
  'p_visibility_seconds. Returns them in the order they were enqueued.';
revoke execute on function private.read_jobs(text, integer, integer) from public;

create function private.end_job(p_queue text, p_job_id bigint, p_read_count integer) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_deleted bigint;
begin
  -- pgmq.delete has no fence, so the row is addressed directly.
  execute format(
    'delete from pgmq.%I where msg_id = $1 and read_ct = $2 returning msg_id',
    'q_' || p_queue
  )
  into v_deleted
  using p_job_id, p_read_count;
  if v_deleted is null then
    raise exception 'job_lease_lost: job % of queue % was read again or ended by another worker',
      p_job_id, p_queue
      using errcode = 'PT409', hint = 'Drop the result; the other worker has the job.';
  end if;
end;
$$;
comment on function private.end_job(text, bigint, integer) is
  'Called by the functions that apply a job''s effect, in the same transaction. Removes the job. '
  'Raises job_lease_lost, which undoes the effect, when another worker has read it since.';
revoke execute on function private.end_job(text, bigint, integer) from public;

create function private.retry_job(
  p_queue text,
  p_job_id bigint,
  p_read_count integer,
  p_class text,
  p_cause text,
  p_retry_after_seconds integer,
  p_max_attempts integer default 8
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_payload jsonb;
  v_attempts integer;
begin
  execute format(
    'select message from pgmq.%I where msg_id = $1 and read_ct = $2 for update',
    'q_' || p_queue
  )
  into v_payload
  using p_job_id, p_read_count;
  if v_payload is null then
    return 'lease_lost';
  end if;

  -- A wait for a limit to reset says nothing about the job, so it is no attempt.
  v_attempts := coalesce((v_payload ->> 'attempts')::integer, 0)
    + case when p_class = 'throttled' then 0 else 1 end;

  if p_class = 'poison' or v_attempts >= p_max_attempts then
    perform pgmq.send(
      queue_name => p_queue || '_dead',
      msg => jsonb_build_object(
        'job', v_payload,
        'class', p_class,
        'cause', left(p_cause, 500),
        'attempts', v_attempts,
        'failed_at', now()
      )
    );
    perform private.end_job(p_queue, p_job_id, p_read_count);
    return 'dead';
  end if;

  execute format(
    'update pgmq.%I set vt = clock_timestamp() + make_interval(secs => $3), message = $4
     where msg_id = $1 and read_ct = $2',
    'q_' || p_queue
  )
  using
    p_job_id,
    p_read_count,
    p_retry_after_seconds,
    v_payload || jsonb_build_object('attempts', v_attempts, 'last_cause', left(p_cause, 500));
  return 'retry';
end;
$$;
comment on function private.retry_job(text, bigint, integer, text, text, integer, integer) is
  'Called by workers when a job failed. Puts it back for later, or with its cause into the '
  'dead-letter queue (class poison, or attempts used up). Returns retry, dead or lease_lost.';
revoke execute on function private.retry_job(text, bigint, integer, text, text, integer, integer)
from public;

create function private.nudge_worker(p_queue text, p_function text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_visible boolean;
  v_url text;
  v_key text;
begin
  execute format(
    'select exists (select from pgmq.%I where vt <= clock_timestamp())', 'q_' || p_queue
  ) into v_visible;
  if not v_visible then
    return null;
  end if;

  select decrypted_secret into v_url from vault.decrypted_secrets where name = 'project_url';
  select decrypted_secret into v_key from vault.decrypted_secrets where name = 'worker_key';
  if v_url is null or v_key is null then
    raise exception 'configuration_missing: jobs wait in queue %, but the Vault has no % to wake '
      'its worker with', p_queue, case when v_url is null then 'project_url' else 'worker_key' end
      using hint = 'select vault.create_secret(''<value>'', ''project_url''), and the same with '
        'worker_key and a secret API key of the project.';
  end if;

  -- A hint with a short timeout: the queue is the record, and a lost nudge costs nothing.
  return net.http_post(
    url => v_url || '/functions/v1/' || p_function,
    headers => jsonb_build_object('Content-Type', 'application/json', 'apikey', v_key),
    timeout_milliseconds => 3000
  );
end;
$$;
comment on function private.nudge_worker(text, text) is
  'Called by cron. Wakes the worker function when its queue has visible work. Returns the id of '
  'the pg_net request, or null when there is nothing to do. Raises configuration_missing.';
revoke execute on function private.nudge_worker(text, text) from public;
