import postgres from 'postgres'
import { broadcastOverHttp } from './broadcast-over-http.ts'
import { createAuthorizer } from './create-authorizer.ts'
import { createCallerCheck } from './create-caller-check.ts'
import { createTopics } from './create-topics.ts'
import { followMessages } from './follow-messages.ts'
import type { Broadcast } from './frame.ts'
import { keepPartitions } from './keep-partitions.ts'
import { LIMITS } from './limits.ts'
import { serializerFor } from './serializer-for.ts'
import { serveSocket } from './serve-socket.ts'
import type { Services } from './services.ts'

/** A Realtime server for one project. */
export type Realtime = {
  /** Answers every request whose path starts with /realtime/v1; never rejects. */
  handle(request: Request): Response | Promise<Response>
  /** See MessageFeed. */
  isFollowing(): Promise<boolean>
  /** Closes all connections, those of clients too. */
  stop(): Promise<void>
}

/** Phoenix closes a connection that is silent for this long; clients beat every 25 s. */
const IDLE_TIMEOUT_SECONDS = 60
/** More often than a day asks for, for machines that sleep. */
const PARTITIONS_EVERY_MS = 3600_000

/**
 * Starts a Realtime server that satisfies `@supabase/supabase-js`: Broadcast (from clients, over
 * HTTP and from the database), Presence and authorization of private channels. It offers neither
 * postgres_changes nor replay, and sets no limit on rates.
 *
 * @param options.adminUrl The database as a superuser; it may be away at any time, also now.
 * @param options.jwtSecret With which Auth signs access tokens (HS256).
 * @param options.now Milliseconds since 1970.
 */
export async function createRealtime(options: {
  adminUrl: string
  jwtSecret: string
  publishableKey: string
  secretKey: string
  log: (line: string) => void
  now?: () => number
}): Promise<Realtime> {
  const { adminUrl, log, now = Date.now } = options
  const sql = postgres(adminUrl, {
    max: 4,
    // A connection that breaks while types are fetched would end the process (postgres.js 3.4.9).
    fetch_types: false,
    idle_timeout: 30,
    connect_timeout: 5,
    backoff: () => 0.2,
    onnotice: () => {},
    connection: { application_name: 'realtime' },
  })
  const topics = createTopics()
  const sockets = new Set<WebSocket>()

  function pass(broadcast: Broadcast, isPrivate: boolean): void {
    const { body, topic } = broadcast
    const size = 'json' in body ? body.json.length : body.bytes.length
    if (size > LIMITS.payloadBytes) return log(`realtime: a message to ${topic} is too big`)
    topics.broadcast(broadcast, { private: isPrivate })
  }

  const feed = await followMessages({
    adminUrl,
    onConnected: () => keepPartitions(sql, now()),
    onBroadcast: pass,
    log,
    now,
  })
  const partitions = setInterval(() => {
    keepPartitions(sql, now()).catch((error) =>
      log(`realtime: no new partitions (${error.message})`)
    )
  }, PARTITIONS_EVERY_MS)

  const services: Services = {
    topics,
    authorizer: createAuthorizer(sql, log),
    checkCaller: createCallerCheck({ ...options, now }),
    isFollowing: feed.isFollowing,
    log,
    now,
  }

  async function openSocket(request: Request): Promise<Response> {
    const { searchParams } = new URL(request.url)
    const serializer = serializerFor(searchParams.get('vsn'))
    const key = request.headers.get('x-api-key') ?? searchParams.get('apikey')
    if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') {
      return failure(426, 'This address is for websockets')
    }
    if (!serializer) return failure(400, 'This version of the protocol is unknown')
    if (!key) return failure(401, 'API key is missing')
    try {
      const caller = await services.checkCaller(key)
      const { socket, response } = Deno.upgradeWebSocket(request, {
        idleTimeout: IDLE_TIMEOUT_SECONDS,
      })
      serveSocket(socket, caller, serializer, services)
      sockets.add(socket)
      socket.addEventListener('close', () => sockets.delete(socket))
      return response
    } catch (error) {
      return failure(401, (error as Error).message)
    }
  }

  return {
    handle(request) {
      const { pathname } = new URL(request.url)
      if (pathname === '/realtime/v1/websocket') return openSocket(request)
      if (/^\/realtime\/v1\/api\/broadcast(\/|$)/.test(pathname)) {
        return broadcastOverHttp(request, services)
      }
      return failure(404, 'Realtime has nothing at this address')
    },
    isFollowing: feed.isFollowing,
    async stop() {
      clearInterval(partitions)
      for (const socket of sockets) socket.close(1000, 'shutdown')
      await feed.stop()
      await sql.end({ timeout: 1 })
    },
  }
}

function failure(status: number, error: string): Response {
  return Response.json({ error }, { status })
}
