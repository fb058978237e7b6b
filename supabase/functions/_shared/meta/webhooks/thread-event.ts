import type { Json } from '../parse-meta-json.ts'
import { idOf, isTrue, type JsonObject, objectOf } from './json-readers.ts'
import { LIMITS } from './limits.ts'
import { isoTime, parseTime } from './parse-time.ts'

/** What is around an item: whose entry it stands in, when that was sent, and in which list. */
export type Surroundings = {
  account: string
  entryTime: Json | undefined
  standby: boolean
}

/** An item of a thread, with whose thread it is and when. */
export type ThreadEvent = {
  item: JsonObject
  standby: boolean
  /** Whether the account's side did it. */
  fromAccount: boolean
  /** A note to self has the account on both sides: nobody to converse with. */
  isSelf: boolean
  /** The other side; undefined when the item does not say, and for notes to self. */
  contact: string | undefined
  /** The provider's time in ms: the item's own or, when it has none, that of its entry. */
  time: number | undefined
  /** Whether the item has a time of its own. */
  timed: boolean
}

/**
 * Finds out whose thread an item of `messaging[]` belongs to: the contact is the one that is not the
 * entry's account. An echo is the account's even when it names the account by another of its ids.
 *
 * @param part The item's distinctive part, which says whether it is an echo or a note to self.
 */
export function readThreadEvent(
  item: JsonObject,
  part: JsonObject | undefined,
  { account, entryTime, standby }: Surroundings,
): ThreadEvent {
  const sender = idOf(objectOf(item.sender)?.id, LIMITS.contactId)
  const recipient = idOf(objectOf(item.recipient)?.id, LIMITS.contactId)
  const fromAccount = sender === account || isTrue(part?.is_echo)
  const other = fromAccount && recipient !== account ? recipient : sender
  const isSelf = other === account || isTrue(part?.is_self) || isTrue(item.is_self)
  const ownTime = parseTime(item.timestamp)
  return {
    item,
    standby,
    fromAccount,
    isSelf,
    contact: isSelf ? undefined : other,
    time: ownTime ?? parseTime(entryTime),
    timed: ownTime !== undefined,
  }
}

/** The part that all effects in a thread share; undefined when contact or time are not known. */
export function threadOf(
  { contact, time, standby }: ThreadEvent,
): { contact: string; at: string; standby: boolean } | undefined {
  return contact === undefined || time === undefined
    ? undefined
    : { contact, at: isoTime(time), standby }
}
