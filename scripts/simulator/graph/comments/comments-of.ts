import type { WorldMedia } from '../../state/simulator-state.ts'
import { createRandom, pick, seedOf } from '../../world/create-random.ts'
import type { AccountProfile } from '../../world/account-profile.ts'
import { COMMENTS_PER_LIKE } from '../../world/like-rate.ts'
import type { GraphCall } from '../graph-call.ts'
import type { WrittenComment } from './engagement-state.ts'

export type MediaComment = WrittenComment & { media: WorldMedia; likes: number }

/** Of a post's comments from before, no more than so many are ever listed. */
const MOST_MADE_UP = 200
/** The time in which about two thirds of a post's comments come, as with its likes. */
const FADING_MS = 30 * 60 * 60 * 1_000
const NAMES = ['ana', 'bjorn', 'chloe', 'dani', 'elif', 'farid', 'grace', 'hiro', 'ines', 'jonas']
const TEXTS = [
  'Love this 😍',
  'Wo gibt es das?',
  'See you there!',
  'How much is it?',
  '🔥🔥🔥',
  'So schön geworden!',
  'Best place in town',
  'Merci pour tout 💛',
]

/**
 * A post's comments, newest first, replies included. Those that somebody wrote are in the state;
 * the others, of which only the number is known, are made up: a post's third comment is always
 * the same one, without being kept anywhere.
 */
export function commentsOf(media: WorldMedia, call: Pick<GraphCall, 'demo' | 'simulation'>) {
  const { state, now } = call.simulation
  const { written, deleted } = state.engagement
  const known = written[media.id] ?? []
  const unknown = Math.max(0, media.comments - known.length)
  const comments: MediaComment[] = []
  const latest = Math.min(now(), known[0]?.at ?? Infinity)
  for (let index = Math.max(0, unknown - MOST_MADE_UP); index < unknown; index += 1) {
    comments.push(madeUp(media, index, latest, call.demo))
  }
  for (const comment of known) comments.push({ ...comment, media, likes: 0 })
  return comments.filter(({ id }) => !Object.hasOwn(deleted, id))
    .sort((one, other) => other.at - one.at || (other.id > one.id ? 1 : -1))
}

/** The comment of an id under one of the call's account's posts. */
export function findComment(id: string, call: GraphCall): MediaComment | undefined {
  const isMadeUp = id.startsWith('177')
  for (const media of call.account.media) {
    const isCandidate = isMadeUp
      ? id.startsWith(idPrefix(media))
      : call.simulation.state.engagement.written[media.id] !== undefined
    if (!isCandidate) continue
    const found = commentsOf(media, call).find((comment) => comment.id === id)
    if (found !== undefined) return found
  }
  return undefined
}

function idPrefix(media: WorldMedia): string {
  return `177${String(seedOf(media.id) % 1_000_000_000).padStart(9, '0')}`
}

function madeUp(
  media: WorldMedia,
  index: number,
  latest: number,
  demo: AccountProfile,
): MediaComment {
  const random = createRandom(seedOf('comment', media.id, index))
  const place = (index + 0.5) / (media.appeal * COMMENTS_PER_LIKE + 1)
  const at = media.postedAt - FADING_MS * Math.log(1 - Math.min(0.99, place))
  const number = Math.floor(random() * 9_999)
  return {
    id: `${idPrefix(media)}${String(index).padStart(5, '0')}`,
    parentId: null,
    text: pick(TEXTS, random),
    authorId: `15${demo.igUserId.slice(-6)}${String(number).padStart(8, '0')}`,
    username: `${pick(NAMES, random)}.${number}`,
    at: Math.floor(Math.min(at, latest) / 1_000) * 1_000,
    media,
    likes: Math.floor(random() * 4),
  }
}
