import { createRandom, pick, seedOf } from '../../world/create-random.ts'
import type { AccountProfile } from '../../world/account-profile.ts'
import { tempers } from '../../world/tempers.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
/** How far back a list of tags goes here. */
const DAYS_LISTED = 90

/** Where somebody mentioned or tagged the account. */
export type Mention = {
  /** A tag on a photo raises no webhook, and is no caption mention. */
  kind: 'caption' | 'comment' | 'photo'
  mediaId: string
  /** For comment mentions. */
  commentId: string
  username: string
  text: string
  at: number
  likes: number
  comments: number
}

const KINDS = ['caption', 'comment', 'photo'] as const
const AUTHORS = ['lena.reist', 'cafe.crawl', 'weekend.notes', 'fotos.von.udo', 'small.finds']
const WORDS = ['A lovely afternoon at', 'Must visit:', 'Danke', 'Best find this week:', 'With']

/**
 * Other people's posts and comments that name an account, newest first: a few a month, the more
 * the livelier the account. They follow from the account and the day alone.
 */
export function mentionsOf(profile: AccountProfile, nowMs: number): Mention[] {
  const mentions: Mention[] = []
  const today = Math.floor(nowMs / DAY_MS)
  for (let day = today; day > today - DAYS_LISTED; day -= 1) {
    const mention = mentionOfDay(profile, day)
    if (mention !== undefined && mention.at <= nowMs) mentions.push(mention)
  }
  return mentions
}

function mentionOfDay(profile: AccountProfile, day: number): Mention | undefined {
  const random = createRandom(seedOf('mention', profile.igUserId, day))
  if (random() > Math.min(0.9, tempers[profile.temper].postsAWeek / 10)) return undefined
  const account = String(seedOf('mentioned', profile.igUserId) % 10_000_000).padStart(7, '0')
  const place = `${account}${String(day).padStart(5, '0')}`
  return {
    kind: pick(KINDS, random),
    mediaId: `17520${place}`,
    commentId: `17530${place}`,
    username: pick(AUTHORS, random),
    text: `${pick(WORDS, random)} @${profile.username}`,
    at: Math.floor((day + random()) * DAY_MS / 1_000) * 1_000,
    likes: Math.floor(random() * 200),
    comments: Math.floor(random() * 20),
  }
}
