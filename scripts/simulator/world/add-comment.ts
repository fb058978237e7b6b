import type { WrittenComment } from '../graph/comments/engagement-state.ts'
import type { SimulatorState, WorldMedia } from '../state/simulator-state.ts'
import type { AccountProfile } from './account-profile.ts'
import { createRandom, pick, seedOf } from './create-random.ts'

/** Of a post that goes viral, older comments keep counting but are not kept one by one. */
const MOST_KEPT_OF_A_POST = 300

const NAMES = ['ana', 'bjorn', 'chloe', 'dani', 'elif', 'farid', 'grace', 'hiro', 'ines', 'jonas']
const TEXTS = [
  'Love this 😍',
  'Wo gibt es das?',
  'See you there!',
  'How much is it?',
  '🔥🔥🔥',
  '@marie look at this',
  'So schön geworden!',
  'Is this still available?',
  'Best place in town',
  'Merci pour tout 💛',
]

export type NewComment = {
  createdAt: number
  /** Made up when left out. Null is a GIF, which has no text. */
  text?: string | null
  /** A made-up person when left out; `id: null` is the account itself. */
  author?: { id: string | null; username: string }
  parentId?: string | null
  /** False when the post's number has it already. */
  counts?: boolean
}

/** Writes a comment under a post. */
export function addComment(
  state: SimulatorState,
  { profile, media, createdAt, text, author, parentId = null, counts = true }: NewComment & {
    profile: AccountProfile
    media: WorldMedia
  },
): WrittenComment {
  state.sequence += 1
  const random = createRandom(seedOf('comment', media.id, state.sequence))
  const number = Math.floor(random() * 9_999)
  const somebody = {
    id: `15${profile.igUserId.slice(-6)}${String(number).padStart(8, '0')}`,
    username: `${pick(NAMES, random)}.${number}`,
  }
  const written: WrittenComment = {
    id: `180${String(state.sequence).padStart(14, '0')}`,
    parentId,
    text: text === undefined ? pick(TEXTS, random) : text,
    authorId: author === undefined ? somebody.id : author.id,
    username: author?.username ?? somebody.username,
    at: createdAt,
  }
  const ofMedia = state.engagement.written[media.id] ??= []
  ofMedia.push(written)
  if (ofMedia.length > MOST_KEPT_OF_A_POST) ofMedia.shift()
  if (counts) media.comments += 1
  return written
}
