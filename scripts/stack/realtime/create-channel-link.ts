import type { Caller } from './create-caller-check.ts'
import type { ClientFrame, SocketData } from './frame.ts'
import type { Serializer } from './serializer-for.ts'
import type { ChannelLink } from './services.ts'

/**
 * Makes the link through which a channel speaks, under the address of its join.
 *
 * @param join The client's phx_join.
 * @param connection.forget Called when the channel closes, before the client hears of it.
 */
export function createChannelLink(
  join: ClientFrame,
  connection: {
    caller: Caller
    serializer: Serializer
    deliver: (data: SocketData) => void
    forget: (link: ChannelLink) => void
  },
): ChannelLink {
  const { topic } = join
  const { caller, serializer, deliver, forget } = connection
  const joinRef = join.joinRef ?? join.ref

  function send(event: string, payload: unknown, ref: string | null, to: string | null): void {
    deliver(serializer.encode({ joinRef: to, ref, topic, event, payload }))
  }

  const link: ChannelLink = {
    topic,
    joinRef,
    caller,
    serializer,
    deliver,
    reply: (ref, status, response) => send('phx_reply', { status, response }, ref, joinRef),
    push: (event, payload, to: string | null = joinRef) => send(event, payload, null, to),
    close() {
      forget(link)
      send('phx_close', {}, joinRef, joinRef)
    },
  }
  return link
}
