import type { GraphCall } from '../graph/graph-call.ts'
import { messagingError, parameterError } from './messaging-error.ts'
import type { SentAttachment } from './send-request.ts'

const MB = 1024 * 1024
const MOST_BYTES: Record<string, number> = {
  image: 8 * MB,
  audio: 25 * MB,
  video: 25 * MB,
  file: 25 * MB,
}
const MOST_IMAGES = 10
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Checks what is to be sent, fetching it as Meta does while the sender waits. Only addresses of
 * this machine are fetched: nothing may reach for the internet.
 *
 * @throws GraphError for what Meta refuses: its number, type, format, size or address.
 */
export async function checkAttachments(
  attachments: readonly SentAttachment[],
  call: GraphCall,
): Promise<void> {
  const { messagingSettings } = call.simulation
  if (attachments.length > MOST_IMAGES) throw parameterError('Too many attachments')
  if (attachments.length > 1 && !messagingSettings.multiImage) {
    throw messagingError('multi_image', call)
  }
  for (const attachment of attachments) await checkAttachment(attachment, call)
}

async function checkAttachment(attachment: SentAttachment, call: GraphCall): Promise<void> {
  const { type, payload = {} } = attachment
  if (['like_heart', 'template'].includes(type)) return
  if (type === 'MEDIA_SHARE') {
    const isOwn = call.account.media.some(({ id }) => id === payload.id)
    if (!isOwn) throw messagingError('invalid_message', call)
    return
  }
  const most = MOST_BYTES[type]
  if (most === undefined) throw messagingError('invalid_message', call)
  if (payload.attachment_id !== undefined) {
    const known = call.simulation.state.messaging.attachments[String(payload.attachment_id)]
    if (known === undefined) throw messagingError('no_such_attachment', call)
    return
  }
  const url = URL.parse(String(payload.url ?? ''))
  if (url === null || !/^https?:$/.test(url.protocol)) throw messagingError('fetch_failed', call)
  if (LOOPBACK.includes(url.hostname)) await checkFile(url, type, most, call)
}

async function checkFile(url: URL, type: string, most: number, call: GraphCall): Promise<void> {
  const answer = await call.simulation.fetchFile(url).catch(() => undefined)
  if (answer === undefined || !answer.ok) {
    await answer?.body?.cancel()
    throw messagingError('fetch_failed', call)
  }
  let size = 0
  let start = new Uint8Array()
  for await (const chunk of answer.body ?? []) {
    if (start.length < 16) start = new Uint8Array([...start, ...chunk.slice(0, 16)])
    size += chunk.length
    if (size > most) throw messagingError('too_big', call)
  }
  const seen = typeOf(start)
  if (type === 'image' && seen === 'heic') throw messagingError('image_format', call)
  if (seen === 'html' || (type === 'image' && seen === 'mp4')) {
    throw messagingError('type_mismatch', call)
  }
}

function typeOf(start: Uint8Array): 'heic' | 'mp4' | 'html' | 'other' {
  const text = String.fromCharCode(...start)
  if (text.slice(4, 8) === 'ftyp') return /hei[cx]|mif1/.test(text.slice(8, 12)) ? 'heic' : 'mp4'
  return /^\s*<(!doctype|html)/i.test(text) ? 'html' : 'other'
}
