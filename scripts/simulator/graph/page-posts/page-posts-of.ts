import type { WorldMedia } from '../../state/simulator-state.ts'
import type { GraphCall } from '../graph-call.ts'

/** A post of a Facebook Page: the account's Instagram post, shared there. */
export type PagePost = { id: string; media: WorldMedia; createdAt: number; likes: number }

/** Of the likes on Instagram, so many are given on Facebook too. */
const LIKES_SHARE = 0.2
const SHARED_AFTER_MS = 60_000

/** The posts of the call's Page, newest first. They follow from the account's own posts. */
export function pagePostsOf(call: GraphCall): PagePost[] {
  const { pageId } = call.demo
  if (pageId === null || call.login !== 'facebook') return []
  const now = call.simulation.now()
  return call.account.media.filter(({ postedAt }) => postedAt + SHARED_AFTER_MS <= now)
    .map((media) => postOf(pageId, media))
}

/** The Page's post of an id of the form `<page>_<post>`. */
export function findPagePost(id: string, call: GraphCall): PagePost | undefined {
  const { pageId } = call.demo
  if (pageId === null || !id.startsWith(`${pageId}_`)) return undefined
  return pagePostsOf(call).find((post) => post.id === id)
}

function postOf(pageId: string, media: WorldMedia): PagePost {
  return {
    id: `${pageId}_1${media.id.slice(-14)}`,
    media,
    createdAt: media.postedAt + SHARED_AFTER_MS,
    likes: Math.floor(media.likes * LIKES_SHARE),
  }
}
