import { Buffer } from 'node:buffer'
import type { Broadcast } from './frame.ts'
import type { TextRow } from './create-insert-decoder.ts'
import { type InsertStream, streamInserts } from './stream-inserts.ts'

/** The broadcasts from the database. */
export type MessageFeed = {
  /** Whether what is committed from now on arrives; waits for a reconnect, but not long. */
  isFollowing(): Promise<boolean>
  stop(): Promise<void>
}

const PUBLICATION = 'supabase_realtime_messages_publication'
const RECONNECT_MS = 250
const PATIENCE_MS = 3000

/**
 * Turns the rows inserted into realtime.messages into broadcasts, in commit order, and reconnects
 * whenever the database comes back. Messages of the time without a connection are lost, as with
 * Realtime itself.
 *
 * Facts: supabase/realtime, lib/realtime/tenants/replication_connection.ex.
 *
 * @param options.onConnected Called before each start of the stream; when it rejects, the start is
 * tried again.
 * @returns After the first attempt to connect, successful or not.
 */
export async function followMessages(options: {
  adminUrl: string
  onConnected: () => Promise<void>
  onBroadcast: (broadcast: Broadcast, isPrivate: boolean) => void
  log: (line: string) => void
  now: () => number
}): Promise<MessageFeed> {
  const { adminUrl, log, now } = options
  let stopped = false
  let stream: InsertStream | undefined
  let following = Promise.withResolvers<void>()
  let retry: ReturnType<typeof setTimeout> | undefined
  let reported = false

  const onInsert = (row: TextRow) => {
    const message = broadcastOf(row)
    if (message) options.onBroadcast(message.broadcast, message.isPrivate)
  }

  async function connect(): Promise<void> {
    try {
      await options.onConnected()
      const slot = `supabase_realtime_messages_replication_slot_${crypto.randomUUID().slice(0, 8)}`
      stream = await streamInserts({ url: adminUrl, publication: PUBLICATION, slot, onInsert }, now)
    } catch (error) {
      if (!reported) log(`realtime: waiting for the database (${(error as Error).message})`)
      reported = true
      return reconnect()
    }
    if (stopped) return void stream.stop()
    if (reported) log('realtime: follows the database again')
    reported = false
    following.resolve()
    stream.ended.then(() => {
      if (stopped) return
      stream = undefined
      following = Promise.withResolvers()
      reported = true
      log('realtime: lost the database, reconnecting')
      reconnect()
    })
  }

  function reconnect(): void {
    if (!stopped) retry = setTimeout(connect, RECONNECT_MS)
  }

  await connect()
  return {
    async isFollowing() {
      if (stream) return true
      const patience = Promise.withResolvers<void>()
      const timer = setTimeout(patience.resolve, PATIENCE_MS)
      await Promise.race([following.promise, patience.promise])
      clearTimeout(timer)
      return stream !== undefined
    },
    async stop() {
      stopped = true
      clearTimeout(retry)
      await stream?.stop()
    },
  }
}

/** @returns undefined for rows that Realtime passes on to nobody. */
function broadcastOf(row: TextRow): { broadcast: Broadcast; isPrivate: boolean } | undefined {
  const { topic, event, payload, binary_payload: binary, private: isPrivate, id } = row
  if (!topic || !event || row.extension !== 'broadcast') return undefined
  // Postgres prints bytea as \x and hexadecimal digits.
  const body = payload ? { json: payload } : binary && {
    bytes: Uint8Array.from(Buffer.from(binary.slice(2), 'hex')),
  }
  if (!body) return undefined
  const broadcast = { topic: `realtime:${topic}`, event, body, meta: { id } }
  return { broadcast, isPrivate: isPrivate === 't' }
}
