-- What happens by the clock. Commands are single calls, as cron keeps a copy of each run's.

select cron.schedule('enqueue-due-polls', '5 seconds', 'select private.enqueue_due_polls()');

select cron.schedule(
  'nudge-metric-poll',
  '5 seconds',
  $$select private.nudge_worker('metric_poll', 'metric-poll')$$
);

select cron.schedule(
  'ensure-snapshot-partitions',
  '17 3 * * *',
  'select private.ensure_snapshot_partitions()'
);

-- pg_cron never prunes its own history: two jobs every 5 seconds make 35,000 rows a day.
select cron.schedule(
  'prune-cron-history',
  '23 * * * *',
  $$delete from cron.job_run_details where end_time < now() - interval '1 day'$$
);
