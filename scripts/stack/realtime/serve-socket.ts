import { createChannelLink } from './create-channel-link.ts'
import { JoinRefused, NO_DATABASE } from './create-channel-rights.ts'
import type { Caller } from './create-caller-check.ts'
import type { ClientFrame, Frame, SocketData } from './frame.ts'
import { LIMITS } from './limits.ts'
import { type Channel, openChannel } from './open-channel.ts'
import { parseJoin } from './parse-join.ts'
import type { Serializer } from './serializer-for.ts'
import type { ChannelLink, Services } from './services.ts'

type OpenChannel = { channel: Channel; link: ChannelLink }

/** The browser's range for codes of an application's own. */
const MALFORMED_FRAME = 4400

/**
 * Serves one websocket: heartbeats, joins, leaves and what the channels get. Frames of one topic
 * are handled one after another, those of different topics side by side.
 *
 * Facts: `@supabase/phoenix` (socket, channel) and supabase/realtime, lib/realtime_web.
 *
 * @param caller By the key in the websocket's address.
 */
export function serveSocket(
  socket: WebSocket,
  caller: Caller,
  serializer: Serializer,
  services: Services,
): void {
  const channels = new Map<string, OpenChannel>()
  const queues = new Map<string, Promise<void>>()
  let joining = 0
  socket.binaryType = 'arraybuffer'

  socket.onmessage = ({ data }) => {
    const size = typeof data === 'string' ? data.length : data.byteLength
    try {
      if (size > LIMITS.frameBytes) throw new Error('The frame is too big.')
      dispatch(serializer.decode(data))
    } catch {
      // Without the cause, which quotes what was sent.
      services.log('realtime: closed a connection that sent a malformed frame')
      socket.close(MALFORMED_FRAME, 'malformed frame')
    }
  }
  socket.onclose = () => {
    for (const { channel } of channels.values()) channel.leave()
    channels.clear()
  }
  // A close event follows, with nothing more to know.
  socket.onerror = () => {}

  function deliver(data: SocketData): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(data)
  }

  function send(frame: Frame): void {
    deliver(serializer.encode(frame))
  }

  function reply(frame: ClientFrame, status: 'ok' | 'error', response: unknown): void {
    send({ ...addressOf(frame), event: 'phx_reply', payload: { status, response } })
  }

  function dispatch(frame: ClientFrame): void {
    const { topic } = frame
    if (topic === 'phoenix') {
      if (frame.event === 'heartbeat') reply(frame, 'ok', {})
      return
    }
    const before = queues.get(topic) ?? Promise.resolve()
    const work = before.then(() => handle(frame)).catch((error) => {
      services.log(`realtime: ${frame.event} failed (${(error as Error).message})`)
    }).finally(() => {
      if (queues.get(topic) === work) queues.delete(topic)
    })
    queues.set(topic, work)
  }

  async function handle(frame: ClientFrame): Promise<void> {
    const open = channels.get(frame.topic)
    if (frame.event === 'phx_join') return await joinTopic(frame, open)
    if (frame.event === 'phx_leave') {
      if (open) end(open)
      reply(frame, 'ok', {})
      open?.link.close()
      return
    }
    if (!open) {
      return send({
        ...addressOf(frame),
        joinRef: null,
        event: 'phx_reply',
        payload: { status: 'error', response: { reason: 'unmatched topic' } },
      })
    }
    await open.channel.receive(frame)
  }

  async function joinTopic(frame: ClientFrame, old: OpenChannel | undefined): Promise<void> {
    if (old) {
      end(old)
      old.link.close()
    }
    joining++
    try {
      const link = createChannelLink(frame, { caller, serializer, deliver, forget })
      const channel = await open(frame, link)
      channels.set(frame.topic, { channel, link })
      if (socket.readyState !== WebSocket.OPEN) end({ channel, link })
    } catch (error) {
      if (!(error instanceof JoinRefused)) throw error
      reply(frame, 'error', { reason: error.message })
    } finally {
      joining--
    }
  }

  async function open(frame: ClientFrame, link: ChannelLink): Promise<Channel> {
    const join = parseJoin(frame.payload)
    if (!frame.topic.startsWith('realtime:')) throw new JoinRefused('unmatched topic')
    if (frame.topic === 'realtime:') {
      throw new JoinRefused('TopicNameRequired: You must provide a topic name')
    }
    if (channels.size + joining > LIMITS.channelsPerConnection) {
      throw new JoinRefused('ChannelRateLimitReached: Too many channels')
    }
    if (join.unavailable) {
      throw new JoinRefused(`NotOffered: the local stack does not offer ${join.unavailable}`)
    }
    // Who is told that it has joined gets what is sent from then on.
    if (!await services.isFollowing()) throw new JoinRefused(NO_DATABASE)
    return await openChannel(join, link, services)
  }

  function end({ channel, link }: OpenChannel): void {
    channel.leave()
    forget(link)
  }

  function forget(link: ChannelLink): void {
    if (channels.get(link.topic)?.link === link) channels.delete(link.topic)
  }
}

function addressOf({ joinRef, ref, topic }: ClientFrame): Pick<Frame, 'joinRef' | 'ref' | 'topic'> {
  return { joinRef, ref, topic }
}
