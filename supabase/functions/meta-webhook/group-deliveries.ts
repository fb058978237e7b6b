import type { Database } from '../_shared/db/connect.ts'
import { groupCommit } from '../_shared/db/group-commit.ts'
import { isDataFault } from '../_shared/db/is-data-fault.ts'
import { retryConflicts } from '../_shared/db/retry-conflicts.ts'
import { type Delivery, ingestDeliveries, type IngestResult } from './ingest-deliveries.ts'

const MEBIBYTE = 1024 * 1024
const GROUP_LIMIT = 200
/** Meta waits about 5 s for an answer, and finding a deadlock takes a second. */
const RETRY_WITHIN_MS = 2_500
/** The least that an event counts for: a text message has 600 bytes, but the work is in the rows. */
const EVENT_WEIGHT = 500

/**
 * Ingests deliveries, those that arrive together in one SQL call. Each still waits for its own
 * commit.
 *
 * @param groupLimit How many deliveries may share a call; 1 switches that off. 200 when not set.
 */
export function groupDeliveries(
  sql: Database,
  groupLimit?: string,
): (delivery: Delivery) => Promise<IngestResult> {
  return groupCommit<Delivery, IngestResult>(
    {
      call: (deliveries) =>
        retryConflicts(() => ingestDeliveries(sql, deliveries), RETRY_WITHIN_MS),
      // An unreadable or odd body costs something, too.
      weigh: ({ body, events }) => Math.max(body.length, events.length * EVENT_WEIGHT) + 100,
      isOnesFault: isDataFault,
    },
    {
      items: Math.max(Number(groupLimit) || GROUP_LIMIT, 1),
      weight: MEBIBYTE,
      // Bodies weigh many times as much once they are parsed, and a function has 256 MB.
      waiting: 8 * MEBIBYTE,
      // Two at a time would mostly wait for each other's conversations, and share less.
      calls: 1,
    },
  )
}
