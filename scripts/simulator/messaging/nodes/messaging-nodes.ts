import { cdnUrl } from '../../graph/cdn-url.ts'
import type { GraphCall } from '../../graph/graph-call.ts'
import { graphTime } from '../../graph/graph-time.ts'
import type { NodeReader } from '../../graph/nodes/node-reader.ts'
import { pageList } from '../../graph/page-list.ts'
import type { Field } from '../../graph/parse-fields.ts'
import { type FieldReaders, selectFields } from '../../graph/select-fields.ts'
import { createRandom, seedOf } from '../../world/create-random.ts'
import { messageFields } from '../message-fields.ts'
import { messagingError } from '../messaging-error.ts'
import { threadKey } from '../messaging-state.ts'
import { personName } from '../person-name.ts'
import { takeConversationCall } from '../take-call.ts'
import { isReadable, type Thread, threadOf } from '../threads.ts'

const MOST_MESSAGES = 100
const named = (...names: string[]): Field[] => names.map((name) => ({ name, modifiers: {} }))

/** Fields of a thread. There is no `unread_count` and no folder. */
export const threadFields: FieldReaders<Thread> = {
  id: ({ id }) => id,
  updated_time: ({ messages }) => graphTime(messages.at(-1)?.timestamp ?? 0),
  participants: ({ customerId }, call) => ({
    data: [
      { id: call.demo.igUserId, username: call.demo.username },
      { id: customerId, username: personName(customerId, call).username },
    ],
  }),
  messages: (thread, call, field) =>
    listMessages(thread, call, { fields: field.fields, ...field.modifiers }),
}

/** What the API tells of a thread that nobody asked more of. */
export const DEFAULT_THREAD_FIELDS = named('id', 'updated_time')
const DEFAULT_MESSAGE_FIELDS = named('id', 'created_time')

/**
 * A page of a thread's messages, newest first. All of them are listed, but of those that lie
 * further back than the readable ones only the id and the time.
 */
export function listMessages(
  thread: Thread,
  call: GraphCall,
  options: { fields?: readonly Field[] | undefined; limit?: string; after?: string },
) {
  const shown = thread.messages.filter(({ isDeleted }) => !isDeleted).toReversed()
  return pageList(shown, {
    call,
    path: `${thread.id}/messages`,
    options,
    most: MOST_MESSAGES,
    keyOf: ({ mid }) => mid,
    read: (message) => {
      const fields = isReadable(message, call) ? options.fields : undefined
      return selectFields(message, messageFields, fields ?? DEFAULT_MESSAGE_FIELDS, call)
    },
  })
}

/** `GET /{conversation-id}` */
export const readThread: NodeReader = (id, fields, call) => {
  const thread = threadOf(id, call)
  if (thread === undefined) return undefined
  takeConversationCall(call)
  return selectFields(thread, threadFields, fields ?? DEFAULT_THREAD_FIELDS, call)
}

/** `GET /{message-id}`: only the newest messages of a thread; older ones look deleted. */
export const readMessage: NodeReader = (id, fields, call) => {
  const message = call.simulation.messages.byMid(id)
  if (message === undefined || message.account !== call.demo.key) return undefined
  takeConversationCall(call)
  if (!isReadable(message, call)) throw messagingError('not_readable', call)
  return selectFields(message, messageFields, fields ?? DEFAULT_MESSAGE_FIELDS, call)
}

type Person = { id: string; username: string; name: string | undefined }

const chanceOf = (id: string, what: string) => createRandom(seedOf(what, id))()

/** Fields of a customer. The keys differ from those of accounts: `profile_pic`, `follower_count`. */
const personFields: FieldReaders<Person> = {
  id: ({ id }) => id,
  name: ({ name }) => name ?? null,
  username: ({ username }) => username,
  profile_pic: ({ id, name }, call) => name === undefined ? undefined : cdnUrl(call, id, 'jpg'),
  follower_count: ({ id }) => Math.floor(10 * 10 ** (3 * chanceOf(id, 'followers'))),
  is_user_follow_business: ({ id }) => chanceOf(id, 'follows') < 0.6,
  is_business_follow_user: ({ id }) => chanceOf(id, 'followed') < 0.1,
  is_verified_user: ({ id }) => chanceOf(id, 'verified') < 0.02,
}

/**
 * `GET /{igsid}`: a customer's profile, once the person wrote or tapped something. Who only
 * commented has not consented: 230. Who is gone (as Meta's review bot): 9010.
 */
export const readPerson: NodeReader = (id, fields, call) => {
  const { state, messagingSettings, world } = call.simulation
  if (messagingSettings.customers[id] === 'gone') throw messagingError('gone', call)
  const hasConsented = state.messaging.windows[threadKey(call.demo.key, id)] !== undefined
  if (!hasConsented) {
    const isKnown = world.customers(call.demo.key).some((customer) => customer.id === id) ||
      hasCommented(id, call)
    if (isKnown) throw messagingError('no_consent', call)
    return undefined
  }
  return selectFields({ id, ...personName(id, call) }, personFields, fields, call)
}

function hasCommented(id: string, { simulation, account }: GraphCall): boolean {
  const { written } = simulation.state.engagement
  return account.media.some((media) =>
    written[media.id]?.some(({ authorId }) => authorId === id) ?? false
  )
}
