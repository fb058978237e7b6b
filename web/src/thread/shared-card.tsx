import { useState } from 'react'
import type { AttachmentRow } from '../data/rows.ts'
import { linkOf } from './attachment-media.tsx'

/** What was shared or referred to, and what to say when it is over. */
const WORDS: Record<string, { name: string; over: string }> = {
  share: { name: 'Shared link', over: 'The link can’t be opened' },
  post: { name: 'Shared post', over: 'The post is no longer available' },
  reel: { name: 'Shared reel', over: 'The reel is no longer available' },
  story: { name: 'Shared story', over: 'Story ended' },
  story_mention: { name: 'Mentioned you in their story', over: 'Story ended' },
  story_reply: { name: 'Replied to your story', over: 'Story ended' },
  template: { name: 'Shared card', over: '' },
  view_once: { name: 'View-once picture or video', over: 'Only the Instagram app shows it' },
}
/** Kinds whose address is most often a picture. */
const WITH_PICTURE = ['post', 'story', 'story_mention', 'story_reply']

/** Whether an attachment is shown as a card. */
export function isCard(kind: string): boolean {
  return kind in WORDS
}

/** A post, reel, story or link: what it is, its title, its picture while there is one, a link. */
export function SharedCard({ attachment }: { attachment: AttachmentRow }) {
  const { kind, title } = attachment
  const words = WORDS[kind] ?? { name: kind, over: '' }
  const [hasPicture, setHasPicture] = useState(WITH_PICTURE.includes(kind))
  const [isShown, setIsShown] = useState(false)
  const url = linkOf(attachment)
  return (
    <div className='shared-card' data-kind={kind}>
      {url && hasPicture && (
        <img
          src={url}
          alt=''
          loading='lazy'
          decoding='async'
          referrerPolicy='no-referrer'
          data-state={isShown ? 'ready' : 'loading'}
          onLoad={() => setIsShown(true)}
          onError={() => setHasPicture(false)}
        />
      )}
      <div>
        <p className='card-name'>{words.name}</p>
        {title && <p className='card-title' dir='auto'>{title}</p>}
        {url
          ? (
            <a href={url} target='_blank' rel='noopener noreferrer nofollow'>
              Open<span className='visually-hidden'>: {words.name}</span>
            </a>
          )
          : words.over && <p className='muted'>{words.over}</p>}
      </div>
    </div>
  )
}
