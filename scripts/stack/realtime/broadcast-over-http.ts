import { type Caller, CallerError } from './create-caller-check.ts'
import type { Broadcast, BroadcastBody } from './frame.ts'
import { LIMITS } from './limits.ts'
import type { Services } from './services.ts'

type Message = { broadcast: Broadcast; isPrivate: boolean }

/** A request that is answered with this status and message. */
class BadRequest extends Error {
  constructor(readonly status: number, message: string) {
    super(message)
  }
}

const ONE_EVENT = /^\/realtime\/v1\/api\/broadcast\/([^/]+)\/events\/([^/]+)$/

/**
 * Serves POST /realtime/v1/api/broadcast (a batch) and
 * /realtime/v1/api/broadcast/:topic/events/:event (one message, its body as the payload).
 * Messages to private topics that the caller may not send are dropped, the answer is the same.
 *
 * Facts: supabase/realtime, lib/realtime/tenants/batch_broadcast.ex; `httpSend` and `send` in
 * @supabase/realtime-js.
 *
 * @returns 202, or an error as JSON `{"error"}`.
 */
export async function broadcastOverHttp(request: Request, services: Services): Promise<Response> {
  try {
    if (request.method !== 'POST') throw new BadRequest(405, 'Use POST')
    const caller = await callerOf(request, services)
    const messages = await messagesOf(request)
    if (messages.some(({ broadcast }) => sizeOf(broadcast.body) > LIMITS.payloadBytes)) {
      throw new BadRequest(413, 'Payload size exceeded')
    }
    for (const { broadcast, isPrivate } of messages) {
      const topic = broadcast.topic.slice('realtime:'.length)
      if (isPrivate && !await services.authorizer.mayWrite(caller, topic, 'broadcast')) continue
      services.topics.broadcast(broadcast, { private: isPrivate })
    }
    return new Response(null, { status: 202 })
  } catch (error) {
    if (error instanceof BadRequest) return failure(error.status, error.message)
    if (error instanceof CallerError) return failure(401, error.message)
    services.log(`realtime: a broadcast over HTTP failed (${(error as Error).message})`)
    return failure(503, 'Realtime was unable to connect to the project database')
  }
}

async function callerOf(request: Request, services: Services): Promise<Caller> {
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  const key = request.headers.get('apikey')
  // As at the platform's gateway: a user's token says more than the key it comes with.
  if (key && bearer && bearer !== key) {
    const byKey = await services.checkCaller(key)
    return bearer.startsWith('sb_') ? byKey : await services.checkCaller(bearer)
  }
  const only = key ?? bearer
  if (!only) throw new BadRequest(401, 'API key is missing')
  return await services.checkCaller(only)
}

async function messagesOf(request: Request): Promise<Message[]> {
  const url = new URL(request.url)
  const [, topic, event] = ONE_EVENT.exec(url.pathname) ?? []
  if (topic && event) {
    const body = await bodyOf(request)
    const isPrivate = url.searchParams.get('private') === 'true'
    const address = { topic: decodeURIComponent(topic), event: decodeURIComponent(event) }
    return [messageOf(address, body, isPrivate)]
  }
  const batch = parsed(await request.text()) as { messages?: unknown } | null
  if (!Array.isArray(batch?.messages)) throw new BadRequest(422, 'messages is required')
  return batch.messages.map((message) => {
    const { topic, event, payload } = message ?? {}
    if (typeof topic !== 'string' || typeof event !== 'string' || payload === undefined) {
      throw new BadRequest(422, 'A message has topic, event and payload')
    }
    return messageOf({ topic, event }, { json: JSON.stringify(payload) }, message.private === true)
  })
}

function messageOf(
  { topic, event }: { topic: string; event: string },
  body: BroadcastBody,
  isPrivate: boolean,
): Message {
  return { broadcast: { topic: `realtime:${topic}`, event, body }, isPrivate }
}

async function bodyOf(request: Request): Promise<BroadcastBody> {
  if (request.headers.get('content-type') === 'application/octet-stream') {
    return { bytes: await request.bytes() }
  }
  return { json: JSON.stringify(parsed(await request.text())) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new BadRequest(400, 'The body is not JSON')
  }
}

function sizeOf(body: BroadcastBody): number {
  return 'json' in body ? body.json.length : body.bytes.length
}

function failure(status: number, error: string): Response {
  return Response.json({ error }, { status })
}
