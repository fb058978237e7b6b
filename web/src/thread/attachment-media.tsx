import { type ReactNode, useState } from 'react'
import type { AttachmentRow } from '../data/rows.ts'
import { safeUrl } from './safe-url.ts'

type Props = {
  attachment: AttachmentRow
  /** What it is, for those who don't see it: "Picture from Mareike Löw". */
  label: string
}

const NOUNS: Record<string, string> = {
  image: 'picture',
  video: 'video',
  audio: 'voice message',
  file: 'file',
}

/**
 * A picture, video, voice message or file at the provider's address, which stops to work some day.
 * Nothing is sent along that would tell the provider who looks.
 */
export function AttachmentMedia({ attachment, label }: Props) {
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')
  const url = linkOf(attachment)
  if (!url || state === 'failed') {
    const noun = NOUNS[attachment.kind] ?? 'content'
    return (
      <p className='media-gone'>
        This {noun} is no longer available from Instagram{url && ', or this browser can’t show it'}.
        {url && (
          <>
            {' '}
            <a href={url} target='_blank' rel='noopener noreferrer nofollow'>Try to open it</a>
          </>
        )}
      </p>
    )
  }
  const gone = () => setState('failed')
  const ready = () => setState('ready')
  return (
    <Frame kind={attachment.kind} state={state}>
      {attachment.kind === 'image' && (
        <a href={url} target='_blank' rel='noopener noreferrer nofollow'>
          <img
            src={url}
            alt={label}
            loading='lazy'
            decoding='async'
            referrerPolicy='no-referrer'
            onLoad={ready}
            onError={gone}
          />
        </a>
      )}
      {attachment.kind === 'video' && (
        <video
          src={url}
          aria-label={label}
          controls
          preload='metadata'
          onLoadedMetadata={ready}
          onError={gone}
        />
      )}
      {attachment.kind === 'audio' && (
        <audio
          src={url}
          aria-label={label}
          controls
          preload='metadata'
          onLoadedMetadata={ready}
          onError={gone}
        />
      )}
      {attachment.kind === 'file' && (
        <a href={url} target='_blank' rel='noopener noreferrer nofollow'>
          {attachment.title ?? 'Open the file'}
        </a>
      )}
    </Frame>
  )
}

function Frame(
  { kind, state, children }: { kind: string; state: string; children: ReactNode },
) {
  return (
    <div className='media' data-kind={kind} data-state={kind === 'file' ? 'ready' : state}>
      {children}
    </div>
  )
}

/** Where an attachment is, when it can still be there and a page may show it. */
export function linkOf(attachment: AttachmentRow): string | undefined {
  const { state, expires_at, source_url } = attachment
  if (state === 'expired' || state === 'failed') return undefined
  if (expires_at && Date.parse(expires_at) <= Date.now()) return undefined
  return safeUrl(source_url)
}
