import { loadRows } from './load-rows.ts'
import { type MetricRow, metricRow } from './rows.ts'
import { supabase } from './supabase-client.ts'

const COLUMNS = 'metric,value,absence,observed_at'
const MOST_SNAPSHOTS = 1_000

/** The latest reading of each metric of an account. */
export function loadAccountMetrics(accountId: string): Promise<MetricRow[]> {
  return loadRows(
    metricRow,
    supabase.from('account_metrics').select(COLUMNS).eq('account_id', accountId),
  )
}

/**
 * The changes of one of an account's metrics since a time, oldest first.
 *
 * When there are more than the Data API gives at once, the oldest one (the baseline) and the
 * newest; what lies between is missing, which the caller sees by `complete`.
 */
export async function loadSnapshots(
  { accountId, metric, since }: { accountId: string; metric: string; since: string },
): Promise<{ rows: MetricRow[]; complete: boolean }> {
  const select = (ascending: boolean, limit: number) =>
    loadRows(
      metricRow,
      supabase
        .from('account_metric_snapshots')
        .select(COLUMNS)
        .eq('account_id', accountId)
        .eq('metric', metric)
        .gte('observed_at', since)
        .order('observed_at', { ascending })
        .limit(limit),
    )
  const rows = (await select(false, MOST_SNAPSHOTS)).reverse()
  if (rows.length < MOST_SNAPSHOTS) return { rows, complete: true }
  return { rows: [...(await select(true, 1)), ...rows], complete: false }
}
