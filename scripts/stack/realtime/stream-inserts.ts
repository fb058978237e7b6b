import { Buffer } from 'node:buffer'
import type { Duplex } from 'node:stream'
import postgres from 'postgres'
import { createInsertDecoder, type TextRow } from './create-insert-decoder.ts'

/** One replication connection. */
export type InsertStream = {
  /** Settles when the stream has ended, for whatever reason; never rejects. */
  ended: Promise<void>
  stop(): Promise<void>
}

const XLOG_DATA = 0x77 // w
const KEEPALIVE = 0x6b // k
const XLOG_DATA_HEADER = 25
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1)

/**
 * Follows the rows that a publication's transactions insert, in commit order, through a slot that
 * lives as long as the connection.
 *
 * postgres.js has `sql.subscribe` for this, but a reconnect of it that fails ends the process, and
 * it writes to the console.
 *
 * Facts: PostgreSQL 17 manual, "Streaming Replication Protocol".
 *
 * @param options.url A role that may replicate.
 * @param options.onInsert Called for every row, after its transaction has committed.
 * @param now Milliseconds since 1970.
 * @throws Error when the stream can't be started.
 */
export async function streamInserts(
  options: { url: string; publication: string; slot: string; onInsert: (row: TextRow) => void },
  now: () => number,
): Promise<InsertStream> {
  const closed = Promise.withResolvers<void>()
  const sql = postgres(options.url, {
    max: 1,
    fetch_types: false,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 5,
    onnotice: () => {},
    onclose: () => closed.resolve(),
    connection: { application_name: 'realtime_replication_connection', replication: 'database' },
  })
  try {
    const { slot, publication } = options
    // This command language knows its words in capitals only.
    const [made] = await sql.unsafe(
      `CREATE_REPLICATION_SLOT ${slot} TEMPORARY LOGICAL pgoutput NOEXPORT_SNAPSHOT`,
    )
    const stream = await sql.unsafe(
      `START_REPLICATION SLOT ${slot} LOGICAL ${made?.consistent_point} ` +
        `(proto_version '1', publication_names '${publication}')`,
    ).writable() as Duplex
    const decode = createInsertDecoder()
    stream.on('data', (data: Buffer) => {
      if (data[0] === XLOG_DATA) {
        const row = decode(data.subarray(XLOG_DATA_HEADER))
        if (row) options.onInsert(row)
      } else if (data[0] === KEEPALIVE && data[17]) {
        stream.write(statusUpdate(data.readBigUInt64BE(1), now()))
      }
    })
    stream.on('error', () => closed.resolve())
    stream.on('close', () => closed.resolve())
  } catch (error) {
    await sql.end({ timeout: 0 })
    throw error
  }
  const stop = () => sql.end({ timeout: 0 })
  return { ended: closed.promise.then(stop), stop }
}

/** Says that everything up to a position in the log is done, which lets the server delete it. */
function statusUpdate(position: bigint, now: number): Buffer {
  const message = Buffer.alloc(34)
  message.write('r')
  for (const offset of [1, 9, 17]) message.writeBigUInt64BE(position, offset)
  message.writeBigInt64BE(BigInt(now - POSTGRES_EPOCH_MS) * 1000n, 25)
  return message
}
