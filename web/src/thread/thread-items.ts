import { dayOf } from '../ui/format-time.ts'
import type { MessageRow } from '../data/rows.ts'

export type ThreadItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'new'; key: string }
  | { kind: 'message'; key: string; message: MessageRow; startsGroup: boolean; endsGroup: boolean }

const GROUP_WITHIN_MS = 5 * 60_000

/**
 * What a thread shows, from top to bottom: a line where a day begins, a line where the unread
 * messages begin, and messages, those by one author in quick succession as a group.
 *
 * @param firstNewId The message above which the line for new ones goes.
 */
export function threadItems(messages: MessageRow[], firstNewId: string | undefined): ThreadItem[] {
  const items: ThreadItem[] = []
  let previous: MessageRow | undefined
  let group: Extract<ThreadItem, { kind: 'message' }> | undefined
  for (const message of messages) {
    const at = Date.parse(message.sent_at)
    const isNewDay = !previous || dayOf(Date.parse(previous.sent_at)) !== dayOf(at)
    if (isNewDay) items.push({ kind: 'day', key: `day-${dayOf(at)}`, at: message.sent_at })
    if (message.id === firstNewId) items.push({ kind: 'new', key: 'new' })
    const continues = previous !== undefined && !isNewDay && message.id !== firstNewId &&
      previous.direction === message.direction && previous.author === message.author &&
      at - Date.parse(previous.sent_at) < GROUP_WITHIN_MS
    if (group && continues) group.endsGroup = false
    group = {
      kind: 'message',
      key: message.id,
      message,
      startsGroup: !continues,
      endsGroup: true,
    }
    items.push(group)
    previous = message
  }
  return items
}

/**
 * The oldest of the last `unread` messages from the contact, undefined when there is none or it
 * is not loaded.
 */
export function firstUnreadId(messages: MessageRow[], unread: number): string | undefined {
  if (unread <= 0) return undefined
  return messages.filter(({ direction }) => direction === 'inbound').at(-unread)?.id
}

/** How many messages from the contact stand behind the given one. */
export function inboundAfter(messages: MessageRow[], id: string | undefined): number {
  const index = messages.findIndex((message) => message.id === id)
  if (index < 0) return 0
  return messages.slice(index + 1).filter(({ direction }) => direction === 'inbound').length
}
