import { graphTime } from '../graph/graph-time.ts'
import type { FieldReaders } from '../graph/select-fields.ts'
import type { GraphCall } from '../graph/graph-call.ts'
import type { MessageRecord } from '../state/simulator-state.ts'
import { personName } from './person-name.ts'

const STORY_LASTS_MS = 24 * 60 * 60 * 1_000
/** Types of an attachment that can be read; shares of other people's posts can't. */
const FILES: Record<string, { mime: string; key: string }> = {
  image: { mime: 'image/jpeg', key: 'image_data' },
  video: { mime: 'video/mp4', key: 'video_data' },
  audio: { mime: 'audio/mp4', key: 'file_url' },
  file: { mime: 'application/pdf', key: 'file_url' },
}
const SHARES = ['share', 'ig_post', 'ig_reel', 'reel', 'ig_story']

type Attachment = { type: string; payload?: Record<string, unknown> }

/** Fields of a message in the Conversations API (page of 2026-02-11; captures of 2026). */
export const messageFields: FieldReaders<MessageRecord> = {
  id: ({ mid }) => mid,
  created_time: ({ timestamp }) => graphTime(timestamp),
  from: (message, call) => message.direction === 'inbound' ? customer(message, call) : self(call),
  to: (message, call) => ({
    data: [message.direction === 'inbound' ? self(call) : customer(message, call)],
  }),
  message: ({ text }) => text,
  attachments: (message) => {
    const data = attachmentsOf(message).flatMap(readAttachment)
    return data.length === 0 ? undefined : { data }
  },
  // What was shared stands in the webhook only; read later, the list is empty.
  shares: (message) =>
    attachmentsOf(message).some(({ type }) => SHARES.includes(type)) ? { data: [] } : undefined,
  story: (message, call) => storyOf(message, call),
  reactions: ({ reactions = {} }, call) => {
    const all = Object.entries(reactions)
    if (all.length === 0) return undefined
    return {
      data: all.map(([id, reaction]) => ({
        reaction,
        users: [{ username: personName(id, call).username, id }],
      })),
    }
  },
  reply_to: ({ payload }) => {
    const mid = (payload?.reply_to as { mid?: string } | undefined)?.mid
    return mid === undefined ? undefined : { mid, is_self_reply: false }
  },
  is_unsupported: ({ payload }) => payload?.is_unsupported === true ? true : undefined,
}

function attachmentsOf({ payload }: MessageRecord): Attachment[] {
  return Array.isArray(payload?.attachments) ? payload.attachments as Attachment[] : []
}

function readAttachment({ type, payload }: Attachment, index: number): unknown[] {
  const file = FILES[type]
  if (file === undefined) return []
  const url = String(payload?.url ?? '')
  const base = { id: `18${index}`, mime_type: file.mime, name: `${type}-${index}`, size: 0 }
  const sizes = { width: 96, height: 96 }
  if (file.key === 'file_url') return [{ ...base, file_url: url }]
  const more = type === 'image'
    ? { max_width: 96, max_height: 96, render_as_sticker: false }
    : undefined
  return [{ ...base, [file.key]: { url, preview_url: url, ...sizes, ...more } }]
}

/** A story that was mentioned or answered; its link is empty once the story is over. */
function storyOf({ payload, timestamp }: MessageRecord, { simulation }: GraphCall): unknown {
  const link = (url: unknown) => timestamp + STORY_LASTS_MS > simulation.now() ? String(url) : ''
  const replied = (payload?.reply_to as { story?: { id: string; url: string } } | undefined)?.story
  if (replied !== undefined) return { reply_to: { id: replied.id, link: link(replied.url) } }
  const attachments = Array.isArray(payload?.attachments) ? payload.attachments as Attachment[] : []
  const mention = attachments.find(({ type }) => type === 'story_mention')
  if (mention === undefined) return undefined
  return { mention: { id: `179${timestamp}`, link: link(mention.payload?.url) } }
}

function self({ demo }: GraphCall) {
  return { username: demo.username, id: demo.igUserId }
}

function customer({ customerId }: MessageRecord, call: GraphCall) {
  return { username: personName(customerId, call).username, id: customerId }
}
