import postgres from 'postgres'
import { type QueuedRequest, sendRequest, type StoredResponse } from './send-request.ts'

// The defaults of pg_net.batch_size and pg_net.ttl.
const BATCH_SIZE = 200
const TTL = '6 hours'
const PAUSE_MS = 1000

/**
 * Sends the requests of net.http_request_queue, as the background worker of pg_net does: a batch is
 * one transaction, from taking the requests to storing the responses, and is followed by a pause of
 * a second. A batch that is cut off goes back to the queue, so a request may be sent twice.
 *
 * The database may be away at any time. Without the extension there is nothing to send.
 *
 * Facts: supabase/pg_net, src/worker.c.
 *
 * @param options.adminUrl The database as a superuser.
 */
export async function startNet(
  options: { adminUrl: string; log: (line: string) => void; fetch?: typeof fetch },
): Promise<{ stop(): Promise<void> }> {
  const { adminUrl, log, fetch: send = fetch } = options
  const stopping = new AbortController()
  const sql = postgres(adminUrl, {
    max: 1,
    // A connection that breaks while types are fetched would end the process (postgres.js 3.4.9).
    fetch_types: false,
    idle_timeout: 30,
    connect_timeout: 5,
    backoff: () => 0.25,
    onnotice: () => {},
    connection: { application_name: 'pg_net 0.19.5' },
  })
  let working: Promise<void> | undefined
  let awake = false
  let isFailing = false

  function wake(): void {
    awake = true
    working ??= work()
  }

  async function work(): Promise<void> {
    while (awake && !stopping.signal.aborted) {
      awake = false
      if (await sendBatch().then(succeeded, failed)) continue
      awake = true
      await pause(PAUSE_MS, stopping.signal)
    }
    working = undefined
  }

  function succeeded(isEmpty: boolean): boolean {
    isFailing = false
    return isEmpty
  }

  /** @returns Whether there is nothing to try again. */
  function failed(error: { code?: string; message: string }): boolean {
    if (stopping.signal.aborted || isWithoutExtension(error)) return true
    if (!isFailing) log(`net: a batch is back in the queue (${error.message})`)
    isFailing = true
    return false
  }

  function sendBatch(): Promise<boolean> {
    return sql.begin(async (tx) => {
      await tx`
        delete from net._http_response where ctid in (
          select ctid from net._http_response
          where created < now() - ${TTL}::interval
          order by created limit ${BATCH_SIZE}
        )
      `
      const requests = await tx<QueuedRequest[]>`
        delete from net.http_request_queue where id in (
          select id from net.http_request_queue order by id limit ${BATCH_SIZE}
        )
        returning id, method, url, headers, body, timeout_milliseconds
      `
      if (requests.length === 0) return true
      const responses = await Promise.all(
        requests.map((request) => sendRequest(request, { fetch: send, stop: stopping.signal })),
      )
      await store(tx, responses)
      return false
    })
  }

  await sql.listen('net_wake', wake, wake).catch((error) => {
    // postgres.js goes on trying, and wakes us then.
    log(`net: waiting for the database (${error.message})`)
  })
  return {
    async stop() {
      stopping.abort()
      await working
      await sql.end({ timeout: 1 })
    },
  }
}

async function store(tx: postgres.TransactionSql, responses: StoredResponse[]): Promise<void> {
  await tx`
    insert into net._http_response
      (id, status_code, content_type, headers, content, timed_out, error_msg)
    select id, status_code, content_type, headers, content, timed_out, error_msg
    from jsonb_to_recordset(${tx.json(responses)}) as response (
      id bigint, status_code integer, content_type text, headers jsonb, content text,
      timed_out boolean, error_msg text
    )
  `
}

function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, milliseconds)
  stop.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  return promise
}

/** The schema or table is not there: the project does not use the extension, or not yet. */
function isWithoutExtension(error: { code?: string }): boolean {
  return error.code === '3F000' || error.code === '42P01'
}
