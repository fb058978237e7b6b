import type { MessageRow } from '../data/rows.ts'
import { AttachmentMedia } from './attachment-media.tsx'
import { previewText, UNKNOWN_MESSAGE, WITHHELD_MESSAGE } from './preview-text.ts'
import { referralTitle } from './referral-title.ts'
import { isCard, SharedCard } from './shared-card.tsx'
import { splitLinks } from './split-links.ts'

const MEDIA = ['image', 'video', 'audio', 'file']
/** Acts that put words into the thread which nobody typed. */
const TAPS: Record<string, string> = { quick_reply: 'Tapped a reply', postback: 'Tapped a button' }

/** What a message says and carries, in the order in which Instagram shows it. */
export function MessageContent({ message, from }: { message: MessageRow; from: string }) {
  const { kind, text } = message
  const shown = message.attachments.filter((attachment) =>
    MEDIA.includes(attachment.kind) || isCard(attachment.kind)
  )
  const note = TAPS[kind] ?? referralTitle(message.context)
  const isPlaceholder = !text && shown.length === 0 && !note
  return (
    <>
      {note && <p className='message-note'>{note}</p>}
      {shown.map((attachment) =>
        isCard(attachment.kind)
          ? <SharedCard key={attachment.id} attachment={attachment} />
          : (
            <AttachmentMedia
              // A new address may work where the old one did not.
              key={`${attachment.id} ${attachment.source_url}`}
              attachment={attachment}
              label={`${previewText(attachment.kind, null)} from ${from}`}
            />
          )
      )}
      {text && (
        <p className='bubble' dir='auto'>
          {splitLinks(text).map((part, index) =>
            part.href
              ? (
                <a key={index} href={part.href} target='_blank' rel='noopener noreferrer nofollow'>
                  {part.text}
                </a>
              )
              : part.text
          )}
        </p>
      )}
      {(isPlaceholder || kind === 'unknown' || kind === 'unsupported') && (
        <p className='bubble' data-placeholder='true'>
          {kind === 'unsupported' ? WITHHELD_MESSAGE : UNKNOWN_MESSAGE}
        </p>
      )}
    </>
  )
}
