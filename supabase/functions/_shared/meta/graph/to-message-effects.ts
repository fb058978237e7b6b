import { z } from 'zod'
import type {
  IncomingAttachment,
  MessageEffect,
  ReactionEffect,
} from '../webhooks/delivery-event.ts'
import { isOwnId, type MessagingAccount } from './messaging-account.ts'

const URL_TEXT = z.string().max(4_000)
const ID = z.string().min(1).max(64)
const PERSON = z.object({ id: ID })
const PICTURE = z.object({ url: URL_TEXT })
const STORY = z.object({ id: z.string().optional(), link: URL_TEXT.optional() })
const ATTACHMENT = z.object({
  mime_type: z.string().optional(),
  name: z.string().optional(),
  image_data: PICTURE.optional(),
  video_data: PICTURE.optional(),
  file_url: URL_TEXT.optional(),
})
const list = <Item extends z.ZodType>(item: Item) => z.object({ data: z.array(item) })

const MESSAGE = z.object({
  id: z.string().min(1),
  // "2026-09-30T12:00:00+0000", an offset without a colon, which Date takes.
  created_time: z.string().refine((text) => !Number.isNaN(Date.parse(text))),
  from: PERSON,
  to: list(PERSON).optional(),
  message: z.string().max(20_000).optional(),
  attachments: list(ATTACHMENT).optional(),
  shares: list(z.object({ link: URL_TEXT.optional(), name: z.string().optional() })).optional(),
  story: z.object({ mention: STORY.optional(), reply_to: STORY.optional() }).optional(),
  reactions: list(z.object({ reaction: z.string().min(1).max(40), users: z.array(PERSON) }))
    .optional(),
  reply_to: z.object({ mid: z.string().min(1) }).optional(),
  is_unsupported: z.boolean().optional(),
})
type Message = z.infer<typeof MESSAGE>

/** The fields that this file understands. */
export const MESSAGE_FIELDS =
  'id,created_time,from,to,message,attachments,shares,story,reply_to,reactions,is_unsupported'

/** Webhooks give a name beside the emoji; the API gives the emoji alone. */
const REACTION_NAMES: Record<string, string> = {
  '❤': 'love',
  '😂': 'laugh',
  '😆': 'laugh',
  '😮': 'wow',
  '😢': 'sad',
  '😡': 'angry',
  '😠': 'angry',
  '👍': 'like',
}

/**
 * Turns a message as the Conversations API shows it into what its webhooks would have done.
 *
 * The API shows less: a shared post comes empty. Such a message is `unsupported`, a placeholder that
 * a webhook's content may still replace. And it has no time for reactions: they get the message's,
 * so that anything else that is known of them is newer.
 *
 * @param contact The person of the thread; without it, the one that the message names.
 * @returns The message and then its reactions. Undefined when it can't be read: one further back
 * than the newest 20 has an id and a time alone.
 */
export function toMessageEffects(
  item: unknown,
  account: MessagingAccount,
  contact?: string,
): [MessageEffect, ...ReactionEffect[]] | undefined {
  const parsed = MESSAGE.safeParse(item)
  if (!parsed.success) return undefined
  const message = parsed.data
  const isOutbound = isOwnId(account, message.from.id)
  const other = contact ??
    (isOutbound ? message.to?.data.find(({ id }) => !isOwnId(account, id))?.id : message.from.id)
  // A note to self has the account on both sides: nobody to converse with.
  if (other === undefined) return undefined

  const at = new Date(message.created_time).toISOString()
  const attachments = attachmentsOf(message)
  const kind = kindOf(message, attachments)
  const inThread = { contact: other, at, standby: false }
  const effect: MessageEffect = {
    ...inThread,
    type: 'message',
    mid: message.id,
    direction: isOutbound ? 'outbound' : 'inbound',
    author: isOutbound ? 'unknown' : 'contact',
    kind,
    text: message.message || null,
    reply_to: message.reply_to?.mid ?? null,
    context: contextOf(message),
    attachments,
    window_cause: isOutbound
      ? null
      : kind === 'story_reply' || kind === 'story_mention'
      ? kind
      : 'message',
  }
  return [effect, ...reactionsOf(message, account, inThread)]
}

function kindOf({ message, story }: Message, attachments: IncomingAttachment[]): string {
  if (story?.reply_to) return 'story_reply'
  if (story?.mention) return 'story_mention'
  const [first] = attachments
  if (first) return first.kind
  return message ? 'text' : 'unsupported'
}

function contextOf({ story }: Message): MessageEffect['context'] {
  const replied = story?.reply_to
  if (!replied) return {}
  return {
    story: {
      ...(replied.id ? { id: replied.id } : {}),
      // Empty once the story is over.
      ...(replied.link ? { url: replied.link } : {}),
    },
  }
}

function attachmentsOf({ attachments, shares, story }: Message): IncomingAttachment[] {
  const found: IncomingAttachment[] = []
  const add = (kind: string, url: string | undefined, title?: string) =>
    found.push({ kind, url: url || null, title: title ?? null, media_id: null, expires_at: null })
  for (
    const { image_data, video_data, file_url, mime_type = '', name } of attachments?.data ?? []
  ) {
    if (image_data) add('image', image_data.url)
    else if (video_data) add('video', video_data.url)
    else if (file_url) {
      const [kind = ''] = mime_type.split('/')
      if (['audio', 'video', 'image'].includes(kind)) add(kind, file_url)
      else add('file', file_url, name)
    }
  }
  for (const { link, name } of shares?.data ?? []) if (link) add('share', link, name)
  if (story?.mention) add('story_mention', story.mention.link)
  return found
}

function reactionsOf(
  { id, reactions }: Message,
  account: MessagingAccount,
  inThread: Pick<ReactionEffect, 'contact' | 'at' | 'standby'>,
): ReactionEffect[] {
  return (reactions?.data ?? []).flatMap(({ reaction: emoji, users }) =>
    users.map((user) => ({
      ...inThread,
      type: 'reaction' as const,
      mid: id,
      actor: isOwnId(account, user.id) ? 'account' as const : 'contact' as const,
      emoji,
      reaction: REACTION_NAMES[emoji.replaceAll('\uFE0F', '')] ?? 'other',
    }))
  )
}
