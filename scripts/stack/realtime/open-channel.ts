import { createChannelRights } from './create-channel-rights.ts'
import type { Member } from './create-topics.ts'
import type { ClientFrame } from './frame.ts'
import { LIMITS } from './limits.ts'
import { accessToken, type Join } from './parse-join.ts'
import type { ChannelLink, Services } from './services.ts'

/** A joined channel of one connection. */
export type Channel = {
  /** Handles what the client sends after the join: broadcast, presence, access_token. */
  receive(frame: ClientFrame): Promise<void>
  /** Takes the channel out of its topic; says nothing to the client. */
  leave(): void
}

/**
 * Joins a connection to a topic and answers the join.
 *
 * Behaviour and messages: supabase/realtime, lib/realtime_web/channels/realtime_channel.ex and the
 * handlers beside it.
 *
 * @throws JoinRefused
 */
export async function openChannel(
  join: Join,
  link: ChannelLink,
  services: Services,
): Promise<Channel> {
  const { topics } = services
  const topic = link.topic.slice('realtime:'.length)
  const name = { topic: link.topic, private: join.private }
  const rights = await createChannelRights(join, topic, link.caller, services)
  let presenceEnabled = join.presence.enabled
  let left = false

  const member: Member = {
    serializer: link.serializer,
    mayReceiveBroadcast: () => rights.mayRead('broadcast'),
    mayReceivePresence: () => presenceEnabled && rights.mayRead('presence'),
    deliver: link.deliver,
    pushPresenceDiff: (diff) => link.push('presence_diff', diff, null),
  }

  async function receiveBroadcast({ ref, broadcast }: ClientFrame): Promise<void> {
    // Without the right to send there is no reply either: a client that wants one times out.
    if (!broadcast || !(await rights.mayWrite('broadcast')) || left) return
    const { body } = broadcast
    const size = 'json' in body ? body.json.length : body.bytes.length
    if (size <= LIMITS.payloadBytes) {
      const sender = join.self ? undefined : member
      topics.broadcast({ topic: link.topic, ...broadcast }, { private: join.private, sender })
      if (join.ack) link.reply(ref, 'ok', {})
    } else if (join.ack) {
      link.reply(ref, 'error', { reason: 'Payload size exceeded' })
    }
  }

  async function receivePresence({ ref, payload }: ClientFrame): Promise<void> {
    const message = payload as { event?: unknown; payload?: unknown } | null
    const event = String(message?.event).toLowerCase()
    if (event === 'untrack') {
      topics.untrack(name, member)
      return link.reply(ref, 'ok', {})
    }
    if (event !== 'track' || !(await rights.mayWrite('presence'))) {
      return link.reply(ref, 'error', {})
    }
    const content = message?.payload ?? {}
    if (typeof content !== 'object' || Array.isArray(content)) {
      return link.reply(ref, 'error', { reason: 'Presence track payload must be a map' })
    }
    if (JSON.stringify(content).length > LIMITS.payloadBytes) {
      return shutDown('Track message size exceeded')
    }
    // Who tracks itself is interested in the others, whatever its join said.
    const isNew = !presenceEnabled
    if (isNew) await rights.includePresence()
    if (left) return
    presenceEnabled = true
    topics.track(name, member, join.presence.key, { ...content })
    link.reply(ref, 'ok', {})
    if (isNew) pushPresenceState()
  }

  async function receiveToken({ payload }: ClientFrame): Promise<void> {
    const token = accessToken((payload as { access_token?: unknown } | null)?.access_token)
    const objection = token && await rights.renew(token)
    if (objection) shutDown(objection)
  }

  function pushPresenceState(): void {
    if (member.mayReceivePresence()) link.push('presence_state', topics.presence(name))
  }

  function shutDown(message: string): void {
    if (left) return
    link.push('system', { extension: 'system', status: 'error', message, channel: topic })
    leave()
    link.close()
  }

  function leave(): void {
    left = true
    rights.stop()
    topics.remove(name, member)
  }

  topics.add(name, member)
  // The client compares the list with its own; postgres_changes are refused before this.
  link.reply(link.joinRef, 'ok', { postgres_changes: [] })
  if (presenceEnabled) pushPresenceState()
  if (join.replicationReady) {
    const message = 'Replication connection established'
    link.push('system', { extension: 'system', status: 'ok', message, channel: topic })
  }
  rights.watchExpiry(shutDown)

  return {
    leave,
    async receive(frame) {
      if (frame.event === 'broadcast') return await receiveBroadcast(frame)
      if (frame.event === 'presence') return await receivePresence(frame)
      if (frame.event === 'access_token') return await receiveToken(frame)
    },
  }
}
