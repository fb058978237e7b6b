import { z } from 'zod'
import type { Json } from '../parse-meta-json.ts'
import type { Effect } from '../webhooks/delivery-event.ts'
import { type GraphFailure, graphGet, type GraphTarget } from './graph-get.ts'
import { isOwnId, type MessagingAccount } from './messaging-account.ts'
import { MESSAGE_FIELDS, toMessageEffects } from './to-message-effects.ts'

/** What can be read of one conversation, as `private.apply_read_threads` takes it. */
export type ReadThread = {
  contact: string
  /** Whether the thread goes on before what can be read. */
  more: boolean
  /** Newest first. */
  effects: Effect[]
}

export type ConversationPage = {
  threads: ReadThread[]
  /** ISO 8601: the activity of the page's last conversation; null for an empty page. */
  oldest: string | null
  /** Where the next page begins; null after the last. Never `paging.next`, which holds a token. */
  cursor: string | null
  /** Conversations of a shape that could not be read; the others are unaffected. */
  unreadable: number
}

export type ConversationQuery = {
  account: MessagingAccount
  limit: number
  after?: string | null
  /** Only the conversation with this person. */
  contact?: string
}

/** Of a thread, no more can be read; the ids of older messages come without anything else. */
const READABLE_MESSAGES = 20
const FIELDS = `id,updated_time,participants{id},` +
  `messages.limit(${READABLE_MESSAGES}){${MESSAGE_FIELDS}}`

const PAGING = z.object({
  cursors: z.object({ after: z.string().optional() }).optional(),
  next: z.string().optional(),
}).optional()
const ANSWER = z.object({ data: z.array(z.unknown()), paging: PAGING })
const CONVERSATION = z.object({
  updated_time: z.union([z.string(), z.number()]).optional(),
  participants: z.object({ data: z.array(z.object({ id: z.string().min(1).max(64) })) }),
  messages: z.object({ data: z.array(z.unknown()), paging: PAGING }).optional(),
})

/**
 * Reads a page of an account's conversations, latest activity first, each with its newest messages,
 * in one call.
 * Source: developers.facebook.com, instagram-platform, conversations-api (2026-02-11).
 */
export async function readConversations(
  deps: { fetch: typeof fetch },
  target: GraphTarget,
  { account, limit, after, contact }: ConversationQuery,
): Promise<{ page: ConversationPage } | { failure: GraphFailure }> {
  const node = account.login === 'facebook' ? account.page_id : 'me'
  if (!node) return failed('permanent', 'the account has no Page to read its conversations by')
  const result = await graphGet(deps, target, `/${node}/conversations`, {
    platform: 'instagram',
    fields: FIELDS,
    limit: String(limit),
    ...(after ? { after } : {}),
    ...(contact ? { user_id: contact } : {}),
  })
  if ('failure' in result) return result
  const answer = ANSWER.safeParse(result.body)
  if (!answer.success) return failed('transient', 'the list of conversations has an unknown shape')
  const { data, paging } = answer.data
  const conversations = data.flatMap((item) => {
    const parsed = CONVERSATION.safeParse(item)
    return parsed.success ? [parsed.data] : []
  })
  const oldest = Math.min(...conversations.map(({ updated_time }) => timeOf(updated_time)))
  return {
    page: {
      threads: conversations.flatMap((conversation) => toThread(conversation, account)),
      oldest: Number.isFinite(oldest) ? new Date(oldest).toISOString() : null,
      cursor: paging?.next === undefined ? null : paging.cursors?.after ?? null,
      unreadable: data.length - conversations.length,
    },
  }
}

function toThread(
  { participants, messages }: z.infer<typeof CONVERSATION>,
  account: MessagingAccount,
): ReadThread[] {
  const contact = participants.data.find(({ id }) => !isOwnId(account, id))?.id
  if (contact === undefined) return []
  const read = (messages?.data as Json[] ?? []).map((item) =>
    toMessageEffects(item, account, contact)
  )
  return [{
    contact,
    more: messages?.paging?.next !== undefined || read.includes(undefined),
    effects: read.flatMap((effects) => effects ?? []),
  }]
}

/** The documentation draws a unix time, live answers are ISO 8601. Unknown: as if active now. */
function timeOf(updated: string | number | undefined): number {
  const time = typeof updated === 'number' ? updated * 1_000 : Date.parse(updated ?? '')
  return Number.isNaN(time) ? Infinity : time
}

function failed(failureClass: GraphFailure['class'], cause: string): { failure: GraphFailure } {
  return { failure: { class: failureClass, cause, retryAfterSeconds: undefined } }
}
