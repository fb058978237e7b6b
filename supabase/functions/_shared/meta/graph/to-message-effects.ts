import type { Json } from '../parse-meta-json.ts'
import type {
  IncomingAttachment,
  MessageEffect,
  ReactionEffect,
} from '../webhooks/delivery-event.ts'
import { fitContext } from '../webhooks/fit-context.ts'
import {
  idOf,
  isTrue,
  itemsOf,
  type JsonObject,
  objectOf,
  textOf,
  urlOf,
} from '../webhooks/json-readers.ts'
import { LIMITS } from '../webhooks/limits.ts'
import { isOwnId, type MessagingAccount } from './messaging-account.ts'

/** The fields that this file understands. */
export const MESSAGE_FIELDS =
  'id,created_time,from,to,message,attachments,shares,story,reply_to,reactions,is_unsupported'

const DAY_MS = 24 * 60 * 60 * 1_000

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
  item: Json | undefined,
  account: MessagingAccount,
  contact?: string,
): [MessageEffect, ...ReactionEffect[]] | undefined {
  const message = objectOf(item)
  const mid = idOf(message?.id, LIMITS.messageId)
  // "2026-09-30T12:00:00+0000", an offset without a colon, which Date takes.
  const time = Date.parse(String(message?.created_time))
  const author = personOf(message?.from)
  if (!message || !mid || !author || Number.isNaN(time)) return undefined
  const isOutbound = isOwnId(account, author)
  const readers = listOf(message.to).flatMap((person) => personOf(person) ?? [])
  const other = contact ??
    (isOutbound ? readers.find((id) => !isOwnId(account, id)) : author)
  // A note to self has the account on both sides: nobody to converse with.
  if (other === undefined) return undefined

  const inThread = { contact: other, at: new Date(time).toISOString(), standby: false }
  const attachments = attachmentsOf(message, time)
  const text = textOf(message.message, LIMITS.text) ?? null
  const kind = isTrue(message.is_unsupported)
    ? 'unsupported'
    : attachments[0]?.kind ?? (text === null ? 'unsupported' : 'text')
  const effect: MessageEffect = {
    ...inThread,
    type: 'message',
    mid,
    direction: isOutbound ? 'outbound' : 'inbound',
    author: isOutbound ? 'unknown' : 'contact',
    kind,
    text,
    reply_to: idOf(objectOf(message.reply_to)?.mid, LIMITS.messageId) ?? null,
    context: contextOf(message),
    attachments,
    window_cause: isOutbound
      ? null
      : kind === 'story_reply' || kind === 'story_mention'
      ? kind
      : 'message',
  }
  return [effect, ...reactionsOf(message, account, { ...inThread, mid })]
}

function personOf(person: Json | undefined): string | undefined {
  return idOf(objectOf(person)?.id, LIMITS.contactId)
}

/** Graph wraps its lists in `{data: []}`. */
function listOf(list: Json | undefined): Json[] {
  return itemsOf(objectOf(list)?.data)
}

function storyOf(message: JsonObject, relation: 'reply_to' | 'mention'): JsonObject | undefined {
  return objectOf(objectOf(message.story)?.[relation])
}

function contextOf(message: JsonObject): JsonObject {
  const { id, link } = storyOf(message, 'reply_to') ?? {}
  // The link is empty once the story is over.
  return fitContext({ story: { ...(id ? { id } : {}), ...(link ? { url: link } : {}) } })
}

function attachmentsOf(message: JsonObject, time: number): IncomingAttachment[] {
  const found: IncomingAttachment[] = []
  const add = (kind: string, url: Json | undefined, more: Partial<IncomingAttachment> = {}) =>
    found.push({
      ...{ kind, url: urlOf(url, LIMITS.url) ?? null },
      ...{ title: null, media_id: null, expires_at: null, ...more },
    })
  for (const relation of ['reply_to', 'mention'] as const) {
    const story = storyOf(message, relation)
    if (!story) continue
    add(relation === 'reply_to' ? 'story_reply' : 'story_mention', story.link, {
      media_id: idOf(story.id, LIMITS.objectId) ?? null,
      expires_at: new Date(time + DAY_MS).toISOString(),
    })
  }
  for (const item of listOf(message.attachments)) {
    const { image_data, video_data, file_url, mime_type, name } = objectOf(item) ?? {}
    const [type = ''] = String(mime_type ?? '').split('/')
    if (image_data) add('image', objectOf(image_data)?.url)
    else if (video_data) add('video', objectOf(video_data)?.url)
    else if (['audio', 'video', 'image'].includes(type)) add(type, file_url)
    else if (file_url) add('file', file_url, { title: textOf(name, LIMITS.title) ?? null })
  }
  for (const item of listOf(message.shares)) {
    const share = objectOf(item)
    if (!share?.link) continue
    add('share', share.link, { title: textOf(share.name, LIMITS.title) ?? null })
  }
  return found.slice(0, LIMITS.attachments)
}

function reactionsOf(
  { reactions }: JsonObject,
  account: MessagingAccount,
  about: Pick<ReactionEffect, 'contact' | 'at' | 'standby' | 'mid'>,
): ReactionEffect[] {
  return listOf(reactions).flatMap((item) => {
    const reaction = objectOf(item)
    const emoji = textOf(reaction?.reaction, LIMITS.reaction)
    if (emoji === undefined) return []
    return itemsOf(reaction?.users).flatMap((user): ReactionEffect[] => {
      const id = personOf(user)
      if (id === undefined) return []
      return [{
        ...about,
        type: 'reaction',
        actor: isOwnId(account, id) ? 'account' : 'contact',
        emoji,
        reaction: REACTION_NAMES[emoji.replaceAll('\uFE0F', '')] ?? 'other',
      }]
    })
  })
}
