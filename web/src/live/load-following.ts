import type { EventLog } from './create-event-log.ts'
import type { LiveEvent } from './parse-live-event.ts'

/**
 * Loads rows so that no live event falls between the read and the cache: events that came while
 * the read ran are applied to what it gave. The reducers don't mind those it had already seen.
 *
 * @param options.reloadSoon Called when the channel came up meanwhile: the rows may be older than
 *   its first event, so they are shown, and read once more.
 */
export async function loadFollowing<Data>(options: {
  log: EventLog
  load: () => Promise<Data>
  apply: (data: Data, event: LiveEvent) => Data
  reloadSoon: () => void
}): Promise<Data> {
  const { log } = options
  const mark = log.mark()
  const data = await options.load()
  if (log.hasGapSince(mark)) options.reloadSoon()
  return log.since(mark).reduce(options.apply, data)
}
