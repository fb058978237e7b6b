import {
  createPresenceState,
  type PresenceDiff,
  type PresenceList,
} from './create-presence-state.ts'
import type { PresenceState } from './create-presence-state.ts'
import type { Broadcast, SocketData } from './frame.ts'
import type { Serializer } from './serializer-for.ts'

/** A channel of one connection, as its topic sees it. */
export type Member = {
  readonly serializer: Serializer
  mayReceiveBroadcast(): boolean
  mayReceivePresence(): boolean
  deliver(data: SocketData): void
  pushPresenceDiff(diff: PresenceDiff): void
}

/** Names a topic: `private` ones are a namespace of their own. */
export type TopicName = { topic: string; private: boolean }

export type Topics = {
  add(name: TopicName, member: Member): void
  /** Also ends the member's presence. */
  remove(name: TopicName, member: Member): void
  /** @param sender Left out of those that get it. */
  broadcast(broadcast: Broadcast, options: { private: boolean; sender?: Member }): void
  track(name: TopicName, member: Member, key: string, payload: Record<string, unknown>): void
  untrack(name: TopicName, member: Member): void
  presence(name: TopicName): PresenceList
}

type Topic = { members: Set<Member>; presence: PresenceState<Member> }

/** Keeps who is in which topic, and passes on what concerns all of its members. */
export function createTopics(): Topics {
  const topics = new Map<string, Topic>()
  let refs = 0
  const keyOf = (name: TopicName) => `${name.private ? 'private' : 'public'} ${name.topic}`

  function tell(topic: Topic | undefined, diff: PresenceDiff | undefined): void {
    if (!topic || !diff) return
    for (const member of topic.members) {
      if (member.mayReceivePresence()) member.pushPresenceDiff(diff)
    }
  }

  return {
    add(name, member) {
      const key = keyOf(name)
      let topic = topics.get(key)
      if (!topic) {
        const presence = createPresenceState<Member>(() => (++refs).toString(36))
        topic = { members: new Set(), presence }
        topics.set(key, topic)
      }
      topic.members.add(member)
    },
    remove(name, member) {
      const topic = topics.get(keyOf(name))
      if (!topic?.members.delete(member)) return
      tell(topic, topic.presence.untrack(member))
      if (topic.members.size === 0) topics.delete(keyOf(name))
    },
    broadcast(broadcast, options) {
      const topic = topics.get(keyOf({ topic: broadcast.topic, private: options.private }))
      if (!topic) return
      const encoded = new Map<Serializer, SocketData | undefined>()
      for (const member of topic.members) {
        if (member === options.sender || !member.mayReceiveBroadcast()) continue
        const { serializer } = member
        if (!encoded.has(serializer)) encoded.set(serializer, serializer.encodeBroadcast(broadcast))
        const data = encoded.get(serializer)
        if (data !== undefined) member.deliver(data)
      }
    },
    track(name, member, key, payload) {
      const topic = topics.get(keyOf(name))
      if (topic?.members.has(member)) tell(topic, topic.presence.track(member, key, payload))
    },
    untrack(name, member) {
      const topic = topics.get(keyOf(name))
      tell(topic, topic?.presence.untrack(member))
    },
    presence: (name) => topics.get(keyOf(name))?.presence.list() ?? {},
  }
}
