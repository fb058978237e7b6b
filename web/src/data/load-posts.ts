import { z } from 'zod'
import { loadRows } from './load-rows.ts'
import { type MediaRow, mediaRow, metricRow } from './rows.ts'
import { supabase } from './supabase-client.ts'

const mediaMetricRow = metricRow.extend({ media_id: z.string() })
export type MediaMetricRow = z.infer<typeof mediaMetricRow>

/** An account's newest posts, newest first, and the latest readings of their metrics. */
export async function loadPosts(
  accountId: string,
  limit: number,
): Promise<{ media: MediaRow[]; metrics: MediaMetricRow[] }> {
  const media = await loadRows(
    mediaRow,
    supabase
      .from('media')
      .select(Object.keys(mediaRow.shape).join(','))
      .eq('account_id', accountId)
      .order('posted_at', { ascending: false })
      .limit(limit),
  )
  if (media.length === 0) return { media, metrics: [] }
  const metrics = await loadRows(
    mediaMetricRow,
    supabase
      .from('media_metrics')
      .select(Object.keys(mediaMetricRow.shape).join(','))
      .in('media_id', media.map(({ id }) => id))
      .in('metric', ['likes', 'comments']),
  )
  return { media, metrics }
}
